import type { Host } from '../../values/host.js';
import { isLess } from '../../values/order.js';
import type { Value } from '../../values/value.js';

export interface Order {
  /** What makes of an item what is compared; absent or `None` for the item itself. */
  readonly key: Value | undefined;
  readonly reverse: boolean;
}

/** The items in order. Equal ones stay as they stand, in the reverse order too. */
export function sorted(items: readonly Value[], { key, reverse }: Order, host: Host): Value[] {
  host.spend(items.length);
  const keys = key === undefined || key === null ? items : items.map((item) => host.call(key, [item]));
  const places = items.map((_, at) => at);
  // Turned round before and after: so the items that are equal keep their order.
  if (reverse) places.reverse();
  places.sort(comparing(keys, host));
  if (reverse) places.reverse();
  return places.map((at) => items[at] ?? null);
}

function comparing(keys: readonly Value[], host: Host): (left: number, right: number) => number {
  return (left, right) => {
    host.spend(1);
    const [one = null, other = null] = [keys[left], keys[right]];
    if (isLess(one, other, host)) return -1;
    return isLess(other, one, host) ? 1 : 0;
  };
}
