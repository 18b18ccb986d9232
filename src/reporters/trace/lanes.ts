/** A stretch of time. */
export interface Stretch {
  readonly begun: number;
  readonly ended: number;
}

/** Gives each stretch the first lane that is free, from 0 on, so that stretches of one lane never overlap. In the order of their starts. */
export function assignLanes<Item extends Stretch>(items: readonly Item[]): readonly (readonly [Item, number])[] {
  const ends: number[] = [];
  return items
    .toSorted((one, other) => one.begun - other.begun)
    .map((item) => {
      const free = ends.findIndex((end) => end <= item.begun);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = item.ended;
      return [item, lane];
    });
}

/**
 * Parts inner stretches into those that can stand inside the outer ones (within one of them, and beside each other) and
 * those that cannot: what several commands of a part do at the same time needs lanes of its own.
 */
export function nest<Item extends Stretch>(
  inner: readonly Item[],
  outer: readonly Stretch[],
): { readonly nested: readonly Item[]; readonly loose: readonly Item[] } {
  const nested: Item[] = [];
  const loose: Item[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const item of inner.toSorted((one, other) => one.begun - other.begun)) {
    const crosses = outer.some(
      ({ begun, ended }) => item.begun < ended && begun < item.ended && !(begun <= item.begun && item.ended <= ended),
    );
    if (item.begun < free || crosses) loose.push(item);
    else {
      nested.push(item);
      free = item.ended;
    }
  }
  return { nested, loose };
}
