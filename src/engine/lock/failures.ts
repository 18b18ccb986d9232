import { unreachable, type Diagnostic, type Span } from '../diag/index.js';
import type { Algorithm } from '../recipe/index.js';

/** What is wrong with a lock, or different from it. */
export type LockFailure = LockNotFound | LockUnreadable | LockOfOtherVersion | DownloadDifference | DownloadConflict;

export interface LockNotFound {
  readonly kind: 'lock-not-found';
  readonly lock: string;
}
/** The file cannot be read, or its content is no lock. */
export interface LockUnreadable {
  readonly kind: 'lock-unreadable';
  readonly lock: string;
  readonly reason: string;
  readonly at: Span | undefined;
}
/** It says something that this version of slapbuild does not know, and so could not enforce. */
export interface LockOfOtherVersion {
  readonly kind: 'lock-of-other-version';
  readonly lock: string;
  readonly reason: string;
  readonly at: Span;
}
/** What a part fetches is not what the lock says. */
export type DownloadDifference =
  | {
      readonly kind: 'download-not-locked';
      readonly lock: string;
      readonly part: string;
      readonly url: string;
      readonly at: Span;
    }
  | {
      readonly kind: 'download-lock-mismatch';
      readonly lock: string;
      readonly part: string;
      readonly url: string;
      readonly algorithm: Algorithm;
      readonly locked: string;
      readonly wanted: string;
      readonly at: Span;
    };
/** Two parts expect different content of one URL. */
export interface DownloadConflict {
  readonly kind: 'download-conflict';
  readonly url: string;
  readonly algorithm: Algorithm;
  readonly sums: readonly [string, string];
  readonly parts: readonly [string, string];
  readonly at: Span;
  readonly other: Span;
}

const ANEW = 'make the lock anew: `slapbuild lock`';

export function explain(failure: LockFailure): Diagnostic {
  const base = { code: failure.kind, severity: 'error', notes: [] } as const;
  switch (failure.kind) {
    case 'lock-not-found':
      return { ...base, message: `there is no lock \`${failure.lock}\``, hint: 'make it: `slapbuild lock`' };
    case 'lock-unreadable': {
      const { lock, reason, at } = failure;
      return {
        ...base,
        message: `the lock \`${lock}\` cannot be read: ${reason}`,
        ...(at !== undefined && { at }),
        hint: ANEW,
      };
    }
    case 'lock-of-other-version': {
      const { lock, reason, at } = failure;
      const hint = 'if another version of slapbuild wrote it, use that one or a newer one; otherwise remove the file';
      return { ...base, message: `the lock \`${lock}\` cannot be used: ${reason}`, at, hint };
    }
    case 'download-not-locked':
    case 'download-lock-mismatch':
      return explainDifference(failure);
    case 'download-conflict': {
      const { url, algorithm, sums, parts, at, other } = failure;
      const [first, second] = parts;
      const message = `parts \`${first}\` and \`${second}\` expect different content of \`${url}\``;
      const notes = [
        { message: `\`${first}\` expects ${algorithm} ${sums[0]}`, at: other },
        { message: `\`${second}\` expects ${algorithm} ${sums[1]}` },
      ];
      return { ...base, message, at, notes, hint: 'correct the sum that is wrong' };
    }
    default:
      return unreachable(failure);
  }
}

function explainDifference(failure: DownloadDifference): Diagnostic {
  const { kind: code, lock, part, url, at } = failure;
  const base = { code, severity: 'error', at, hint: `if the change is meant, ${ANEW}` } as const;
  if (failure.kind === 'download-not-locked')
    return { ...base, message: `part \`${part}\`: \`${url}\` is not in \`${lock}\``, notes: [] };
  const { algorithm, locked, wanted } = failure;
  return {
    ...base,
    message: `part \`${part}\`: \`${url}\` is expected to be another file than the one in \`${lock}\``,
    notes: [{ message: `the lock has ${algorithm} ${locked}` }, { message: `the profile has ${algorithm} ${wanted}` }],
  };
}
