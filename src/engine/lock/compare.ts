import { compareCodePoints } from '../diag/index.js';
import type { LockContent, LockedDownload } from './lock.js';

/** One entry that two locks do not share. */
export interface LockChange {
  readonly change: 'added' | 'changed' | 'removed';
  readonly kind: 'profile' | 'download';
  readonly key: string;
}

/** What became different between two locks: profiles first, each sorted by name (code points). */
export function compareLocks(before: LockContent, after: LockContent): readonly LockChange[] {
  return [
    ...compareEntries('profile', before.profiles, after.profiles),
    ...compareEntries('download', before.downloads, after.downloads),
  ];
}

type Entry = string | LockedDownload;

function compareEntries(
  kind: LockChange['kind'],
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): readonly LockChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints);
  return keys.flatMap((key): readonly LockChange[] => {
    if (!before.has(key)) return [{ change: 'added', kind, key }];
    if (!after.has(key)) return [{ change: 'removed', kind, key }];
    const isSame = sumsOf(before.get(key)) === sumsOf(after.get(key));
    return isSame ? [] : [{ change: 'changed', kind, key }];
  });
}

function sumsOf(entry: Entry | undefined): string {
  if (typeof entry !== 'object') return entry ?? '';
  const { sha256, sha512 = '', md5 = '' } = entry;
  return [sha256, sha512, md5].join(' ');
}
