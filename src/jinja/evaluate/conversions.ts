import { dictOf, setOf, tupleOf, type TypedKey, type TypedValue } from '../../engine/literal/index.js';
import { Dict } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { intOf } from '../values/int.js';
import { SetValue } from '../values/set.js';
import { Float, Markup, Tuple, type Instance, type Value } from '../values/value.js';

/** The value of a template for a typed value of a profile. Lists and dicts are new: a template may change them. */
export function fromTyped(typed: TypedValue): Value {
  switch (typeof typed) {
    case 'string':
    case 'boolean':
      return typed;
    case 'bigint':
      return intOf(typed);
    case 'number':
      return new Float(typed);
    default:
      return typed === null ? null : fromTypedContainer(typed);
  }
}

function fromTypedContainer(typed: Exclude<TypedValue, string | boolean | bigint | number | null>): Value {
  if (!('kind' in typed)) return typed.map(fromTyped);
  switch (typed.kind) {
    case 'tuple':
      return new Tuple(typed.items.map(fromTyped));
    case 'set':
      return SetValue.of(typed.items.map(fromTyped));
    case 'dict':
      return Dict.of(typed.entries.map(([key, value]) => [fromTyped(key), fromTyped(value)] as const));
  }
}

/** Containers within each other, at most: one that holds itself is as deep as can be. */
const DEEPEST = 500;

/**
 * The typed value of a profile for a value of a template; `undefined` when it is, or holds, something that has none:
 * a function, a generator, an undefined value, a list that holds itself. Markup becomes text. A function of a template
 * passes its host, which counts every member: lists that hold the same ones are spelt out.
 */
export function toTyped(value: Value, host?: Pick<Host, 'spend'>): TypedValue | undefined {
  return typedWithin(value, { depth: DEEPEST, host });
}

interface Typing {
  readonly depth: number;
  readonly host: Pick<Host, 'spend'> | undefined;
}

const STEPS_OF_TYPED = 4;

function typedWithin(value: Value, { depth, host }: Typing): TypedValue | undefined {
  host?.spend(STEPS_OF_TYPED);
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return BigInt(value);
    default:
      if (value === null) return null;
      return depth === 0 ? undefined : typedInstance(value, { depth: depth - 1, host });
  }
}

function typedInstance(value: Value[] | Instance, typing: Typing): TypedValue | undefined {
  if (Array.isArray(value)) return typedAll(value, typing);
  if (value instanceof Float) return value.value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Dict) return typedDict(value, typing);
  if (value instanceof Tuple) {
    const items = typedAll(value.items, typing);
    return items && tupleOf(items);
  }
  if (!(value instanceof SetValue)) return undefined;
  const items = typedAll([...value.values()], typing);
  const keys = items?.filter(isKey);
  return keys?.length === items?.length && keys !== undefined ? setOf(keys) : undefined;
}

function typedAll(values: readonly Value[], typing: Typing): readonly TypedValue[] | undefined {
  const typed: TypedValue[] = [];
  for (const value of values) {
    const one = typedWithin(value, typing);
    if (one === undefined) return undefined;
    typed.push(one);
  }
  return typed;
}

function typedDict(dict: Dict, typing: Typing): TypedValue | undefined {
  const entries: [TypedKey, TypedValue][] = [];
  for (const [key, value] of dict.entries()) {
    const name = typedWithin(key, typing);
    const one = typedWithin(value, typing);
    if (name === undefined || one === undefined || !isKey(name)) return undefined;
    entries.push([name, one]);
  }
  return dictOf(entries);
}

function isKey(typed: TypedValue): typed is TypedKey {
  if (typeof typed !== 'object' || typed === null) return true;
  return 'kind' in typed && typed.kind === 'tuple' && typed.items.every(isKey);
}
