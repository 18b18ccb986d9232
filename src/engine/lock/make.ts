import { fail, failAll, succeed, type Diagnostic, type Result } from '../diag/index.js';
import { explainRecipeFailure } from '../recipe/index.js';
import type { LoadedProfile } from '../resolve/index.js';
import { sumOf, type Download } from './collect.js';
import { profileKey } from './keys.js';
import type { LockContent, LockedDownload } from './lock.js';
import type { DigestDownload } from './ports.js';

/** The digests of profiles, for a lock in `directory`. */
export function lockProfiles(layers: readonly LoadedProfile[], directory: string): LockContent['profiles'] {
  return new Map(layers.map((profile) => [profileKey(profile.location, directory), profile.sha256()]));
}

/**
 * The entries of downloads. A profile's own SHA-256 is taken as it is; anything else is fetched to know it.
 * Every download that cannot be had is told, at the option that names it.
 */
export async function lockDownloads(
  downloads: readonly Download[],
  digest: DigestDownload,
): Promise<Result<LockContent['downloads'], Diagnostic>> {
  const entries = await Promise.all(downloads.map((download) => lockDownload(download, digest)));
  const [first, ...more] = entries.flatMap((entry) => (entry.ok ? [] : entry.failures));
  if (first !== undefined) return failAll([first, ...more]);
  return succeed(new Map(entries.flatMap((entry) => (entry.ok ? [entry.value] : []))));
}

async function lockDownload(
  download: Download,
  digest: DigestDownload,
): Promise<Result<readonly [string, LockedDownload], Diagnostic>> {
  const { key, source, place } = download;
  const known = sumOf(source, 'sha256');
  const sha256 = known === undefined ? await digest(download) : succeed(known);
  if (!sha256.ok) return fail(explainRecipeFailure(sha256.failures[0], place));
  const [sha512, md5] = [sumOf(source, 'sha512'), sumOf(source, 'md5')];
  const weaker = { ...(sha512 !== undefined && { sha512 }), ...(md5 !== undefined && { md5 }) };
  return succeed([key, { sha256: sha256.value, ...weaker }]);
}
