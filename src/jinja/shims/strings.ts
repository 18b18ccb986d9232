import { missingAttribute } from '../types/missing-attribute.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { checkDefined } from '../values/undefined.js';
import type { Module, Value } from '../values/value.js';
import { moduleOf, python } from './module.js';
import type { Given } from '../calls/signature.js';
import { textIn } from '../values/text-in.js';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const whitespace = ' \t\n\r\v\f';

/** The constants and `capwords` of `string`. */
export const string: Module = moduleOf(
  'string',
  [python('capwords', 's, sep?', capwords)],
  [
    ['ascii_letters', lower + upper],
    ['ascii_lowercase', lower],
    ['ascii_uppercase', upper],
    ['digits', digits],
    ['hexdigits', `${digits}abcdefABCDEF`],
    ['octdigits', '01234567'],
    ['punctuation', punctuation],
    ['whitespace', whitespace],
    ['printable', digits + lower + upper + punctuation + whitespace],
  ],
);

function capwords([value = null, separator = null]: Given, host: Host): Value {
  const text = textIn(value) ?? missingAttribute(value, 'split');
  checkDefined(separator ?? undefined);
  const by = textIn(separator);
  if (by === '') raise('ValueError', 'empty separator');
  host.spend(text.length);
  const words = by === undefined ? text.split(SPACES).filter((word) => word !== '') : text.split(by);
  return words.map(capitalise).join(by ?? ' ');
}

/** What Python's `str.split` takes for space. */
// oxlint-disable-next-line no-control-regex -- control characters are what is meant
const SPACES = /[\s\u001c-\u001f\u0085]+/;

function capitalise(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('').toLowerCase();
}
