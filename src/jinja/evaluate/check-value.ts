import { Dict } from '../values/dict.js';
import { SetValue } from '../values/set.js';
import { Instance, Tuple, type Value } from '../values/value.js';
import { describeAny, describePlace, InvalidValue, type Path, type Place } from './invalid-value.js';

/** Whether something is a value; not whether all is that stands in it. */
export function isValue(given: unknown): given is Value {
  switch (typeof given) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isSafeInteger(given);
    case 'bigint':
      return !Number.isSafeInteger(Number(given));
    default:
      return given === null || Array.isArray(given) || given instanceof Instance;
  }
}

/** Refuses what is no value, and what holds one that is none in lists, tuples, dicts and sets. */
export function checkValue(given: unknown, place: Place): asserts given is Value {
  checkWithin(given, place, new Set());
}

function checkWithin(given: unknown, place: Place, seen: Set<object>): void {
  if (!isValue(given)) refuse(given, place);
  if (typeof given !== 'object' || given === null || seen.has(given)) return;
  seen.add(given);
  const inner = (value: unknown, step: string | number): void => {
    if (!isPlain(value)) checkWithin(value, { ...place, path: within(place.path, step) }, seen);
  };
  if (given instanceof Dict && !isAllPlain(given.held()))
    for (const [key, value] of given.entries()) inner(value, stepOf(key));
  else if (Array.isArray(given)) for (const [at, value] of given.entries()) inner(value, at);
  else if (given instanceof Tuple) for (const [at, value] of given.items.entries()) inner(value, at);
  else if (given instanceof SetValue) for (const value of given.held()) inner(value, 0);
}

/** Whether something is a value in which no other stands. */
function isPlain(given: unknown): boolean {
  return isValue(given) && (typeof given !== 'object' || given === null);
}

function isAllPlain(values: Iterable<Value>): boolean {
  for (const value of values) if (!isPlain(value)) return false;
  return true;
}

/** A key, as far as it tells a place. */
export function stepOf(key: unknown): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : '…';
}

export function within(of: Path, step: string | number): Path {
  return { step, of };
}

export function refuse(given: unknown, place: Place): never {
  throw new InvalidValue(
    `${describePlace(place)} is ${describeAny(given)}, which is no value of a template${hintFor(given)}`,
  );
}

function hintFor(given: unknown): string {
  if (typeof given === 'number') return ': `new Float(…)` makes one, and so does `fromData`';
  if (typeof given === 'bigint') return ': an `int` that a number holds exactly is a number';
  if (typeof given === 'function') return ': `new Callable(…)` makes one';
  return typeof given === 'object' && given?.constructor === Object ? ': `fromData` makes a dict of it' : '';
}
