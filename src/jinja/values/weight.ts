import type { Call, Host } from './host.js';
import { bitsWithin } from './magnitude.js';
import { Bytes, Markup, Tuple, type Value } from './value.js';

/** So many characters or bytes are gone over in one step. */
const LOG_OF_CHARACTERS = 6;
/** What is shorter is part of the call that it is given to. */
const SHORT = 1 << LOG_OF_CHARACTERS;

/**
 * The steps of going over a text, bytes or an integer once, as most operations do, and over a tuple, as hashing does.
 * What else is made of many values weighs nothing: whatever goes over them counts them.
 */
function weigh(value: Value, depth = 0): number {
  if (typeof value === 'string') return value.length >>> LOG_OF_CHARACTERS;
  if (typeof value !== 'object') return typeof value === 'bigint' ? weighInteger(value) : 0;
  if (value instanceof Markup) return value.text.length >>> LOG_OF_CHARACTERS;
  if (value instanceof Tuple) return weighTuple(value, depth);
  return value instanceof Bytes ? value.bytes.length >>> LOG_OF_CHARACTERS : 0;
}

function weighTuple(tuple: Tuple, depth: number): number {
  const known = weights.get(tuple);
  if (known !== undefined) return known;
  if (depth > DEEPEST) return 0;
  let weight = tuple.items.length >>> LOG_OF_ITEMS;
  for (const item of tuple.items) weight += weigh(item, depth + 1);
  weights.set(tuple, weight);
  return weight;
}

/** A tuple never changes. */
const weights = new WeakMap<Tuple, number>();
const LOG_OF_ITEMS = 3;
/** What stands deeper is only weighed by itself. */
const DEEPEST = 100;

function weighInteger(value: bigint): number {
  return (bitsWithin(value) / 4) >>> LOG_OF_CHARACTERS;
}

/** Whether something is of a kind that can weigh something. */
function isLight(value: Value): boolean {
  return typeof value === 'string' ? value.length < SHORT : typeof value === 'number' || typeof value === 'boolean';
}

/** Counts what any method, filter, test or function does at least with what it is given. */
export function chargeValue(value: Value, host: Host): void {
  if (isLight(value)) return;
  const steps = weigh(value);
  if (steps > 0) host.spend(steps);
}

/** The same for its arguments. */
export function chargeArguments({ positional, named }: Call, host: Host): void {
  for (const value of positional) chargeValue(value, host);
  if (named.size > 0) for (const value of named.values()) chargeValue(value, host);
}
