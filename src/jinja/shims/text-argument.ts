import { Markup, type Value } from '../values/value.js';

/** The text of a `str`, `Markup` included; `undefined` for everything else. */
export function textIn(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}
