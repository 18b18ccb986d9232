import { LETTERS, TYPES } from './flags.js';
import type { Source } from './source.js';

/** Flags for a group. */
export interface LocalFlags {
  readonly added: number;
  readonly removed: number;
}

/** Reads `ims)` for the whole pattern, or `i-ms:` for a group. The first letter was read. */
export function readFlags(source: Source, first: string): LocalFlags | { readonly whole: number } {
  let added = 0;
  let mark = first;
  while (mark !== '-') {
    added = add(source, added, mark);
    mark = source.get() ?? source.fail('missing -, : or )');
    if (mark === ')') return { whole: added };
    if (mark === ':') return { added, removed: 0 };
    if (mark !== '-') checkLetter(source, mark, 'missing -, : or )');
  }
  const removed = readRemoved(source);
  if ((added & removed) !== 0) source.fail('bad inline flags: flag turned on and off', 1);
  return { added, removed };
}

function add(source: Source, before: number, letter: string): number {
  const flag = LETTERS.get(letter) ?? 0;
  if (letter === 'L') source.fail("bad inline flags: cannot use 'L' flag with a str pattern");
  const added = before | flag;
  if ((flag & TYPES) !== 0 && (added & TYPES) !== flag) {
    source.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  }
  return added;
}

function checkLetter(source: Source, mark: string, missing: string): void {
  if (LETTERS.has(mark)) return;
  source.fail(/^\p{L}+$/u.test(mark) ? 'unknown flag' : missing, [...mark].length);
}

function readRemoved(source: Source): number {
  let removed = 0;
  let mark = source.get() ?? source.fail('missing flag');
  checkLetter(source, mark, 'missing flag');
  for (;;) {
    const flag = LETTERS.get(mark) ?? 0;
    if ((flag & TYPES) !== 0) source.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    removed |= flag;
    mark = source.get() ?? source.fail('missing :');
    if (mark === ':') return removed;
    checkLetter(source, mark, 'missing :');
  }
}
