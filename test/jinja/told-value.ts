import { Bytes, Dict, Float, Markup, SetValue, Tuple, type Value } from '../../src/jinja/index.js';
import { intOf } from '../../src/jinja/values/int.js';

/** A value of Python as JSON tells it; `oracle/values_of.py` reads the same. */
export type Told =
  | null
  | boolean
  | number
  | string
  | readonly Told[]
  | { readonly float: string }
  | { readonly int: string }
  | { readonly bytes: readonly number[] }
  | { readonly markup: string }
  | { readonly tuple: readonly Told[] }
  | { readonly set: readonly Told[] }
  | { readonly frozenset: readonly Told[] }
  | { readonly dict: readonly (readonly [Told, Told])[] };

export function valueOf(told: Told): Value {
  if (told === null || typeof told !== 'object') return told;
  if (isList(told)) return told.map(valueOf);
  if ('float' in told) return new Float(Number(told.float.replace('inf', 'Infinity')));
  if ('int' in told) return intOf(BigInt(told.int));
  if ('bytes' in told) return new Bytes(Uint8Array.from(told.bytes));
  if ('markup' in told) return new Markup(told.markup);
  if ('tuple' in told) return new Tuple(told.tuple.map(valueOf));
  if ('set' in told) return SetValue.of(told.set.map(valueOf));
  if ('frozenset' in told) return SetValue.of(told.frozenset.map(valueOf), 'frozenset');
  return Dict.of(told.dict.map(([key, value]) => [valueOf(key), valueOf(value)] as const));
}

function isList(told: Told): told is readonly Told[] {
  return Array.isArray(told);
}
