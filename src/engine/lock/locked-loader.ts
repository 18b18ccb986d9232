import { posix } from 'node:path';
import { fail, succeed, type Result } from '../diag/index.js';
import { isUrl, type LoadedProfile, type LoadFailure, type LoadOptions, type ProfileLoader } from '../resolve/index.js';
import { decodeLock } from './decode.js';
import type { LockFailure } from './failures.js';
import { profileKey } from './keys.js';
import type { Lock } from './lock.js';

type Loaded = Result<LoadedProfile, LoadFailure>;

const LOCAL: LoadOptions = { offline: true, newest: false, cacheDirectory: undefined };

/** Reads the lock file at an absolute path; `name` is the file, for people. */
export async function readLock(
  path: string,
  name: string,
  loader: Pick<ProfileLoader, 'load' | 'canonical'>,
): Promise<Result<Lock, LockFailure>> {
  const loaded = await loader.load(path, LOCAL);
  if (!loaded.ok) return fail(unreadable(loaded.failures[0], name));
  const content = decodeLock({ path, text: loaded.value.source.text }, name);
  if (!content.ok) return content;
  const directory = loader.canonical(posix.dirname(path));
  return succeed({ ...content.value, name, directory });
}

function unreadable(failure: LoadFailure, lock: string): LockFailure {
  if (failure.kind === 'not-found') return { kind: 'lock-not-found', lock };
  const reason =
    failure.kind === 'bad-encoding'
      ? `byte ${String(failure.offset)} is not UTF-8`
      : 'reason' in failure
        ? failure.reason
        : failure.kind;
  return { kind: 'lock-unreadable', lock, reason, at: undefined };
}

/** A loader that gives only what a lock names. A remote profile that is not in it is not even asked for. */
export function lockedLoader(loader: ProfileLoader, lock: Lock): ProfileLoader {
  return {
    canonical: (location) => loader.canonical(location),
    load(location, options) {
      const sha256 = lock.profiles.get(profileKey(loader.canonical(location), lock.directory));
      if (sha256 === undefined && isUrl(location)) return fail(notLocked(location, lock));
      const pinned: LoadOptions = { ...options, sha256 };
      const check = (loaded: Loaded): Loaded => checkProfile(loaded, { location, lock, sha256 });
      const loaded = loader.load(location, pinned);
      return loaded instanceof Promise ? loaded.then(check) : check(loaded);
    },
  };
}

interface Expected {
  readonly location: string;
  readonly lock: Lock;
  readonly sha256: string | undefined;
}

function checkProfile(loaded: Loaded, { location, lock, sha256 }: Expected): Loaded {
  if (!loaded.ok) return sha256 === undefined ? loaded : fail(stillWanted(loaded.failures[0], lock));
  if (sha256 === undefined) return fail(notLocked(location, lock));
  const found = loaded.value.sha256();
  if (found === sha256) return loaded;
  return fail({ kind: 'lock-mismatch', location, lock: lock.name, locked: sha256, found });
}

/** A profile that the lock names is no optional one: without it the release is another. */
function stillWanted(failure: LoadFailure, { name }: Lock): LoadFailure {
  const { kind } = failure;
  const isAbsent = kind === 'not-found' || (kind === 'download-failed' && failure.isAbsent === true);
  if (!isAbsent) return failure;
  return { kind: 'unreadable', location: failure.location, reason: `it is not there, and \`${name}\` has it` };
}

function notLocked(location: string, { name }: Lock): LoadFailure {
  return { kind: 'not-locked', location, lock: name };
}
