import { failAll, succeed, type Result, type Span } from '../diag/index.js';
import { localPath, type Algorithm, type PartPlace, type SourceRequest } from '../recipe/index.js';
import type { LockFailure } from './failures.js';
import { downloadKey } from './keys.js';

/** A source that a part asks for, and where it says so. */
export interface DownloadUse {
  readonly source: SourceRequest;
  readonly place: PartPlace;
}

/** Everything that parts expect of one URL. */
export interface Download {
  /** Its name in a lock. */
  readonly key: string;
  /** As the first part asks for it, with the sums that any part gives, in lower case. */
  readonly source: SourceRequest;
  readonly place: PartPlace;
}

export const ALGORITHMS: readonly Algorithm[] = ['sha256', 'sha512', 'md5'];

/** Those that are not on this machine anyway. `directory` is the buildout directory. */
export function remoteUses(uses: readonly DownloadUse[], directory: string): readonly DownloadUse[] {
  return uses.filter(({ source }) => localPath(source.url, directory) === undefined);
}

export function placeOf({ source, place }: DownloadUse): Span {
  return source.option === undefined ? place.header : place.spanOf(source.option);
}

/** A sum as locks write it; an empty one asks for nothing. */
export function sumOf(source: SourceRequest, algorithm: Algorithm): string | undefined {
  const sum = source[algorithm]?.toLowerCase();
  return sum === '' ? undefined : sum;
}

interface Collected {
  readonly first: DownloadUse;
  readonly sums: Map<Algorithm, { readonly sum: string; readonly use: DownloadUse }>;
}

/** Joins what parts say of each URL; two different sums of one kind cannot both be right. */
export function collectDownloads(uses: readonly DownloadUse[]): Result<readonly Download[], LockFailure> {
  const collected = new Map<string, Collected>();
  const failures: LockFailure[] = [];
  for (const use of uses) {
    const key = downloadKey(use.source.url);
    const known: Collected = collected.get(key) ?? { first: use, sums: new Map() };
    collected.set(key, known);
    for (const algorithm of ALGORITHMS) {
      const sum = sumOf(use.source, algorithm);
      const other = known.sums.get(algorithm);
      if (sum === undefined || sum === other?.sum) continue;
      if (other === undefined) known.sums.set(algorithm, { sum, use });
      else failures.push(conflict(key, { algorithm, sums: [other.sum, sum], uses: [other.use, use] }));
    }
  }
  const [first, ...more] = failures;
  return first === undefined
    ? succeed([...collected].map(([key, known]) => joined(key, known)))
    : failAll([first, ...more]);
}

function joined(key: string, { first, sums }: Collected): Download {
  const all = Object.fromEntries([...sums].map(([algorithm, { sum }]) => [algorithm, sum]));
  return { key, source: { ...first.source, ...all }, place: first.place };
}

interface Conflict {
  readonly algorithm: Algorithm;
  readonly sums: readonly [string, string];
  readonly uses: readonly [DownloadUse, DownloadUse];
}

function conflict(url: string, { algorithm, sums, uses: [first, second] }: Conflict): LockFailure {
  const parts = [first.place.part, second.place.part] as const;
  return { kind: 'download-conflict', url, algorithm, sums, parts, at: placeOf(second), other: placeOf(first) };
}
