import fc from 'fast-check';

/**
 * Texts as people could write them: every notation, blanks and comments, sums, subscripts and slices. Some are mistakes:
 * an index out of range, a sum of different kinds. Sums stay far from what is too large for a float.
 */

/** Ends with a blank, so that no sign or number touches what follows. */
const gap = fc.constantFrom(' ', '  ', '\t ', '\n ', '\r\n ', ' # a ] comment\n ', ' \\\n ');

const digits = fc.integer({ min: 0, max: 99_999 });

const integer = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 60n }).map((number) => number.toString().replaceAll(/\B(?=(?:\d{3})+$)/g, '_')),
  fc.tuple(fc.constantFrom('0x', '0X', '0x_'), digits).map(([prefix, number]) => prefix + number.toString(16)),
  fc.tuple(fc.constantFrom('0o', '0O_'), digits).map(([prefix, number]) => prefix + number.toString(8)),
  fc.tuple(fc.constantFrom('0b', '0B_'), digits).map(([prefix, number]) => prefix + number.toString(2)),
);

const float = fc.oneof(
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(digits, fc.integer({ min: -50, max: 50 })).map(([whole, exponent]) => `${whole}e${exponent}`),
  digits.map((whole) => `${whole}.`),
  digits.map((part) => `.${part}`),
  digits.map((part) => `0_0.${part}E+1_0`),
);

const plain = fc.constantFrom('a', 'b', ' ', '0', '1', 'x', 'é', '€', '😀', "'", '"', '#');
const escaped = fc.oneof(
  fc.constantFrom('\\ud800', '\\d', '\\\\', '\\n', '\\t', '\\0', '\\1', '\\\n', '\\\r\n'),
  fc
    .tuple(fc.constantFrom<readonly [string, number]>(['x', 2], ['u', 4], ['U', 8]), fc.nat({ max: 0xff }))
    .map(([[letter, length], number]) => `\\${letter}${number.toString(16).padStart(length, '0')}`),
  fc.nat({ max: 0o777 }).map((number) => `\\${number.toString(8).padStart(3, '0')}`),
);

const quoted = fc
  .tuple(
    fc.constantFrom('', 'r', 'R', 'u', 'U'),
    fc.constantFrom("'", '"', "'''", '"""'),
    fc.array(fc.oneof(plain, escaped), { maxLength: 8 }),
  )
  .map(([prefix, quote, pieces]) => {
    const safe = pieces.map((piece) => (piece === quote.charAt(0) ? `\\${piece}` : piece));
    return `${prefix}${quote}${safe.join('')}${quote}`;
  });

const string = fc.array(quoted, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' '));

const constant = fc.constantFrom('None', 'True', 'False', 'set()', '()', '[]', '{}');

const bound = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map(String),
  fc.constantFrom('', '', 'None', 'True', '1 + 1', '-99999999999999999999', '99999999999999999999'),
);

const slice = fc.array(bound, { minLength: 2, maxLength: 3 }).map((bounds) => `[${bounds.join(':')}]`);

const index = fc.integer({ min: -3, max: 3 }).map((at) => `[${at}]`);

type Texts = {
  readonly value: string;
  readonly key: string;
  readonly sequence: string;
};

/** One kind of sequence, so that most sums of two are right. */
function sumOf(kind: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(kind, { minLength: 2, maxLength: 4 }).map((parts) => `(${parts.join(' + ')})`);
}

const { value } = fc.letrec<Texts>((tie) => ({
  key: fc.oneof(integer, string, float, fc.constantFrom('None', 'True', '()', '(1, 2)')),
  sequence: fc.oneof(
    { maxDepth: 3 },
    string,
    series('[', ']', tie('value')),
    sumOf(string),
    sumOf(series('[', ']', tie('value'))),
    sumOf(series('(', ',)', tie('key'))),
    fc.tuple(tie('sequence'), fc.array(fc.oneof(slice, index), { minLength: 1, maxLength: 3 })).map(([what, parts]) => {
      return what + parts.join('');
    }),
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    integer,
    float,
    string,
    constant,
    tie('sequence'),
    sumOf(fc.oneof(integer, float, fc.constantFrom('True', '-1', '- 2.5'))),
    sumOf(tie('value')),
    series('[', ']', tie('value')),
    series('(', ',)', tie('value')),
    series('{', '}', tie('key')),
    series(
      '{',
      '}',
      fc.tuple(tie('key'), gap, tie('value')).map(([key, blank, held]) => `${key}${blank}:${held}`),
    ),
  ),
}));

function series(open: string, close: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.array(item, { minLength: 1, maxLength: 4 }), gap).map(([items, blank]) => {
    return `${open}${blank}${items.join(`${blank},`)}${blank}${close}`;
  });
}

const subscripted = fc
  .tuple(
    fc.constantFrom(
      "'ab\u{1f600}def'",
      '[0, 1, [2, 3], (4,), 5]',
      "(0, 'bcd', None, [3])",
      "{0: 'abc', -1: [1], (1, 2): 3}",
    ),
    fc.array(fc.oneof({ arbitrary: slice, weight: 3 }, index, fc.constantFrom('[1, 2]', '[0.0]', '[True]', '[None]')), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([what, parts]) => what + parts.join(''));

/** Few keys, of which many are the same. */
const sameKey = fc.oneof(
  fc.constantFrom('0', '0.0', '-0.0', 'False', '1', '1.0', 'True', "'1'", 'None', '1.5', "''", '10'),
  fc.constantFrom('()', '(1,)', '(1.0, 2)', '(True, 2)', '((1,), 2)', '((1, 2),)', "('1',)", '(1, 1)', '(None,)'),
);
const collection = fc.oneof(
  fc.array(sameKey, { minLength: 1, maxLength: 9 }).map((keys) => `{${keys.join(', ')}}`),
  fc.array(fc.tuple(sameKey, index), { maxLength: 9 }).map((entries) => {
    return `{${entries.map(([key, held]) => `${key}: ${held}`).join(', ')}}`;
  }),
);

export const expression = fc.oneof(
  { arbitrary: value, weight: 5 },
  { arbitrary: subscripted, weight: 3 },
  { arbitrary: collection, weight: 1 },
  { arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }).map((items) => `${items.join(', ')},`), weight: 1 },
);
