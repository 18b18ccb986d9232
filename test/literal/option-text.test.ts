import { describe, expect, test } from 'vitest';
import { dictOf, dumps, loads, TYPED_PREFIX, type TypedValue } from '../../src/engine/literal/index.js';

describe('option texts', () => {
  test.each<readonly [string, TypedValue]>([
    ['', ''],
    ['plain ${text}\nof lines', 'plain ${text}\nof lines'],
    ["'quoted'", "'quoted'"],
    ['!py', '!py'],
    [' !py!1', ' !py!1'],
    ["!py!'!py!'", '!py!'],
    ['!py!"!py!\'a\'"', "!py!'a'"],
    ['!py!1', 1n],
    ['!py!1.0', 1],
    ['!py!None', null],
    ["!py!['a', True]", ['a', true]],
    ["!py!{'a': 1}", dictOf([['a', 1n]])],
  ])('%j is dumped and loaded again', (text, value) => {
    expect(dumps(value)).toBe(text);
    expect(loads(text)).toStrictEqual({ ok: true, value });
  });

  test('blanks may stand behind the prefix', () => {
    expect(loads(`${TYPED_PREFIX}\n  [1,\n   2]`)).toStrictEqual({ ok: true, value: [1n, 2n] });
  });

  test('a problem has its offsets in the whole text', () => {
    const text = '!py![1, len]';
    const loaded = loads(text);
    expect(loaded).toStrictEqual({
      ok: false,
      problem: { message: '`len` is a name, and only literals can stand behind `!py!`', start: 8, end: 11 },
    });
    expect(text.slice(8, 11)).toBe('len');
  });

  test('the prefix alone holds no value', () => {
    expect(loads('!py!')).toStrictEqual({ ok: false, problem: { message: 'there is no value', start: 4, end: 4 } });
  });
});
