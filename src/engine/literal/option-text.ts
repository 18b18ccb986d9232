import { parseLiteral, type Parsed } from './parse.js';
import { printLiteral } from './print.js';
import type { TypedValue } from './value.js';

/** What an option's text begins with when a Python literal follows. */
export const TYPED_PREFIX = '!py!';

/**
 * The value as the text of an option, from which `loads` makes the same value: the prefix and its literal. A string is its
 * own text, unless it begins with the prefix.
 */
export function dumps(value: TypedValue): string {
  if (typeof value === 'string' && !value.startsWith(TYPED_PREFIX)) return value;
  return TYPED_PREFIX + printLiteral(value);
}

/** The value of an option's text. Offsets of a problem are those of `text`, the prefix included. */
export function loads(text: string): Parsed {
  if (!text.startsWith(TYPED_PREFIX)) return { ok: true, value: text };
  const parsed = parseLiteral(text.slice(TYPED_PREFIX.length));
  if (parsed.ok) return parsed;
  const { message, start, end } = parsed.problem;
  return {
    ok: false,
    problem: { message, start: start + TYPED_PREFIX.length, end: end + TYPED_PREFIX.length },
  };
}
