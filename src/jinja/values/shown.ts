import { Raised } from './raised.js';
import { reprOf } from './repr.js';
import { typeNameOf } from './type-name.js';
import { Unhosted } from './unhosted.js';
import { Markup, type Value } from './value.js';

/** The `repr` of a value in a message: of a text that is very long its beginning, of another value its type. */
export function shownOf(value: Value): string {
  const text = value instanceof Markup ? value.text : value;
  if (typeof text === 'string' && text.length > LONGEST) return `${reprOf(text.slice(0, LONGEST), new Unhosted())}…`;
  try {
    return reprOf(value, new Unhosted());
  } catch (error) {
    if (error instanceof Raised && error.kind === 'LimitError') return `<${typeNameOf(value)} object>`;
    throw error;
  }
}

const LONGEST = 2 ** 18;
