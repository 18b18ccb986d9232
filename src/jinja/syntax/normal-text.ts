import type { Source } from '../../engine/diag/index.js';

/** A template's text as Jinja reads it: all line breaks are `\n`, and the one that ends the text may be gone. */
export interface NormalText {
  readonly text: string;
  /** The offset in the source of an offset in `text`. */
  originOf(offset: number): number;
}

export function normalise(source: Source, keepTrailingNewline: boolean): NormalText {
  const { text: origin } = source;
  const whole = origin.includes('\r') ? origin.replaceAll(/\r\n?/g, '\n') : origin;
  const text = !keepTrailingNewline && whole.endsWith('\n') ? whole.slice(0, -1) : whole;
  if (whole.length === origin.length) return { text, originOf: (offset) => offset };
  const pairs = pairsOf(origin);
  return { text, originOf: (offset) => offset + countBelow(pairs, offset) };
}

/** Where the line breaks that were two characters stand in the normal text. */
function pairsOf(origin: string): readonly number[] {
  const pairs: number[] = [];
  for (let at = origin.indexOf('\r\n'); at !== -1; at = origin.indexOf('\r\n', at + 2)) pairs.push(at - pairs.length);
  return pairs;
}

/** How many of the sorted numbers are less than `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
