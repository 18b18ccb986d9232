import fc from 'fast-check';
import type { Told } from '../told-value.js';

/**
 * The names of the contexts, by the type that their values have. A name that is not here is undefined.
 */
export const NAMES = {
  int: ['i', 'j', 'neg', 'big'],
  float: ['f', 'g', 'odd'],
  bool: ['yes', 'no'],
  text: ['s', 't', 'long', 'html', 'astral', 'lines'],
  markup: ['safe_', 'bold'],
  list: ['nums', 'mixed', 'texts', 'empty', 'nested'],
  rows: ['rows', 'users'],
  dict: ['d', 'table', 'keys'],
  tuple: ['pair', 'triple'],
  set: ['ints', 'fixed'],
} as const;

export type Context = Readonly<Record<string, Told>>;

const small = fc.constantFrom(0, 1, 2, 3, -1, -2, 5, 7, 10, 42, 100, 255);
const big: fc.Arbitrary<Told> = fc.constantFrom(
  { int: '9007199254740993' },
  { int: '-9223372036854775809' },
  { int: '12345678901234567890123' },
  { int: '1180591620717411303424' },
);
const float: fc.Arbitrary<Told> = fc
  .constantFrom('0.0', '-0.0', '0.5', '1.5', '2.5', '-2.5', '1.0', '3.0', '0.1', '1e16', '1e-05', '1e300', '123.456')
  .map((text) => ({ float: text }));
const oddFloat: fc.Arbitrary<Told> = fc
  .constantFrom('nan', 'inf', '-inf', '-0.0', '1e22', '5e-324', '1.7976931348623157e+308')
  .map((text) => ({ float: text }));
const plain = fc.constantFrom(
  '',
  'a',
  'b',
  'A',
  'abc',
  'Hello World',
  'foo bar',
  'x y z',
  '1',
  '-7',
  '3.5',
  '0x1f',
  'true',
);
const html = fc.constantFrom('<', '&', '"\'', '<b>x</b>', '&lt;i&gt;', 'a & b', '<a href="x">y</a>', '<!-- c -->z');
const astral = fc.constantFrom('é', 'ß', '𝒳𝓎', '😀', 'İ', 'ǆ', 'ﬁn', 'ΑΣ', 'e\u0301', '\u00a0', '日本', '\u200d', '٣');
const lines = fc.constantFrom(
  'a\nb',
  '\n',
  ' x \n\n  y',
  'a\r\nb',
  '\tq',
  'a\u2028b',
  '  ',
  'one\ntwo\nthree\n',
  'a\x0bb\x1cc',
);
const long = fc.constantFrom(
  'the quick brown fox jumps over the lazy dog',
  'well-known e.g. state-of-the-art --- supercalifragilistic',
  'see http://example.org/a?b=c&d (or www.example.com), mail me@example.org.',
  'aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp qqq rrr sss ttt uuu vvv',
);
const text = fc.oneof(plain, html, astral, lines);
const scalar: fc.Arbitrary<Told> = fc.oneof(small, text, float, fc.boolean(), fc.constant(null));
const keyScalar: fc.Arbitrary<Told> = fc.oneof(
  fc.constantFrom<Told>('a', 'b', 'c', 'x', 'items', 'keys', '', 'A'),
  fc.constantFrom<Told>(0, 1, 2, -1, true, false, null, { float: '1.0' }, { float: '2.5' }),
  fc.tuple(small, fc.constantFrom('p', 'q')).map((tuple): Told => ({ tuple })),
);
const list = (of: fc.Arbitrary<Told>, maxLength = 5): fc.Arbitrary<Told> => fc.array(of, { maxLength });
const dictOf = (key: fc.Arbitrary<Told>, value: fc.Arbitrary<Told>): fc.Arbitrary<Told> =>
  fc.array(fc.tuple(key, value), { maxLength: 4 }).map((dict) => ({ dict }));
const name = fc.constantFrom<Told>('a', 'b', 'c', 'x', 'items', 'A');
const row: fc.Arbitrary<Told> = fc.oneof(
  fc.tuple(fc.oneof(small, plain), small).map(([n, v]): Told => ({
    dict: [
      ['name', n],
      ['n', v],
      ['deep', { dict: [['k', v]] }],
    ],
  })),
  fc.tuple(plain, small).map(([n, v]): Told => ({
    dict: [
      ['name', n],
      ['n', v],
    ],
  })),
);
const nested: fc.Arbitrary<Told> = list(fc.oneof(list(scalar, 3), dictOf(name, scalar), scalar), 4);

const MAKERS: Readonly<Record<string, fc.Arbitrary<Told>>> = {
  i: small,
  j: small,
  neg: fc.constantFrom(-1, -2, -3, -10, -255),
  big,
  f: float,
  g: float,
  odd: oddFloat,
  yes: fc.constant(true),
  no: fc.constant(false),
  none_: fc.constant(null),
  s: text,
  t: plain,
  long,
  html,
  astral,
  lines,
  safe_: fc.oneof(text, html).map((markup) => ({ markup })),
  bold: fc.constantFrom<Told>({ markup: '<b>x</b>' }, { markup: '&amp;' }, { markup: '%s {} <' }),
  nums: list(fc.oneof(small, float)),
  mixed: list(
    fc.oneof(
      scalar,
      list(scalar, 2),
      html.map((markup) => ({ markup })),
    ),
  ),
  texts: list(fc.oneof(plain, plain, text)),
  empty: fc.constant([]),
  nested,
  rows: list(row),
  users: list(row, 4),
  d: dictOf(name, scalar),
  table: dictOf(name, fc.oneof(scalar, list(scalar, 3), dictOf(name, scalar))),
  keys: dictOf(keyScalar, scalar),
  pair: fc.tuple(scalar, scalar).map((tuple) => ({ tuple })),
  triple: fc.array(fc.oneof(scalar, nested), { maxLength: 3 }).map((tuple) => ({ tuple })),
  ints: fc.array(small, { maxLength: 4 }).map((set) => ({ set })),
  fixed: fc.array(small, { maxLength: 4 }).map((frozenset) => ({ frozenset })),
  raw: fc.constantFrom<Told>({ bytes: [97, 98] }, { bytes: [] }, { bytes: [255, 0, 39, 34, 10, 92] }),
};

const WHOLE: fc.Arbitrary<Context> = fc.record(MAKERS);

/** Values for the names that the texts mention. */
export function contextFor(
  texts: fc.Arbitrary<Readonly<Record<string, string>>>,
): fc.Arbitrary<readonly [templates: Readonly<Record<string, string>>, context: Context]> {
  return fc.tuple(texts, WHOLE).map(([templates, whole]) => [templates, mentioned(templates, whole)] as const);
}

function mentioned(templates: Readonly<Record<string, string>>, whole: Context): Context {
  const words = new Set(Object.values(templates).flatMap((one) => one.match(/[A-Za-z_]\w*/g) ?? []));
  return Object.fromEntries(Object.entries(whole).filter(([each]) => words.has(each)));
}
