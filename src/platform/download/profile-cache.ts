import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withoutCredentials } from '../../engine/diag/index.js';
import { makeDirectories } from '../directories.js';
import { errnoOf } from '../file-failure.js';
import { readBytes } from './profile-text.js';

/** A copy of a remote profile, in UTF-8. */
export interface KeptProfile {
  readonly bytes: Buffer;
  /** When it was fetched. */
  readonly fetchedAt: Date;
}

/** Where copies of remote profiles are kept. What cannot be kept is no failure: it is fetched again. */
export interface ProfileShelf {
  /** The copy that was fetched last from a URL. */
  find(url: string): Promise<KeptProfile | undefined>;
  keep(url: string, bytes: Buffer): Promise<void>;
}

/** A directory that profiles name: one file for each URL, named by the SHA-256 of the URL. */
export function openExtendsCache(directory: string): ProfileShelf {
  const pathOf = (url: string): string => join(directory, digestOf(url));
  return {
    async find(url) {
      const read = readBytes(pathOf(url));
      if (!read.ok) return undefined;
      return { bytes: read.value, fetchedAt: statSync(pathOf(url), { throwIfNoEntry: false })?.mtime ?? new Date(0) };
    },
    // No digest tells later whether it is whole: it is on the disk before it has its name.
    keep: (url, bytes) => unlessRefused(() => writeWhole(pathOf(url), bytes, { sync: true })),
  };
}

/**
 * The user's own copies: `sha256/HEX` is content by its digest, and `url/HEX`, named by the SHA-256 of a URL, says which
 * content was fetched last from there, and by its time, when. Content is written before the name that leads to it, both
 * by a rename, so any number of runs may share the directory. Content is only used when it has its digest.
 */
export class OwnProfiles implements ProfileShelf {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async find(url: string): Promise<KeptProfile | undefined> {
    const path = this.#indexPath(url);
    const [entry, status] = await Promise.all([readIfThere(path), statIfThere(path)]);
    const sha256 = /^[0-9a-f]{64}(?= )/u.exec(entry?.toString() ?? '')?.[0];
    const bytes = sha256 === undefined ? undefined : await this.content(sha256);
    return bytes && { bytes, fetchedAt: status?.mtime ?? new Date(0) };
  }

  /** Content by its digest; `undefined` when there is none, or when it is damaged. */
  async content(sha256: string): Promise<Buffer | undefined> {
    const bytes = await readIfThere(this.#contentPath(sha256));
    return bytes !== undefined && digestOf(bytes) === sha256 ? bytes : undefined;
  }

  keep(url: string, bytes: Buffer): Promise<void> {
    const sha256 = digestOf(bytes);
    return unlessRefused(async () => {
      if ((await this.content(sha256)) === undefined) await writeWhole(this.#contentPath(sha256), bytes, NO_SYNC);
      // The URL is for people who look into the directory.
      await writeWhole(this.#indexPath(url), `${sha256}  ${withoutCredentials(url)}\n`, NO_SYNC);
    });
  }

  #contentPath(sha256: string): string {
    return join(this.#directory, 'sha256', sha256);
  }

  #indexPath(url: string): string {
    return join(this.#directory, 'url', digestOf(url));
  }
}

const NO_SYNC = { sync: false } as const;

function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

async function statIfThere(path: string): Promise<{ readonly mtime: Date } | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

async function unlessRefused(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    errnoOf(error);
  }
}

/** A file gets its name when it is whole. */
async function writeWhole(path: string, content: string | Buffer, { sync }: { readonly sync: boolean }): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  makeDirectories(dirname(path));
  try {
    const file = await open(fresh, 'wx', 0o644);
    try {
      await file.writeFile(content);
      if (sync) await file.datasync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}
