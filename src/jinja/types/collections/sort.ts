import type { Host } from '../../values/host.js';
import { compare, isLess, type Comparison } from '../../values/order.js';
import type { Value } from '../../values/value.js';

interface Sorting {
  /** What each item is sorted by. */
  readonly keys: readonly Value[];
  readonly reverse: boolean;
}

/**
 * Python's `sorted`: items that are equal stay as they stand, in the reverse order too. The engine's sort is Python's, and
 * is asked in Python's order, which shows in the error about two items that have no order.
 */
export function sorted(items: readonly Value[], sorting: Sorting, host: Host): Value[] {
  return sortedPlaces(items, sorting, host).map((at) => items[at] ?? null);
}

/** An item and what it was sorted by. */
export interface Entry {
  readonly item: Value;
  readonly key: Value;
}

/** The same with the keys. */
export function sortedEntries(items: readonly Value[], sorting: Sorting, host: Host): readonly Entry[] {
  const { keys } = sorting;
  return sortedPlaces(items, sorting, host).map((at) => ({ item: items[at] ?? null, key: keys[at] ?? null }));
}

function sortedPlaces(items: readonly Value[], { keys, reverse }: Sorting, host: Host): readonly number[] {
  host.spend(items.length);
  const places = items.map((_, at) => at);
  // Turned round before and after: so equal items keep their order.
  if (reverse) places.reverse();
  places.sort(comparing(keys, host));
  if (reverse) places.reverse();
  return places;
}

function comparing(keys: readonly Value[], host: Host): (left: number, right: number) => number {
  return (left, right) => {
    host.spend(1);
    const [one = null, other = null] = [keys[left], keys[right]];
    if (isLess(one, other, host)) return -1;
    return isLess(other, one, host) ? 1 : 0;
  };
}

/** What a function that is given as `key` makes of an item; without one, or for `None`, the item itself. */
export function keyFor(key: Value | undefined, host: Host): (item: Value) => Value {
  return key === undefined || key === null ? (item) => item : (item) => host.call(key, [item]);
}

interface Choice {
  /** `<` for the least, `>` for the greatest. */
  readonly op: Comparison;
  /** What makes of an item what is compared. */
  readonly keyFor: (item: Value) => Value;
}

/** The least or the greatest item, the first of equal ones; `undefined` where there is none. */
export function extreme(items: Iterable<Value>, { op, keyFor: look }: Choice, host: Host): Value | undefined {
  let best: { readonly item: Value; readonly key: Value } | undefined;
  for (const item of items) {
    host.spend(1);
    const key = look(item);
    if (best === undefined || compare[op](key, best.key, host)) best = { item, key };
  }
  return best?.item;
}
