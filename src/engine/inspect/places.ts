import type { Position, Source } from '../diag/index.js';

/** Finds lines and columns, as `locate` does, for many places in few sources. */
export class Places {
  readonly #starts = new Map<Source, readonly number[]>();

  locate(source: Source, offset: number): Position {
    const starts = this.#startsOf(source);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  #startsOf(source: Source): readonly number[] {
    const known = this.#starts.get(source);
    if (known !== undefined) return known;
    const starts = [0];
    for (const { index, 0: lineEnd } of source.text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineEnd.length);
    this.#starts.set(source, starts);
    return starts;
  }
}
