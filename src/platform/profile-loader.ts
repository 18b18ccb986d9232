import { realpathSync } from 'node:fs';
import type { Result } from '../engine/diag/index.js';
import type { LoadedProfile, LoadFailure, ProfileLoader } from '../engine/resolve/index.js';
import { decodeProfile, readBytes } from './download/profile-text.js';
import { canonicalUrl, loadRemote, type RemoteSettings } from './download/remote-profiles.js';
import { errnoOf } from './file-failure.js';

export { LARGEST_PROFILE } from './download/profile-text.js';

export type ProfileLoaderSettings = RemoteSettings;

/** Reads profiles from the file system at once, and from URLs through the caches that keep them. */
export function createProfileLoader(settings: ProfileLoaderSettings = {}): ProfileLoader {
  return {
    load: (location, options) => (isRemote(location) ? loadRemote(location, options, settings) : loadLocal(location)),
    canonical: (location) => (isRemote(location) ? (canonicalUrl(location) ?? location) : realPath(location)),
  };
}

function isRemote(location: string): boolean {
  return /^[a-z0-9+.-]+:\/\//iu.test(location);
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    errnoOf(error);
    return path;
  }
}

function loadLocal(location: string): Result<LoadedProfile, LoadFailure> {
  const read = readBytes(location);
  return read.ok ? decodeProfile(read.value, { location, canonical: realPath(location) }) : read;
}
