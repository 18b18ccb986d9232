import { createHash, type Hash } from 'node:crypto';
import { Container, type Key } from './container.js';
import { flat } from './flat.js';
import { HostObject } from './host-object.js';
import { raise } from './raised.js';
import { lengthOfRange } from './range.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import { Bytes, Float, Instance, Markup, Range, Tuple, type Value } from './value.js';

export type { Key } from './container.js';

const MARK = '\0';

/** Raises `TypeError` for what cannot be hashed. */
export function keyOf(value: Value): Key {
  return keyWithin(value, 0);
}

/** `depth`: how many tuples stand in each other around it. */
function keyWithin(value: Value, depth: number): Key {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `${MARK}s${value}` : value;
  if (typeof value === 'number' || typeof value === 'bigint' || value === null) return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Instance ? instanceKey(value, depth) : unhashable(value);
}

function instanceKey(value: Instance, depth: number): Key {
  if (value instanceof Markup) return keyOf(value.text);
  if (value instanceof Float) return floatKey(value);
  if (value instanceof Tuple) return tupleKey(value, depth);
  if (value instanceof Container) return value.key() ?? unhashable(value);
  if (value instanceof Bytes) return `${MARK}b${Buffer.from(value.bytes).toString('latin1')}`;
  if (value instanceof Range) return rangeKey(value);
  if (value instanceof HostObject && value.key !== undefined) return compoundKey('h', [value.key()]);
  if (!(value instanceof Undefined)) return value;
  return value.policy === 'strict' ? fail(value) : `${MARK}u${value.policy}`;
}

/** Whole floats are the integer of that value; `nan` is equal to itself only. */
function floatKey(float: Float): Key {
  const { value } = float;
  if (Number.isNaN(value)) return float;
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value + 0;
  return BigInt(value);
}

/** Ranges of the same numbers are equal. */
function rangeKey(range: Range): string {
  const { start, step } = range;
  const length = lengthOfRange(range);
  if (length === 0) return `${MARK}r0`;
  return `${MARK}r${length},${start}${length === 1 ? '' : `,${step}`}`;
}

function tupleKey(tuple: Tuple, depth: number): string {
  const known = longKeys.get(tuple);
  if (known !== undefined) return known;
  if (depth >= DEEPEST) raise('RecursionError', 'maximum recursion depth exceeded');
  const parts = tuple.items.map((item) => keyWithin(item, depth + 1));
  const key = compoundKey('t', parts);
  if (key.length > SHORT) longKeys.set(tuple, key);
  return key;
}

/** Keys that take long to make are made once. What can be hashed never changes. */
const longKeys = new WeakMap<Tuple, string>();
const SHORT = 64;

const DEEPEST = 500;

/**
 * The key of what is made of parts, in that order. A long one is told by its digest: what is kept of a dict's keys must
 * not grow with what they hold, and tuples that hold each other are large beyond all bounds when they are spelt out.
 */
export function compoundKey(kind: string, parts: readonly Key[]): string {
  let text = `${MARK}${kind}`;
  let digest: Hash | undefined;
  let size = 0;
  for (const part of parts) {
    const piece = tagged(part);
    size += piece.length;
    if (size > LONGEST) raise('LimitError', 'a key is too large');
    text += piece;
    if (text.length <= PORTION) continue;
    digest ??= createHash('sha256');
    digest.update(text, 'utf16le');
    text = '';
  }
  if (digest === undefined && text.length <= LONG) return flat(text);
  return `${MARK}${kind}#${(digest ?? createHash('sha256')).update(text, 'utf16le').digest('base64')}`;
}

const LONG = 256;
/** No step counts what a key is made of. */
const LONGEST = 2 ** 20;
/** So much is spelt out at a time. */
const PORTION = 8192;

/** The same text for the same key only, whatever stands behind it. */
function tagged(key: Key): string {
  if (typeof key === 'string') return `s${key.length}:${key}`;
  if (key === null) return 'n;';
  if (typeof key === 'bigint') return `x${key.toString(16)};`;
  return key instanceof Instance ? `o${idOf(key)};` : `i${key};`;
}

/** What is only equal to itself is told apart by a number. */
function idOf(object: Instance): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  lastId++;
  ids.set(object, lastId);
  return lastId;
}

const ids = new WeakMap<Instance, number>();
let lastId = 0;

function unhashable(value: Value): never {
  return raise('TypeError', `unhashable type: '${typeNameOf(value)}'`);
}
