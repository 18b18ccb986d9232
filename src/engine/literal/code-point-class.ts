/** Whether a code point is of a class. */
export type CodePointClass = (codePoint: number) => boolean;

/**
 * A class of code points. `lengths`, joined, are the lengths of the ranges from U+0000 on, in base 36 and with a blank
 * between them; those outside and inside of the class in turn, and what follows the last is outside. They are read when the
 * class is first asked.
 */
export function classOf(lengths: readonly string[]): CodePointClass {
  let bounds: readonly number[] | undefined;
  return (codePoint) => {
    bounds ??= boundsOf(lengths);
    return countUpTo(bounds, codePoint) % 2 === 1;
  };
}

/** The first code point of each range; the first range of all is outside. */
function boundsOf(lengths: readonly string[]): readonly number[] {
  let at = 0;
  return lengths
    .join('')
    .split(' ')
    .map((length) => (at += Number.parseInt(length, 36)));
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
