import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../engine/diag/index.js';
import type { InputReader } from '../engine/graph/index.js';
import type { Algorithm, SourceRequest } from '../engine/recipe/index.js';
import { errnoOf } from './file-failure.js';
import { stampOf } from './stamps.js';

export function createInputReader(): InputReader {
  const visited = new Set<string>();
  /** Stamps of everything below a path, taken before its content was read. */
  const stamps = new Map<string, Map<string, string | null>>();
  const digests = new Map<string, string | undefined>();
  const fetched = new Map<string, string>();
  const noteFor = (root: string): Note => {
    const seen = stamps.get(root) ?? new Map<string, string | null>();
    stamps.set(root, seen);
    return (path) => {
      visited.add(path);
      if (!seen.has(path)) seen.set(path, stampOf(path));
    };
  };
  return {
    visited,
    hasChanged: (root) => [...(stamps.get(root) ?? [])].some(([path, stamp]) => stampOf(path) !== stamp),
    addFetched: (source, path) => fetched.set(sourceKey(source), path),
    fetched: (source) => fetched.get(sourceKey(source)),
    digest(path, algorithm = 'sha256') {
      const key = `${algorithm}:${path}`;
      if (!digests.has(key))
        digests.set(
          key,
          unlessUnreadable(() => digestPath(path, algorithm, noteFor(path))),
        );
      return digests.get(key);
    },
    isDirectory: (path) => statOf(path)?.isDirectory() ?? false,
    bytes: (path) => unlessUnreadable(() => readFileSync(path)),
  };
}

/** Told of each path before it is read. */
type Note = (path: string) => void;

function sourceKey({ url, sha256, sha512, md5 }: SourceRequest): string {
  return JSON.stringify([url, sha256 ?? '', sha512 ?? '', md5 ?? '']);
}

function digestPath(path: string, algorithm: Algorithm, note: Note): string | undefined {
  note(path);
  const status = statOf(path);
  if (status === undefined) return undefined;
  if (status.isDirectory()) return digestDirectory(path, note);
  // A pipe or a device has no content to digest, and reading it could wait forever.
  return status.isFile() ? digestFile(path, algorithm) : undefined;
}

function statOf(path: string): BigIntStats | undefined {
  return unlessUnreadable(() => statSync(path, { bigint: true }));
}

/** The answer, or `undefined` when the system refuses: what cannot be read is told when the part needs it. */
function unlessUnreadable<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

const CHUNK = 1 << 20;

function digestFile(path: string, algorithm: Algorithm): string {
  const hash = createHash(algorithm);
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer))
      hash.update(buffer.subarray(0, size));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** SHA-256 over lines `path NUL kind mode content-digest-or-target`, sorted by path (code points). */
function digestDirectory(root: string, note: Note): string {
  const hash = createHash('sha256');
  const walk = (below: string): void => {
    const directory = join(root, below);
    note(directory);
    for (const name of readdirSync(directory).sort(compareCodePoints)) {
      const path = below === '' ? name : `${below}/${name}`;
      const full = join(root, path);
      const status = lstatSync(full);
      if (status.isSymbolicLink()) hash.update(`${path}\0link ${readlinkSync(full)}\n`);
      else if (status.isDirectory()) {
        hash.update(`${path}\0directory\n`);
        walk(path);
      } else if (status.isFile()) {
        note(full);
        const executable = (status.mode & 0o100) !== 0 ? 'program' : 'file';
        hash.update(`${path}\0${executable} ${digestFile(full, 'sha256')}\n`);
      }
    }
  };
  walk('');
  return hash.digest('hex');
}
