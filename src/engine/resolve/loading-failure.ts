import { unreachable, type Span } from '../diag/index.js';
import type { LoadingFailure, Through } from './failures.js';
import type { LoadFailure } from './ports.js';

export interface FailedPlace {
  /** As `extends` names it; `undefined` for the main profile. */
  readonly name: string | undefined;
  readonly at: Span;
  readonly through: Through;
  /** Where `extends-cache` is set. */
  readonly cacheSetAt?: Span | undefined;
}

/** What a loader's failure means for the place that asked. */
export function loadingFailure(failure: LoadFailure, { name, at, through, cacheSetAt }: FailedPlace): LoadingFailure {
  switch (failure.kind) {
    case 'not-found': {
      const { location } = failure;
      if (name === undefined) return { kind: 'profile-not-found', location, at };
      return { kind: 'extends-not-found', name, location, at, through };
    }
    case 'unreadable':
      return { kind: 'profile-unreadable', location: failure.location, reason: failure.reason, at, through };
    case 'bad-encoding': {
      const reason = `byte ${failure.offset} is not UTF-8`;
      return { kind: 'encoding-error', location: failure.location, reason, at, through };
    }
    case 'download-failed':
      return { ...failure, at, through };
    case 'offline':
      return { kind: 'offline-download', location: failure.location, reason: 'offline mode is on', at, through };
    case 'lock-mismatch': {
      const { kind, location, lock, locked, found } = failure;
      return { kind, location, lock, digests: { locked, found }, at, through };
    }
    case 'not-locked':
      return { ...failure, digests: undefined, at, through };
    case 'cache-directory-missing':
      return { kind: failure.kind, directory: failure.directory, at: cacheSetAt ?? at };
    default:
      return unreachable(failure);
  }
}
