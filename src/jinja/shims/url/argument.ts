import { missingAttribute } from '../../types/missing-attribute.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { Bytes, type Value } from '../../values/value.js';
import { textIn } from '../../values/text-in.js';

/** A URL or a part of one. Python takes bytes too, and answers bytes: that is not for templates. */
export function urlTextOf(value: Value | undefined): string {
  const given = value ?? null;
  const text = textIn(given);
  if (text !== undefined) return text;
  if (given instanceof Bytes) raise('TypeError', 'URLs are strings in a template, not bytes');
  return isTrue(given) ? missingAttribute(given, 'decode') : '';
}

/** Several of them: all must be strings. */
export function urlTextsOf(first: Value | undefined, ...others: readonly (Value | undefined)[]): string[] {
  const isText = textIn(first) !== undefined;
  for (const other of others) {
    if (other !== undefined && isTrue(other) && (textIn(other) !== undefined) !== isText) {
      raise('TypeError', 'Cannot mix str and non-str arguments');
    }
  }
  return [first, ...others].map(urlTextOf);
}
