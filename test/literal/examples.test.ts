import { expect, test } from 'vitest';
import { dictOf, parseLiteral, printLiteral, setOf, tupleOf, type TypedValue } from '../../src/engine/literal/index.js';
import { examples } from './examples.js';

function print(text: string): string {
  const parsed = parseLiteral(text);
  return parsed.ok ? printLiteral(parsed.value) : `${parsed.problem.message} (${parsed.problem.start})`;
}

test.each(examples)('%j is %s', (text, printed) => {
  expect(print(text)).toBe(printed);
  expect(print(printed)).toBe(printed);
});

test.each<readonly [string, TypedValue]>([
  ['1', 1n],
  ['1.0', 1],
  ['-0.0', -0],
  ['None', null],
  ['True', true],
  ["'a'", 'a'],
  ["'\\ud83d\\ude00'", '😀'],
  ["[1, 'a']", [1n, 'a']],
  ['()', tupleOf([])],
  ['1, [2]', tupleOf([1n, [2n]])],
  ['{2, 1.5}', setOf([1.5, 2n])],
  ['set()', setOf([])],
  [
    "{'b': 1, 'a': {}}",
    dictOf([
      ['b', 1n],
      ['a', dictOf([])],
    ]),
  ],
])('%s makes the value', (text, value) => {
  expect(parseLiteral(text)).toStrictEqual({ ok: true, value });
});

test('a set orders its members, and keeps the first of equal ones', () => {
  expect(setOf(['b', 1n, null, true, 'a', 1])).toStrictEqual({ kind: 'set', items: [null, 1n, 'a', 'b'] });
});

test('a dict keeps the place and the key of the first of equal keys, and the value of the last', () => {
  const entries = [
    ['b', 1n],
    [true, 2n],
    ['a', 3n],
    [1, 4n],
  ] as const;
  expect(dictOf(entries)).toStrictEqual({
    kind: 'dict',
    entries: [
      ['b', 1n],
      [true, 4n],
      ['a', 3n],
    ],
  });
});

test('floats without a literal print as in Python', () => {
  expect(printLiteral([Number.NaN, Infinity, -Infinity])).toBe('[nan, inf, -inf]');
});
