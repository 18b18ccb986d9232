import { either, several, weighted, word, words, type Phrases } from './phrase.js';

/** Literals of templates, as expressions. */
export const int: Phrases = weighted(
  [8, words('0 1 2 3 5 7 10 42 100')],
  [3, words('-1 -2 -7')],
  [1, words('0x1F 0b101 0o17 1_000 00 4294967296 9007199254740993 123456789012345678901234567890')],
);
/** A number that may be a width, a count or an index. */
export const count: Phrases = weighted([8, words('0 1 2 3 4 5')], [3, words('-1 -2 -3')], [1, words('8 12 20')]);
export const float: Phrases = words('0.0 1.5 2.5 -2.5 1.0 0.1 -0.0 3.14159 1e3 1.5e-7 1e16 1E5 2_0.5 1e308 123456.789');
export const bool: Phrases = words('true false True False');

const PIECES = word(
  'a',
  'b',
  'Hello',
  ' ',
  'x',
  '1',
  ',',
  '-',
  'é',
  '😀',
  '<',
  '&',
  '%',
  '{',
  '\\n',
  '\\t',
  '\\\\',
  "\\'",
);
const SINGLE: Phrases = several(PIECES, '', 4).map((text) => `'${text}'`);
const DOUBLE: Phrases = several(PIECES, '', 4).map((text) => `"${text}"`);
const ESCAPED = word(
  "'\\x41\\u00e9'",
  "'\\U0001f600z'",
  "'\\101\\0'",
  "'\\q\\d'",
  "'a\\\nb'",
  "'two' 'parts'",
  '\'<b>\' "&"',
  "'line\nbreak'",
  "'tab\\tx\\r\\n'",
);

export const text: Phrases = weighted(
  [8, words(`'' 'a' 'b' 'abc' 'x' ',' 'Hello' '1' '-3.5' '<b>' '&' "it's" 'ß' '😀' 'name' 'n'`)],
  [2, word("'Hello World'", "'a b  c'", "'a,b,c'", "', '", "'foo bar baz'")],
  [2, SINGLE],
  [1, DOUBLE],
  [1, ESCAPED],
);
/** An attribute of the rows, or a path of them. */
export const path: Phrases = weighted(
  [6, words("'name' 'n'")],
  [2, words("'deep.k' 'deep'")],
  [1, words("0 1 '0' 'nope' ''")],
);
export const key: Phrases = either(
  words("'a' 'b' 'c' 'x' 'items' 'name' 'n' 'nope'"),
  words("0 1 -1 true false none 1.0 2.5 (1,'p') 'keys' ''"),
);
