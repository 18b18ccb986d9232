import type { Host } from './host.js';
import { escape, isSafe } from './markup.js';
import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import { unsupported } from './unsupported.js';
import { Bytes, Markup, Tuple, type Value } from './value.js';

/** `left + right` of what is no number. Of markup and a string, the string is escaped. */
export function concatenate(left: Value, right: Value, host: Host): Value {
  if (left instanceof Markup || right instanceof Markup) {
    const sum = addMarkup(left, right, host);
    if (sum !== undefined) return sum;
  }
  if (right instanceof Undefined) fail(right);
  if (Array.isArray(left)) return addLists(left, right, host);
  if (left instanceof Tuple) return addTuples(left, right, host);
  if (typeof left === 'string') return cannotConcatenate('str', right);
  if (left instanceof Bytes) return addBytes(left, right, host);
  return unsupported('+', left, right);
}

function addMarkup(left: Value, right: Value, host: Host): Markup | undefined {
  if (!(isText(left) || isSafe(left)) || !(isText(right) || isSafe(right))) return undefined;
  const [first, second] = [escape(left, host).text, escape(right, host).text];
  host.reserve(first.length + second.length);
  return new Markup(first + second);
}

function isText(value: Value): boolean {
  return typeof value === 'string' || value instanceof Markup;
}

function addLists(left: readonly Value[], right: Value, host: Host): Value[] {
  if (!Array.isArray(right)) return cannotConcatenate('list', right);
  charge(left.length + right.length, host);
  return left.concat(right);
}

function addTuples(left: Tuple, right: Value, host: Host): Tuple {
  if (!(right instanceof Tuple)) return cannotConcatenate('tuple', right);
  charge(left.items.length + right.items.length, host);
  return new Tuple(left.items.concat(right.items));
}

function addBytes(left: Bytes, right: Value, host: Host): Bytes {
  if (!(right instanceof Bytes)) return raise('TypeError', `can't concat ${typeNameOf(right)} to bytes`);
  charge(left.bytes.length + right.bytes.length, host);
  return new Bytes(Buffer.concat([left.bytes, right.bytes]));
}

const COPIED_PER_STEP = 8;

function charge(size: number, host: Host): void {
  host.reserve(size);
  host.spend(Math.ceil(size / COPIED_PER_STEP));
}

function cannotConcatenate(kind: string, right: Value): never {
  return raise('TypeError', `can only concatenate ${kind} (not "${typeNameOf(right)}") to ${kind}`);
}
