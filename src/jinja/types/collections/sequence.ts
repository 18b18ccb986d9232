import { matches } from '../../values/equal.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import type { Value } from '../../values/value.js';
import type { Given } from '../arguments.js';

/** How many items are the value or equal to it. */
export function countOf(items: readonly Value[], value: Value, host: Host): number {
  host.spend(items.length);
  let count = 0;
  for (const item of items) if (matches(item, value, host)) count += 1;
  return count;
}

export interface Range {
  readonly start: Given;
  readonly stop: Given;
}

/** Where the value first is between two bounds; -1 when it is not there. */
export function indexOf(items: readonly Value[], value: Value, within: Range & { readonly host: Host }): number {
  const { host } = within;
  const from = strictBound(within.start, items.length, 0);
  const to = Math.min(strictBound(within.stop, items.length, items.length), items.length);
  for (let at = from; at < to; at++) {
    host.spend(1);
    if (matches(items[at] ?? null, value, host)) return at;
  }
  return -1;
}

/** A bound that may be absent, but not `None`. */
function strictBound(value: Given, length: number, absent: number): number {
  if (value === undefined) return absent;
  const integer = integerIn(value);
  if (integer === undefined) raise('TypeError', 'slice indices must be integers or have an __index__ method');
  const bound = Number(integer);
  return bound < 0 ? Math.max(bound + length, 0) : bound;
}
