import { Markup, type Value } from './value.js';

/** The text of a `str`, of `Markup` too; `undefined` for everything else. */
export function textIn(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}
