import type { SourceRequest } from '../recipe/index.js';
import { ALGORITHMS, placeOf, sumOf, type DownloadUse } from './collect.js';
import type { DownloadDifference } from './failures.js';
import { downloadKey } from './keys.js';
import type { Lock } from './lock.js';

/** What parts would fetch and is not as a lock says; each difference is told once, where it is first met. */
export function checkDownloads(uses: readonly DownloadUse[], lock: Lock): readonly DownloadDifference[] {
  const differences = new Map<string, DownloadDifference>();
  for (const use of uses) {
    const difference = differenceOf(use, lock);
    if (difference === undefined) continue;
    const key = JSON.stringify([difference.url, 'wanted' in difference ? difference.wanted : '']);
    if (!differences.has(key)) differences.set(key, difference);
  }
  return [...differences.values()];
}

function differenceOf(use: DownloadUse, lock: Lock): DownloadDifference | undefined {
  const { source, place } = use;
  const url = downloadKey(source.url);
  const base = { lock: lock.name, part: place.part, url, at: placeOf(use) };
  const entry = lock.downloads.get(url);
  if (entry === undefined) return { kind: 'download-not-locked', ...base };
  for (const algorithm of ALGORITHMS) {
    const [wanted, locked] = [sumOf(source, algorithm), entry[algorithm]];
    if (wanted === undefined || locked === undefined || wanted === locked) continue;
    return { kind: 'download-lock-mismatch', ...base, algorithm, locked, wanted };
  }
  return undefined;
}

/** The source with the sum that a lock has for it; `undefined` when the lock does not allow it. */
export function lockedSource(source: SourceRequest, lock: Lock): SourceRequest | undefined {
  const entry = lock.downloads.get(downloadKey(source.url));
  const wanted = sumOf(source, 'sha256');
  if (entry === undefined || (wanted !== undefined && wanted !== entry.sha256)) return undefined;
  return { ...source, sha256: entry.sha256 };
}
