import { decide, type Comparison } from '../../values/order.js';
import type { Value } from '../../values/value.js';

/** What stands in one order with others: its parts decide from the front. */
export interface Ranked {
  readonly rank: readonly bigint[];
}

function isRanked(value: unknown): value is Ranked {
  return typeof value === 'object' && value !== null && 'rank' in value;
}

/** `undefined` when the other has no place in the order. */
export function compareRanks(op: Comparison, one: Ranked, other: Value): boolean | undefined {
  if (!isRanked(other)) return undefined;
  return decide(op, orderOf(one.rank, other.rank));
}

function orderOf(left: readonly bigint[], right: readonly bigint[]): number {
  for (const [at, part] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return left.length - right.length;
}
