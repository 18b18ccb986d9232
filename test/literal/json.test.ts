import { expect, test } from 'vitest';
import { dumps, loads, mapStrings, typedFrom, type TypedValue } from '../../src/engine/literal/index.js';

test.each([
  [{ b: 1, a: [true, null, 'x'] }, "!py!{'b': 1, 'a': [True, None, 'x']}"],
  [0.5, '!py!0.5'],
  [1e300, '!py!1e+300'],
  [-0, '!py!0'],
  ['text', 'text'],
])('%j is %s', (json, text) => {
  expect(dumps(typedFrom(json))).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (value) => {
  expect(() => typedFrom({ value })).toThrow(RangeError);
});

test('strings are changed wherever they stand, keys included', () => {
  const loaded = loads("!py!{'a': ['a', ('a', {'a', 1})], ('a', 2): b}".replace(': b}', ": 'a'}"));
  const value: TypedValue = loaded.ok ? loaded.value : null;
  expect(dumps(mapStrings(value, (text) => `${text}${text}`))).toBe(
    "!py!{'aa': ['aa', ('aa', {1, 'aa'})], ('aa', 2): 'aa'}",
  );
});
