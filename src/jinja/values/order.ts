import { textIn } from './text-in.js';
import { compareTexts } from './code-points.js';
import type { DictView } from './dict.js';
import { equals, isSame, isSetLike, isSubset, sizeOf } from './equal.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import { compareNumbers, numericIn } from './number.js';
import { raise } from './raised.js';
import type { SetValue } from './set.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import { Bytes, Tuple, type Value } from './value.js';
import { chargeValue } from './weight.js';

export type Comparison = '<' | '<=' | '>' | '>=';

/** `left < right`, as sorting asks. */
export function isLess(left: Value, right: Value, host: Host): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return compare['<'](left, right, host);
}

type Compare = (left: Value, right: Value, host: Host) => boolean;

/** The comparisons by their operators. They raise `TypeError` for values that have no order. */
export const compare: Readonly<Record<Comparison, Compare>> = {
  '<': comparing('<'),
  '<=': comparing('<='),
  '>': comparing('>'),
  '>=': comparing('>='),
};

function comparing(op: Comparison): Compare {
  return (left, right, host) => {
    if (typeof left === 'number' && typeof right === 'number') return decide(op, left - right);
    if (typeof left === 'string' && typeof right === 'string') {
      chargeValue(left, host);
      return decide(op, compareTexts(left, right));
    }
    return compareOthers(op, [left, right], host);
  };
}

function compareOthers(op: Comparison, [left, right]: readonly [Value, Value], host: Host): boolean {
  if (left instanceof Undefined) fail(isSubclass(right, left) ? right : left);
  if (right instanceof Undefined) fail(right);
  chargeValue(left, host);
  const order = orderOf(left, right);
  if (order !== undefined) return decide(op, order);
  const answer = askObjects(op, [left, right], host);
  if (answer !== undefined) return answer;
  const items = itemsIn(left, right);
  if (items !== undefined) return compareItems(op, items, host);
  if (isSetLike(left) && isSetLike(right)) return compareSets(op, [left, right], host);
  return raise(
    'TypeError',
    `'${op}' not supported between instances of '${typeNameOf(left)}' and '${typeNameOf(right)}'`,
  );
}

/** The types of the other policies are subclasses of the plain one, and so their values are asked first. */
function isSubclass(right: Value, left: Undefined): right is Undefined {
  return right instanceof Undefined && left.policy === 'default' && right.policy !== 'default';
}

const SWAPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** What an object says of its order beside the other. */
function askObjects(op: Comparison, [left, right]: readonly [Value, Value], host: Host): boolean | undefined {
  const answer = left instanceof HostObject ? left.compare?.(op, right, host) : undefined;
  if (answer !== undefined || !(right instanceof HostObject)) return answer;
  return right.compare?.(SWAPPED[op], left, host);
}

/** Whether an order, below 0 where the left comes first, is as asked. `NaN` is in no order with anything. */
export function decide(op: Comparison, order: number): boolean {
  switch (op) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function orderOf(left: Value, right: Value): number | undefined {
  const [one, other] = [numericIn(left), numericIn(right)];
  if (one !== undefined && other !== undefined) return compareNumbers(one, other);
  const [text, otherText] = [textIn(left), textIn(right)];
  if (text !== undefined && otherText !== undefined) return compareTexts(text, otherText);
  return left instanceof Bytes && right instanceof Bytes ? Buffer.compare(left.bytes, right.bytes) : undefined;
}

type Items = readonly [readonly Value[], readonly Value[]];

function itemsIn(left: Value, right: Value): Items | undefined {
  if (Array.isArray(left) && Array.isArray(right)) return [left, right];
  return left instanceof Tuple && right instanceof Tuple ? [left.items, right.items] : undefined;
}

/** The first items that differ decide, then the lengths. */
function compareItems(op: Comparison, [left, right]: Items, host: Host): boolean {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    host.spend(1);
    const [item = null, other = null] = [left[at], right[at]];
    if (!isSame(item, other) && !equals(item, other, host)) return compare[op](item, other, host);
  }
  return decide(op, left.length - right.length);
}

type SetLike = SetValue | DictView;

/** Sets are ordered by what they hold: `<` is a true subset. */
function compareSets(op: Comparison, [left, right]: readonly [SetLike, SetLike], host: Host): boolean {
  switch (op) {
    case '<':
      return sizeOf(left) < sizeOf(right) && isSubset(left, right, host);
    case '<=':
      return sizeOf(left) <= sizeOf(right) && isSubset(left, right, host);
    case '>':
      return sizeOf(left) > sizeOf(right) && isSubset(right, left, host);
    case '>=':
      return sizeOf(left) >= sizeOf(right) && isSubset(right, left, host);
  }
}
