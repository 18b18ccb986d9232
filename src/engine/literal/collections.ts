import type { DictEntry, KeyTuple, TypedDict, TypedKey, TypedSet, TypedValue } from './value.js';

/** Of members that are the same key the first stays, as in Python; the order is that of `compareKeys`. */
export function setOf(members: readonly TypedKey[]): TypedSet {
  const known = new Map<string, TypedKey>();
  for (const member of members) {
    const identity = identityOf(member);
    if (!known.has(identity)) known.set(identity, member);
  }
  return { kind: 'set', items: [...known.values()].sort(compareKeys) };
}

/** Of entries with the same key the last value wins, at the place and under the key of the first, as in Python. */
export function dictOf(entries: readonly DictEntry[]): TypedDict {
  const known = new Map<string, DictEntry>();
  for (const entry of entries) {
    const identity = identityOf(entry[0]);
    const earlier = known.get(identity);
    known.set(identity, earlier === undefined ? entry : [earlier[0], entry[1]]);
  }
  return { kind: 'dict', entries: [...known.values()] };
}

/** The value under a key, or `undefined`. */
export function valueUnder(dict: TypedDict, key: TypedKey): TypedValue | undefined {
  const identity = identityOf(key);
  return dict.entries.find(([known]) => identityOf(known) === identity)?.[1];
}

/** The same text for the same key only: `1`, `1.0` and `True` are one key. */
function identityOf(key: TypedKey): string {
  if (key === null) return 'none';
  switch (typeof key) {
    case 'string':
      return `s${key}`;
    case 'bigint':
      return `i${key.toString(16)}`;
    case 'boolean':
      return key ? 'i1' : 'i0';
    case 'number':
      return Number.isInteger(key) ? `i${BigInt(key).toString(16)}` : `f${key}`;
    default: {
      const items = key.items.map(identityOf).map((item) => `${item.length}:${item}`);
      return `t${items.join('')}`;
    }
  }
}

/**
 * The order of set members: `None`, then numbers and booleans by value, then strings by code point, then tuples item by
 * item, a shorter one before those that begin with it.
 */
function compareKeys(left: TypedKey, right: TypedKey): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (isTuple(left) && isTuple(right)) return compareItems(left.items, right.items);
  const [one, other] = [numberIn(left), numberIn(right)];
  if (one === undefined || other === undefined) return rankOf(left) - rankOf(right);
  if (one < other) return -1;
  return one > other ? 1 : 0;
}

function rankOf(key: TypedKey): number {
  if (key === null) return 0;
  if (numberIn(key) !== undefined) return 1;
  return typeof key === 'string' ? 2 : 3;
}

function isTuple(key: TypedKey): key is KeyTuple {
  return typeof key === 'object' && key !== null;
}

/** Integers and floats compare exactly, whatever their size. */
function numberIn(key: TypedKey): bigint | number | undefined {
  if (typeof key === 'boolean') return Number(key);
  return typeof key === 'bigint' || typeof key === 'number' ? key : undefined;
}

function compareTexts(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1);
}

function compareItems(left: readonly TypedKey[], right: readonly TypedKey[]): number {
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const order = compareKeys(item, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
