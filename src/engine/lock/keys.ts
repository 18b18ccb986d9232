import { posix } from 'node:path';
import { withoutCredentials } from '../diag/index.js';
import { isUrl } from '../resolve/index.js';

/**
 * The name of a profile in a lock that lies in `directory`: a URL without credentials, or a relative path, so that a
 * lock holds wherever its tree lies. Both are canonical, links followed.
 */
export function profileKey(location: string, directory: string): string {
  return isUrl(location) ? withoutCredentials(location) : posix.relative(directory, location);
}

/** The name of a download in a lock: who fetches it does not change it. */
export function downloadKey(url: string): string {
  return withoutCredentials(url);
}
