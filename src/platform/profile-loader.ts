import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, succeed, type Result } from '../engine/diag/index.js';
import type { LoadedProfile, LoadFailure, LoadOptions, ProfileLoader } from '../engine/resolve/index.js';
import { errnoOf } from './file-failure.js';

/** More than any profile; less than what makes a machine slow. */
export const LARGEST_PROFILE = 16 * 1024 * 1024;

export interface DownloadFailure {
  readonly reason: string;
}

export interface ProfileLoaderSettings {
  /** Fetches a URL, at most `LARGEST_PROFILE` bytes of it. Absent: nothing is remote. */
  readonly download?: (url: string) => Promise<Result<Buffer, DownloadFailure>>;
}

type Loaded = Result<LoadedProfile, LoadFailure>;

/** Reads profiles from the file system at once, and from URLs through `extends-cache`. */
export function createProfileLoader(settings: ProfileLoaderSettings = {}): ProfileLoader {
  return {
    load: (location, options) => (isRemote(location) ? loadRemote(location, options, settings) : loadLocal(location)),
    canonical: (location) => (isRemote(location) ? new URL(location).href : realPath(location)),
  };
}

function isRemote(location: string): boolean {
  return /^[a-z0-9+.-]+:\/\//i.test(location) && URL.canParse(location);
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    errnoOf(error);
    return path;
  }
}

function loadLocal(location: string): Loaded {
  const read = readBytes(location);
  return read.ok ? decode(read.value, location, realPath(location)) : read;
}

function readBytes(location: string): Result<Buffer, LoadFailure> {
  try {
    const { size } = statSync(location);
    if (size > LARGEST_PROFILE)
      return fail({ kind: 'unreadable', location, reason: `larger than ${LARGEST_PROFILE} bytes` });
    return succeed(readFileSync(location));
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ kind: 'not-found', location });
    return fail({ kind: 'unreadable', location, reason: code === 'EISDIR' ? 'it is a directory' : code });
  }
}

function decode(bytes: Buffer, location: string, canonical: string): Loaded {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const sha256 = (): string => createHash('sha256').update(bytes).digest('hex');
    return succeed({ location: canonical, source: { path: location, text }, sha256 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return fail({ kind: 'bad-encoding', location, offset: firstBadByte(bytes) });
  }
}

/** Where the first sequence starts that is not UTF-8. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  // Up to here the bytes are the start of some text; the last sequence may be the one that goes wrong.
  while (!decodes(bytes.subarray(0, good), false)) good--;
  return good;
}

/** `stream`: whether the last sequence may be cut off. */
function decodes(bytes: Buffer, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function loadRemote(location: string, options: LoadOptions, settings: ProfileLoaderSettings): Promise<Loaded> {
  const cached = cachedCopy(location, options);
  if (!cached.ok) return cached;
  const { path } = cached.value;
  const canonical = new URL(location).href;
  const kept = path === undefined ? undefined : readBytes(path);
  if (kept?.ok === true && !options.newest) return decode(kept.value, location, canonical);
  const fetched = await fetchRemote(location, options, settings);
  if (!fetched.ok) return kept?.ok === true ? decode(kept.value, location, canonical) : fetched;
  const decoded = decode(fetched.value, location, canonical);
  if (decoded.ok && path !== undefined) await keep(path, fetched.value);
  return decoded;
}

/** Where `extends-cache` keeps a URL; named by the URL so that it can be found without asking the server. */
function cachedCopy(
  location: string,
  { cacheDirectory }: LoadOptions,
): Result<{ readonly path: string | undefined }, LoadFailure> {
  if (cacheDirectory === undefined) return succeed({ path: undefined });
  const isThere = statSync(cacheDirectory, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isThere) return fail({ kind: 'cache-directory-missing', directory: cacheDirectory });
  return succeed({ path: join(cacheDirectory, createHash('sha256').update(location).digest('hex')) });
}

async function fetchRemote(
  location: string,
  { offline }: LoadOptions,
  { download }: ProfileLoaderSettings,
): Promise<Result<Buffer, LoadFailure>> {
  if (offline) return fail({ kind: 'offline', location });
  if (!/^https?:/i.test(location) || download === undefined) {
    return fail({ kind: 'download-failed', location, reason: 'only http and https are supported' });
  }
  const fetched = await download(location);
  if (!fetched.ok) return fail({ kind: 'download-failed', location, reason: fetched.failures[0].reason });
  if (fetched.value.length <= LARGEST_PROFILE) return fetched;
  return fail({ kind: 'download-failed', location, reason: `larger than ${LARGEST_PROFILE} bytes` });
}

/** A copy gets its name when it is whole. A cache that cannot be written to is no reason to fail. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  try {
    const directory = await mkdtemp(join(dirname(path), '.incoming-'));
    try {
      await writeFile(join(directory, basename(path)), bytes);
      await rename(join(directory, basename(path)), path);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  } catch (error) {
    errnoOf(error);
  }
}
