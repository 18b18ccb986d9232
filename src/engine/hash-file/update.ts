import type { HashAlgorithm, HashEntry, HashFile } from './read.js';

export interface HashUpdate {
  /** The whole text; every byte but the changed sums is as it was. */
  readonly text: string;
  /** In file order; sums that were right are not here. */
  readonly changes: readonly HashChange[];
}

export interface HashChange {
  readonly section: string;
  readonly path: string;
  readonly algorithm: HashAlgorithm;
  readonly was: string;
  readonly now: string;
}

/** Writes digests, in lower-case hexadecimal, over the sums of a file. An entry without a digest stays as it is. */
export function updateHashFile(file: HashFile, digests: ReadonlyMap<HashEntry, string>): HashUpdate {
  const { text } = file.source;
  const changes: HashChange[] = [];
  const pieces: string[] = [];
  let done = 0;
  for (const entry of file.entries) {
    const { section, path, algorithm, recorded: was, at, lead } = entry;
    const now = digests.get(entry);
    if (now === undefined || now === was) continue;
    changes.push({ section, path, algorithm, was, now });
    pieces.push(text.slice(done, at.start), lead, now);
    done = at.end;
  }
  return { text: pieces.join('') + text.slice(done), changes };
}
