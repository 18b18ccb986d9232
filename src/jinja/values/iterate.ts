import { lengthOfText } from './code-points.js';
import { Dict, DictView } from './dict.js';
import { exclusive } from './exclusive.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import { raise } from './raised.js';
import { lengthOfRange } from './range.js';
import { SetValue, STEPS_TO_PLACE } from './set.js';
import { typeNameOf } from './type-name.js';
import { Bytes, Instance, Iterator, Markup, Range, Tuple, type Value } from './value.js';

/**
 * The items of a value, one after the other, as Python's `iter` gives them: characters of a string, keys of a dict. A list
 * may change meanwhile. Who goes over them counts the steps. Raises `TypeError` at once for what has no items.
 */
export function iterate(value: Value, host: Host): Iterable<Value> {
  if (Array.isArray(value) || typeof value === 'string') return value;
  const items = value instanceof Instance ? itemsOf(value, host) : undefined;
  return items ?? raise('TypeError', `'${typeNameOf(value)}' object is not iterable`);
}

function itemsOf(value: Instance, host: Host): Iterable<Value> | undefined {
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof DictView) return value.members();
  if (value instanceof Range) return numbersOf(value);
  if (value instanceof Iterator) return { [Symbol.iterator]: () => new Remaining(value) };
  if (value instanceof SetValue) {
    host.spend(value.workToOrder * STEPS_TO_PLACE);
    return value.values();
  }
  if (value instanceof Markup) return value.text;
  if (value instanceof Bytes) return value.bytes;
  return value instanceof HostObject ? itemsOfObject(value, host) : undefined;
}

/** JavaScript's generators bear no more than Python's to be asked for the next item while they make one. */
function itemsOfObject(value: HostObject, host: Host): Iterable<Value> | undefined {
  const items = value.iterate?.(host);
  if (items === undefined || Array.isArray(items)) return items;
  return {
    [Symbol.iterator]: () => {
      const iterator = items[Symbol.iterator]();
      return { next: exclusive(() => iterator.next()) };
    },
  };
}

function* numbersOf(range: Range): Generator<number, void> {
  const length = lengthOfRange(range);
  let number = range.start;
  for (let left = length; left > 0; left--) {
    yield number;
    number += range.step;
  }
}

/** What is left of an iterator: leaving a loop over it early keeps the rest. */
class Remaining implements globalThis.Iterator<Value> {
  readonly #of: Iterator;

  constructor(of: Iterator) {
    this.#of = of;
  }

  next(): IteratorResult<Value, undefined> {
    const value = this.#of.next();
    return value === undefined ? { done: true, value } : { done: false, value };
  }
}

/** `len(value)`. */
export function lengthOf(value: Value, host: Host): number {
  if (typeof value === 'string') return lengthOfText(value);
  if (Array.isArray(value)) return value.length;
  const length = value instanceof Instance ? instanceLength(value, host) : undefined;
  return length ?? raise('TypeError', `object of type '${typeNameOf(value)}' has no len()`);
}

function instanceLength(value: Instance, host: Host): number | undefined {
  if (value instanceof Dict || value instanceof SetValue) return value.size;
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Markup) return lengthOfText(value.text);
  if (value instanceof Range) return lengthOfRange(value);
  if (value instanceof Bytes) return value.bytes.length;
  return value instanceof HostObject ? value.length?.(host) : undefined;
}

/** `list(value)`: a new list of the items. Counts a step for each. */
export function listOf(value: Value, host: Host): Value[] {
  const known = sizeIfKnown(value, host);
  if (known !== undefined) {
    host.reserve(known);
    host.spend(value instanceof DictView && value.typeName === 'dict_items' ? known * STEPS_OF_PAIR : known);
    return [...iterate(value, host)];
  }
  const items: Value[] = [];
  for (const item of iterate(value, host)) {
    host.spend(1);
    host.reserve(items.length + 1, items.length);
    items.push(item);
  }
  return items;
}

/** A tuple that is made for each. */
const STEPS_OF_PAIR = 5;

/** How many items there will be, or more; `undefined` when going over them tells. */
function sizeIfKnown(value: Value, host: Host): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (!(value instanceof Instance) || value instanceof HostObject) return undefined;
  return value instanceof Markup ? value.text.length : instanceLength(value, host);
}
