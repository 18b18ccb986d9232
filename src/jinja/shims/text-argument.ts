import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Markup, type Value } from '../values/value.js';

/** The text of a `str`, `Markup` included; `undefined` for everything else. */
export function textIn(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** The text of an argument that must be a `str`; `complain` makes the message from the name of another type. */
export function textOf(value: Value | undefined, complain: (typeName: string) => string): string {
  return textIn(value) ?? raise('TypeError', complain(typeNameOf(value ?? null)));
}
