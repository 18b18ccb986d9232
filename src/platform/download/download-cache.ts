import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open, readdir, rename, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Algorithm } from '../../engine/recipe/index.js';
import { makeDirectories } from '../directories.js';
import { hasCode } from '../file-failure.js';
import { removeFile } from '../file-tree.js';
import { Digests, firstMismatch, hashFile, type Sum } from './hashing.js';
import type { Sink } from './http.js';

const DIGEST_LENGTH: Readonly<Record<Algorithm, number>> = { sha512: 128, sha256: 64, md5: 32 };

/**
 * Content by its digests: `sha512/HEX`, `sha256/HEX`, `md5/HEX`. What is written gets such a name after it was checked,
 * by a rename, so several processes may share a cache; what is read is checked again. Files that other Buildout tools
 * keep, named by the MD5 of their URL, are read too.
 */
export class DownloadCache {
  readonly #directory: string;
  #cleaned = false;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A file with the content; `undefined` when there is none, or when cancelled. Damaged files are removed and told. */
  async find(sums: readonly Sum[], url: string, { signal, onDamaged }: FindOptions): Promise<string | undefined> {
    for (const sum of sums.filter(isWellFormed)) {
      const path = this.#pathOf(sum);
      const state = await stateOf(path, sums, signal);
      if (state === 'matches') return path;
      if (state === undefined || state.algorithm !== sum.algorithm) continue;
      onDamaged(`the cached file ${path} is damaged`);
      removeFile(path);
    }
    const byUrl = await this.findByUrl(url);
    if (byUrl === undefined) return undefined;
    const state = await stateOf(byUrl, sums, signal);
    if (state === 'matches') return byUrl;
    if (state !== undefined) onDamaged(`the cached file ${byUrl} has another ${state.algorithm}`);
    return undefined;
  }

  /** The file that is named by its URL, of unknown content. */
  async findByUrl(url: string): Promise<string | undefined> {
    const path = join(this.#directory, createHash('md5').update(url).digest('hex'));
    return (await isFile(path)) ? path : undefined;
  }

  /**
   * A new file to write to, on the cache's own file system. One that is never kept nor discarded goes away with a later
   * download, when this process has ended.
   */
  async incoming(algorithms: Iterable<Algorithm>): Promise<IncomingFile> {
    const folder = join(this.#directory, 'incoming');
    makeDirectories(folder);
    if (!this.#cleaned) await removeAbandoned(folder);
    this.#cleaned = true;
    return IncomingFile.create(join(folder, `${hostname()}-${process.pid}-${randomUUID()}`), algorithms);
  }

  /** Gives checked content its name, the one of its strongest sum, and the one by sha256 where links work. */
  async keep(file: IncomingFile, sums: readonly [Sum, ...Sum[]], sha256: string | undefined): Promise<string> {
    const path = this.#pathOf(sums[0]);
    makeDirectories(dirname(path));
    await rename(file.path, path);
    if (sha256 !== undefined) await this.adopt(path, sha256);
    return path;
  }

  /** Names content of this cache by its SHA-256 too, where links work. */
  adopt(path: string, sha256: string): Promise<void> {
    return this.#linkAs(path, this.#pathOf({ algorithm: 'sha256', expected: sha256 }));
  }

  async #linkAs(path: string, name: string): Promise<void> {
    if (path === name) return;
    try {
      makeDirectories(dirname(name));
      await link(path, name);
    } catch (error) {
      if (!hasCode(error, 'EEXIST', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
    }
  }

  #pathOf({ algorithm, expected }: Sum): string {
    return join(this.#directory, algorithm, expected);
  }
}

export interface FindOptions {
  readonly signal: AbortSignal;
  readonly onDamaged: (reason: string) => void;
}

/** A sum that is no digest names no file, and nothing outside the cache. */
function isWellFormed({ algorithm, expected }: Sum): boolean {
  return expected.length === DIGEST_LENGTH[algorithm] && /^[0-9a-f]*$/.test(expected);
}

async function stateOf(path: string, sums: readonly Sum[], signal: AbortSignal): Promise<'matches' | Sum | undefined> {
  if (!(await isFile(path))) return undefined;
  const actual = await hashFile(
    path,
    sums.map(({ algorithm }) => algorithm),
    signal,
  );
  return actual && (firstMismatch(sums, actual) ?? 'matches');
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

const ABANDONED_AFTER_MILLIS = 10 * 60 * 1000;

/** Files of processes of this machine that have ended; the age is for machines that share a name and a cache. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${hostname()}-`;
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    const path = join(folder, name);
    if ((await isFile(path)) && Date.now() - (await stat(path)).mtimeMs > ABANDONED_AFTER_MILLIS) removeFile(path);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    if (hasCode(error, 'EPERM')) return true;
    throw error;
  }
}

/** A file that is being downloaded, with its digests. */
export class IncomingFile implements Sink {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #algorithms: readonly Algorithm[];
  #digests: Digests;
  #size = 0;

  private constructor(path: string, file: FileHandle, algorithms: readonly Algorithm[]) {
    this.path = path;
    this.#file = file;
    this.#algorithms = algorithms;
    this.#digests = new Digests(algorithms);
  }

  static async create(path: string, algorithms: Iterable<Algorithm>): Promise<IncomingFile> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    return new IncomingFile(path, await open(path, flags, 0o644), [...algorithms]);
  }

  async restart(): Promise<void> {
    await this.#file.truncate(0);
    this.#size = 0;
    this.#digests = new Digests(this.#algorithms);
  }

  async write(chunk: Buffer): Promise<void> {
    this.#digests.update(chunk);
    for (let offset = 0; offset < chunk.length;) {
      const { bytesWritten } = await this.#file.write(chunk, offset, chunk.length - offset, this.#size);
      offset += bytesWritten;
      this.#size += bytesWritten;
    }
  }

  /** The content is on the disk; its digests. */
  async finish(): Promise<ReadonlyMap<Algorithm, string>> {
    await this.#file.datasync();
    return this.#digests.finish();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Removes the file under its first name; one that was kept has another by now. */
  discard(): void {
    removeFile(this.path);
  }
}
