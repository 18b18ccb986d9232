import fc from 'fast-check';
import { dictOf, setOf, tupleOf, type TypedKey, type TypedValue } from '../../src/engine/literal/index.js';

/** Where printing differs: quotes, escapes, the edges of the planes, characters that are shown and that are not. */
const codePoints = fc.oneof(
  fc.constantFrom('a', "'", '"', '\\', '\n', '\r', '\t', '\0', ' ', '\x7f', '${', ';', '#'),
  fc.constantFrom('é', '\xa0', '\xad', '\u2028', '\ud800', '\udfff', '\ue000', '\uffff', '😀', '\u{e0001}'),
  fc.integer({ min: 0, max: 0x10ffff }).map((codePoint) => String.fromCodePoint(codePoint)),
);

const text = fc.array(codePoints, { maxLength: 12 }).map((characters) => characters.join(''));

const float = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -20, max: 25 }).map((exponent) => Number(`1e${exponent}`)),
);

const scalar: fc.Arbitrary<TypedKey> = fc.oneof(
  text,
  fc.bigInt(),
  fc.integer({ min: -3, max: 3 }).map(BigInt),
  float,
  fc.boolean(),
  fc.constant(null),
);

const { key } = fc.letrec<{ key: TypedKey }>((tie) => ({
  key: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('key'), { maxLength: 4 }).map((items) => ({ kind: 'tuple' as const, items })),
  ),
}));

/** Every kind of value, nested. */
export const { value } = fc.letrec<{ value: TypedValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    key,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 5 }).map(tupleOf),
    fc.array(key, { maxLength: 6 }).map(setOf),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(dictOf),
  ),
}));

const pieces = fc.oneof(
  fc.constantFrom('1', '0', '+1', '2.5', "'ab'", 'r"c"', 'None', 'True', 'set()', '[]', '{}', '()', '(1,)', '{1, 2}'),
  fc.constantFrom('[', ']', '(', ')', '{', '}', ',', ':', '+', '[0]', '[:]', '[::-1]', '[1:]', '[1, 2]', "{'ab': 1}"),
);

/** Pieces of the language in any order: few of these texts are literals, and all of them are near one. */
export const soup = fc.array(pieces, { minLength: 1, maxLength: 9 }).map((all) => all.join(' '));
