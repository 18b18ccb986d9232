import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, succeed, type Result } from '../../engine/diag/index.js';
import type { LoadedProfile, LoadFailure, LoadOptions } from '../../engine/resolve/index.js';
import { errnoOf } from '../file-failure.js';
import type { Downloaded } from './http-client.js';
import { openExtendsCache, OwnProfiles, type KeptProfile, type ProfileShelf } from './profile-cache.js';
import { decodeProfile, LARGEST_PROFILE, toUtf8, type ProfileName } from './profile-text.js';

export interface DownloadFailure {
  readonly reason: string;
  /** The server says that there is no such thing. */
  readonly isAbsent?: boolean;
}

export interface RemoteSettings {
  /** Fetches a URL, at most `LARGEST_PROFILE` bytes of it; bytes alone are UTF-8. Absent: nothing is remote. */
  readonly download?: (url: string) => Promise<Result<Downloaded | Buffer, DownloadFailure>>;
  /** The user's own cache: remote profiles are kept in its folder `profiles` where no `extends-cache` keeps them. */
  readonly cacheDirectory?: string;
}

type Loaded = Result<LoadedProfile, LoadFailure>;

/** A URL without its fragment, which no server sees; `undefined` for a text that is no URL. */
export function canonicalUrl(location: string): string | undefined {
  const url = URL.parse(location);
  if (url === null) return undefined;
  url.hash = '';
  return url.href;
}

/** One remote profile that is asked for. */
interface Asked extends ProfileName {
  readonly options: LoadOptions;
  readonly settings: RemoteSettings;
  readonly own: OwnProfiles | undefined;
}

/**
 * Reads a remote profile. Without network: offline, and with `newest` off, the copy that was fetched last, or the one that
 * is expected by digest. Otherwise the server is asked: what differs there from what is expected must be told. When it
 * does not answer, a copy that is as expected is used; without an expectation a copy in `extends-cache` is used, as zc.buildout does; the user's own copy is not, because nobody asked for it to be used: the
 * failure tells of it.
 */
export async function loadRemote(location: string, options: LoadOptions, settings: RemoteSettings): Promise<Loaded> {
  const canonical = canonicalUrl(location);
  if (canonical === undefined) return fail({ kind: 'download-failed', location, reason: 'it is no URL' });
  const { cacheDirectory } = settings;
  const own = cacheDirectory === undefined ? undefined : new OwnProfiles(join(cacheDirectory, 'profiles'));
  const asked: Asked = { location, canonical, options, settings, own };
  const shelf = openShelf(asked);
  if (!shelf.ok) return shelf;
  const kept = await findKept(asked, shelf.value);
  if (kept !== undefined && mayUse(kept, asked)) return succeed(kept.profile);
  const fetched = await fetchProfile(asked);
  if (!fetched.ok) return withoutServer(fetched.failures[0], kept, asked);
  const { bytes, isWorthKeeping } = fetched.value;
  const decoded = decodeProfile(bytes, asked);
  if (decoded.ok && isWorthKeeping) await shelf.value?.keep(canonical, bytes);
  return decoded;
}

function openShelf({ options: { cacheDirectory }, own }: Asked): Result<ProfileShelf | undefined, LoadFailure> {
  if (cacheDirectory === undefined) return succeed(own);
  if (!isDirectory(cacheDirectory)) return fail({ kind: 'cache-directory-missing', directory: cacheDirectory });
  return succeed(openExtendsCache(cacheDirectory));
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

interface Kept {
  readonly profile: LoadedProfile;
  readonly fetchedAt: Date;
  /** It is the content that is expected; nothing needs to be asked. */
  readonly isExpected: boolean;
}

/** The copy that is here, the expected one first; one that cannot be read or decoded does not count. */
async function findKept(asked: Asked, shelf: ProfileShelf | undefined): Promise<Kept | undefined> {
  const { sha256 } = asked.options;
  const bytes = sha256 === undefined ? undefined : await asked.own?.content(sha256);
  const kept: KeptProfile | undefined = bytes && { bytes, fetchedAt: new Date(0) };
  const found = kept ?? (await shelf?.find(asked.canonical));
  const decoded = found && decodeProfile(found.bytes, asked);
  if (found === undefined || decoded?.ok !== true) return undefined;
  const profile = decoded.value;
  return { profile, fetchedAt: found.fetchedAt, isExpected: sha256 !== undefined && profile.sha256() === sha256 };
}

function mayUse({ isExpected }: Kept, { options: { sha256, newest, offline } }: Asked): boolean {
  return (offline || !newest) && (sha256 === undefined || isExpected);
}

interface Fetched {
  readonly bytes: Buffer;
  readonly isWorthKeeping: boolean;
}

async function fetchProfile({ location, options, settings }: Asked): Promise<Result<Fetched, LoadFailure>> {
  const { offline, sha256 } = options;
  if (offline) return fail({ kind: 'offline', location });
  const failed = (reason: string): Loaded & { readonly ok: false } =>
    fail({ kind: 'download-failed', location, reason });
  if (!/^https?:/iu.test(location) || settings.download === undefined)
    return failed('only http and https are supported');
  const downloaded = await settings.download(location);
  if (!downloaded.ok) {
    const { reason, isAbsent } = downloaded.failures[0];
    return fail({ kind: 'download-failed', location, reason, ...(isAbsent === true && { isAbsent }) });
  }
  const { bytes, contentType } = Buffer.isBuffer(downloaded.value)
    ? { bytes: downloaded.value, contentType: undefined }
    : downloaded.value;
  if (bytes.length > LARGEST_PROFILE) return failed(`larger than ${LARGEST_PROFILE} bytes`);
  const text = toUtf8(bytes, contentType, location);
  if (!text.ok) return text;
  const isExpected = sha256 === undefined || createHash('sha256').update(text.value).digest('hex') === sha256;
  return succeed({ bytes: text.value, isWorthKeeping: isExpected && !isWebPage(text.value, contentType) });
}

/** A page that says "log in first", or that the network is somebody else's, must not take the place of a profile. */
function isWebPage(bytes: Buffer, contentType = ''): boolean {
  return /^\s*text\/html\b/iu.test(contentType) && /^\s*</u.test(bytes.toString('latin1', 0, 1024));
}

function withoutServer(
  failure: LoadFailure,
  kept: Kept | undefined,
  { options: { cacheDirectory, sha256 } }: Asked,
): Loaded {
  if (failure.kind !== 'download-failed' || kept === undefined) return fail(failure);
  if (sha256 !== undefined) return kept.isExpected ? succeed(kept.profile) : fail(failure);
  if (cacheDirectory !== undefined) return succeed(kept.profile);
  const day = kept.fetchedAt.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return fail({ ...failure, reason: `${failure.reason}; \`-o\` uses the copy of ${day}` });
}
