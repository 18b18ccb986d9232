import type { Host } from '../values/host.js';
import { isLess } from '../values/order.js';
import type { Value } from '../values/value.js';

interface Entry {
  readonly item: Value;
  readonly key: Value;
}

interface Sorting {
  /** What each item is sorted by. */
  readonly keys: readonly Value[];
  readonly reverse: boolean;
}

/**
 * Python's `sorted`: items that are equal stay as they stand, in the reverse order too. The engine's sort is Python's, and
 * is asked in Python's order, which shows in the error about two items that have no order.
 */
export function sorted(items: readonly Value[], { keys, reverse }: Sorting, host: Host): Value[] {
  const entries = items.map((item, at): Entry => ({ item, key: keys[at] ?? null }));
  const isBefore = (left: Entry, right: Entry): boolean => {
    host.spend(1);
    return isLess(left.key, right.key, host);
  };
  // Turned round before and after: so equal items keep their order.
  if (reverse) entries.reverse();
  entries.sort((left, right) => (isBefore(left, right) ? -1 : Number(isBefore(right, left))));
  if (reverse) entries.reverse();
  return entries.map(({ item }) => item);
}
