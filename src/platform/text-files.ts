import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, succeed, type Result } from '../engine/diag/index.js';
import type { FileFailure } from '../engine/recipe/index.js';
import { asFileFailure } from './file-failure.js';
import { LARGEST_PROFILE } from './download/profile-text.js';

/** Why a file is not taken for a text; `reason` is for people. */
export interface TextFailure {
  readonly kind: 'text-unreadable';
  readonly path: string;
  readonly reason: string;
  readonly hint: string;
}

/** A file as UTF-8 text, a byte order mark kept; at most `LARGEST_PROFILE` bytes. */
export function readTextFile(path: string): Result<string, FileFailure | TextFailure> {
  try {
    if (statSync(path).size > LARGEST_PROFILE)
      return unreadable(path, `it is larger than ${LARGEST_PROFILE} bytes`, 'name a profile');
    return decodeText(readFileSync(path), path);
  } catch (error) {
    return asFileFailure(error, 'read', path);
  }
}

/** Bytes as UTF-8 text, a byte order mark kept; `path` names them to people. */
export function decodeText(bytes: Uint8Array, path: string): Result<string, TextFailure> {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return unreadable(path, 'it is not UTF-8 text', 'convert it to UTF-8');
    throw error;
  }
}

function unreadable(path: string, reason: string, hint: string): Result<never, TextFailure> {
  return fail({ kind: 'text-unreadable', path, reason, hint });
}

/** Replaces a file at once and keeps its mode; through a symbolic link the file that it leads to. */
export function replaceTextFile(path: string, text: string): Result<void, FileFailure> {
  try {
    const real = realpathSync(path);
    const fresh = join(dirname(real), `.${basename(real)}.${randomUUID()}`);
    try {
      writeFileSync(fresh, text, { flag: 'wx', mode: 0o600 });
      chmodSync(fresh, statSync(real).mode & 0o7777);
      renameSync(fresh, real);
    } finally {
      rmSync(fresh, { force: true });
    }
    return succeed(undefined);
  } catch (error) {
    return asFileFailure(error, 'write', path);
  }
}

/** Files below a directory whose names a test accepts, sorted by path; hidden ones and links are left out. */
export function filesBelow(
  directory: string,
  accepts: (name: string) => boolean,
): Result<readonly string[], FileFailure> {
  try {
    const found: string[] = [];
    const entries = readdirSync(directory, { withFileTypes: true, recursive: false });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(directory, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isFile() && accepts(entry.name)) found.push(path);
      if (!entry.isDirectory()) continue;
      const below = filesBelow(path, accepts);
      if (!below.ok) return below;
      found.push(...below.value);
    }
    return succeed(found);
  } catch (error) {
    return asFileFailure(error, 'list', directory);
  }
}
