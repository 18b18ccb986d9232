import { textIn } from './text-in.js';
import { Dict, DictView } from './dict.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import { numericIn, sameNumber } from './number.js';
import { raise } from './raised.js';
import { sameRange } from './range.js';
import { SetValue } from './set.js';
import { fail, Undefined } from './undefined.js';
import { Bytes, Instance, Range, Tuple, type Value } from './value.js';
import { chargeValue } from './weight.js';

/** Python's `is`, as far as a template can rely on it: small values that are equal are one. */
export function identical(left: Value, right: Value): boolean {
  return left === right || (isEmptyTuple(left) && isEmptyTuple(right));
}

function isEmptyTuple(value: Value): boolean {
  return value instanceof Tuple && value.items.length === 0;
}

/** Python's `==`. Raises `UndefinedError` for a strict undefined value. */
export function equals(left: Value, right: Value, host: Host): boolean {
  if (typeof left === 'string' && typeof right === 'string') return sameTexts(left, right, host);
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  return equalsWithin(left, right, { host, depth: 0 });
}

/** Whether they are one or equal: how Python compares members. */
export function matches(left: Value, right: Value, host: Host): boolean {
  return isSame(left, right) || equals(left, right, host);
}

/** Whether they are one, as far as it takes no time: texts are not gone over. */
export function isSame(left: Value, right: Value): boolean {
  return typeof left === 'object' && left === right;
}

interface Within {
  readonly host: Host;
  readonly depth: number;
}

const DEEPEST = 500;

/** Texts of the same length are gone over. */
function sameTexts(left: string, right: string, host: Host): boolean {
  if (left.length !== right.length) return false;
  chargeValue(left, host);
  return left === right;
}

function equalsWithin(left: Value, right: Value, within: Within): boolean {
  if (typeof left === 'string' && typeof right === 'string') return sameTexts(left, right, within.host);
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  if (left instanceof Undefined || right instanceof Undefined) return sameUndefined(left, right);
  const number = numericIn(left);
  if (number !== undefined) {
    const other = numericIn(right);
    chargeValue(left, within.host);
    return other !== undefined && sameNumber(number, other);
  }
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right, within);
  const text = textIn(left);
  if (text !== undefined) {
    const other = textIn(right);
    return other !== undefined && sameTexts(text, other, within.host);
  }
  return left instanceof Instance && right instanceof Instance ? sameInstances(left, right, within) : left === right;
}

/**
 * All undefined values of one policy are equal. A strict one on the right is asked when the left has no answer, and before
 * a plain undefined, of which its type is a subclass.
 */
function sameUndefined(left: Value, right: Value): boolean {
  if (left instanceof Undefined && left.policy === 'strict') return fail(left);
  if (!(right instanceof Undefined)) return false;
  const isOther = left instanceof Undefined && left.policy !== 'default';
  if (right.policy === 'strict' && !isOther) return fail(right);
  return left instanceof Undefined && left.policy === right.policy;
}

function sameInstances(left: Instance, right: Instance, within: Within): boolean {
  if (left instanceof Tuple) return right instanceof Tuple && sameItems(left.items, right.items, within);
  if (left instanceof Dict) return right instanceof Dict && sameEntries(left, right, within);
  if (isSetLike(left)) return isSetLike(right) && sizeOf(left) === sizeOf(right) && isSubset(left, right, within.host);
  if (left instanceof Range) return right instanceof Range && sameRange(left, right);
  if (left instanceof Bytes) return right instanceof Bytes && sameBytes(left, right, within.host);
  if (left instanceof HostObject && left.equals !== undefined) return left.equals(right, within.host);
  return left === right;
}

function sameBytes(left: Bytes, right: Bytes, host: Host): boolean {
  if (left.bytes.length !== right.bytes.length) return false;
  chargeValue(left, host);
  return Buffer.compare(left.bytes, right.bytes) === 0;
}

/** Sets, and the views of dicts that behave like them. */
export function isSetLike(value: Value): value is SetValue | DictView {
  return value instanceof SetValue || (value instanceof DictView && value.typeName !== 'dict_values');
}

export function sizeOf(set: SetValue | DictView): number {
  return set instanceof SetValue ? set.size : set.dict.size;
}

/** Whether every member of the first is one of the second. */
export function isSubset(left: SetValue | DictView, right: SetValue | DictView, host: Host): boolean {
  const members = left instanceof SetValue ? left.values() : left.members();
  for (const member of members) {
    host.spend(1);
    if (!holds(right, member, host)) return false;
  }
  return true;
}

/** Whether a member is in a set or a view. */
export function holds(set: SetValue | DictView, member: Value, host: Host): boolean {
  if (set instanceof SetValue) return set.has(member);
  const { dict, typeName } = set;
  if (typeName === 'dict_keys') return dict.has(member);
  if (typeName === 'dict_items') return holdsEntry(dict, member, host);
  for (const value of dict.values()) if (matches(value, member, host)) return true;
  return false;
}

function holdsEntry(dict: Dict, member: Value, host: Host): boolean {
  if (!(member instanceof Tuple) || member.items.length !== 2) return false;
  const [key = null, value = null] = member.items;
  const found = dict.get(key);
  return found !== undefined && matches(found, value, host);
}

function sameItems(left: readonly Value[], right: readonly Value[], within: Within): boolean {
  if (left.length !== right.length) return false;
  const inner = deeper(within);
  for (const [at, item] of left.entries()) {
    within.host.spend(1);
    const other = right[at] ?? null;
    if (!isSame(item, other) && !equalsWithin(item, other, inner)) return false;
  }
  return true;
}

function sameEntries(left: Dict, right: Dict, within: Within): boolean {
  if (left.size !== right.size) return false;
  const inner = deeper(within);
  for (const [key, value] of left.entries()) {
    within.host.spend(1);
    const other = right.get(key);
    if (other === undefined || (!isSame(value, other) && !equalsWithin(value, other, inner))) return false;
  }
  return true;
}

function deeper({ host, depth }: Within): Within {
  if (depth >= DEEPEST) raise('RecursionError', 'maximum recursion depth exceeded in comparison');
  return { host, depth: depth + 1 };
}
