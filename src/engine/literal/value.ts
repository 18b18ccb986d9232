/**
 * A Python value as a profile can hold it. Integers are `bigint` and floats are `number`, because `1` and `1.0` are
 * written differently. Strings are JavaScript's: the escapes of a surrogate pair make the one character they encode.
 * Nothing changes a value once it is made.
 */
export type TypedValue = TypedKey | readonly TypedValue[] | TypedTuple | TypedSet | TypedDict;

/** What can be a dict key or a set member: what Python can hash. */
export type TypedKey = string | bigint | number | boolean | null | KeyTuple;

export interface TypedTuple {
  readonly kind: 'tuple';
  readonly items: readonly TypedValue[];
}

export interface KeyTuple {
  readonly kind: 'tuple';
  readonly items: readonly TypedKey[];
}

/** Made by `setOf`: the items are in the order of `compareKeys`, and no two are the same key. */
export interface TypedSet {
  readonly kind: 'set';
  readonly items: readonly TypedKey[];
}

/** Made by `dictOf`: the entries are in the order of insertion, and no two have the same key. */
export interface TypedDict {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export type DictEntry = readonly [key: TypedKey, value: TypedValue];

/** `Array.isArray`, which does not narrow read-only arrays. */
export function isList(value: TypedValue): value is readonly TypedValue[] {
  return Array.isArray(value);
}

export function isString(value: TypedValue): value is string {
  return typeof value === 'string';
}

export function isKey(value: TypedValue): value is TypedKey {
  if (typeof value !== 'object' || value === null) return true;
  return !isList(value) && value.kind === 'tuple' && value.items.every(isKey);
}

export function tupleOf(items: readonly TypedValue[]): TypedTuple {
  return { kind: 'tuple', items };
}

/** What the value is, for messages: `a list`, `an integer`. */
export function describe(value: TypedValue): string {
  if (value === null) return '`None`';
  if (isList(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'bigint':
      return 'an integer';
    case 'number':
      return 'a float';
    case 'boolean':
      return 'a boolean';
    default:
      return `a ${value.kind}`;
  }
}

/** The same for a value that is no key, telling why a tuple is none. */
export function describeNoKey(value: TypedValue): string {
  const what = describe(value);
  return what === 'a tuple' ? 'a tuple that holds a list, a set or a dict' : what;
}

/** How many items or characters there are to go over. */
export function sizeOf(value: TypedValue): number {
  if (typeof value === 'string' || (value !== null && isList(value))) return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return value.kind === 'dict' ? value.entries.length : value.items.length;
}
