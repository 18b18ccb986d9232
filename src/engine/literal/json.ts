import { dictOf, setOf } from './collections.js';
import { isList, type TypedKey, type TypedValue } from './value.js';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A JSON value as Python has it: whole numbers are integers as far as they are exact, objects are dicts in the order that
 * `Object.entries` gives. Throws a `RangeError` for numbers that JSON does not have.
 */
export function typedFrom(value: JsonValue): TypedValue {
  if (typeof value === 'number') return numberFrom(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonList(value)) return value.map(typedFrom);
  return dictOf(Object.entries(value).map(([key, inner]) => [key, typedFrom(inner)]));
}

function numberFrom(value: number): bigint | number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number of JSON`);
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** Changes every string inside a value, keys included. */
export function mapStrings(value: TypedValue, change: (text: string) => string): TypedValue {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => mapStrings(item, change));
  if (value.kind === 'dict')
    return dictOf(value.entries.map(([key, inner]) => [mapKey(key, change), mapStrings(inner, change)]));
  if (value.kind === 'tuple') return { kind: 'tuple', items: value.items.map((item) => mapStrings(item, change)) };
  return setOf(value.items.map((item) => mapKey(item, change)));
}

function mapKey(key: TypedKey, change: (text: string) => string): TypedKey {
  if (typeof key === 'string') return change(key);
  if (typeof key !== 'object' || key === null) return key;
  return { kind: 'tuple', items: key.items.map((item) => mapKey(item, change)) };
}

/** `Array.isArray`, which does not narrow read-only arrays. */
function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
