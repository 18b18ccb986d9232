import { describe, expect, test } from 'vitest';
import { multiply, power } from '../../src/jinja/values/arithmetic.js';
import { indexAt, offsetOf, sliceText } from '../../src/jinja/values/code-points.js';
import { contains } from '../../src/jinja/values/contains.js';
import { Dict, DictView } from '../../src/jinja/values/dict.js';
import { equals, identical } from '../../src/jinja/values/equal.js';
import { toIndex } from '../../src/jinja/values/int.js';
import { iterate, lengthOf, listOf } from '../../src/jinja/values/iterate.js';
import { keyOf } from '../../src/jinja/values/key.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { reprOf, strOf } from '../../src/jinja/values/text.js';
import { isTrue } from '../../src/jinja/values/truth.js';
import { describeType } from '../../src/jinja/values/type-name.js';
import { Undefined } from '../../src/jinja/values/undefined.js';
import { Callable, Float, Markup, Module, Range, Tuple, type Value } from '../../src/jinja/values/value.js';
import { hostWith, iteratorOf, raised } from './values-samples.js';

/** What Python answers to the same was recorded by hand from Python 3.11 with jinja2 3.1.6. */
const host = hostWith();

function nested(depth: number): Value[] {
  let list: Value[] = [];
  for (let at = 1; at < depth; at++) list = [list];
  return list;
}

describe('containers that hold themselves', () => {
  test('are shown with dots', () => {
    const list: Value[] = [1];
    list.push(list);
    const inner: Value[] = [];
    const tuple = new Tuple([inner]);
    inner.push(tuple);
    const dict = new Dict();
    dict.set(1, dict);
    const viewed = new Dict();
    viewed.set('v', new DictView(viewed, 'dict_values'));
    expect([list, tuple, dict, viewed].map((value) => reprOf(value, host))).toEqual([
      '[1, [...]]',
      '([(...)],)',
      '{1: {...}}',
      "{'v': dict_values([...])}",
    ]);
  });

  test('end the comparison of two of them', () => {
    const [left, right]: [Value[], Value[]] = [[], []];
    left.push(left);
    right.push(right);
    expect(raised(() => equals(left, right, host))).toBe(
      'RecursionError: maximum recursion depth exceeded in comparison',
    );
    expect(equals(left, left, host)).toBe(true);
  });
});

describe('values deep in each other', () => {
  test('are shown, compared and hashed up to a depth', () => {
    expect(reprOf(nested(500), host)).toBe('['.repeat(500) + ']'.repeat(500));
    expect(equals(nested(500), nested(500), host)).toBe(true);
    expect(raised(() => reprOf(nested(100_000), host))).toBe(
      'RecursionError: maximum recursion depth exceeded while getting the repr of an object',
    );
    let tuple = new Tuple([]);
    for (let at = 0; at < 100_000; at++) tuple = new Tuple([tuple]);
    expect(raised(() => keyOf(tuple))).toBe('RecursionError: maximum recursion depth exceeded');
    expect(keyOf(new Tuple([1]))).toBe(keyOf(new Tuple([true])));
  });
});

describe('what would be too large is refused before it is made', () => {
  function doubled(make: (value: Value) => Value): Value {
    let value = make('x');
    for (let at = 0; at < 60; at++) value = make(value);
    return value;
  }

  test.each<[string, () => unknown]>([
    ['a repeated string', () => multiply('ab', 10 ** 10, host)],
    ['a repeated list', () => multiply([1, 2], 10 ** 10, host)],
    ['a repeated tuple', () => multiply(10 ** 12, new Tuple([1]), host)],
    ['repeated markup', () => multiply(new Markup('x'), 10 ** 10, host)],
    ['a power', () => power(10, 10 ** 10, host)],
    ['a power of a power', () => power(10n ** 30n, 10n ** 30n, host)],
    ['a list of a range', () => listOf(new Range(0, 10 ** 12, 1), host)],
    [
      'what is shown of a list that holds one list many times',
      () =>
        reprOf(
          doubled((value) => [value, value]),
          hostWith(2 ** 18),
        ),
    ],
    [
      'a key that holds one text many times',
      () => keyOf(new Tuple(Array.from({ length: 20 }, () => 'x'.repeat(2 ** 16)))),
    ],
    [
      'a comparison of such lists',
      () =>
        equals(
          doubled((value) => [value, value]),
          doubled((value) => [value, value]),
          hostWith(2 ** 18),
        ),
    ],
    [
      'a list of an endless iterator',
      () => listOf(iteratorOf(Array.from({ length: 70_000 }, () => 1)), hostWith(2 ** 16)),
    ],
  ])('%s', (_, run) => {
    expect(raised(run)).toMatch(/^LimitError: /);
  });

  test('a key that holds one tuple many times is told by a digest', () => {
    const [one, other] = [1, 2].map((last) => doubled((value) => new Tuple([value, value, last])));
    const key = keyOf(one ?? null);
    expect(typeof key === 'string' && key.length <= 256).toBe(true);
    expect(keyOf(one ?? null)).not.toBe(keyOf(other ?? null));
    expect(keyOf(one ?? null)).toBe(keyOf(doubled((value) => new Tuple([value, value, 1]))));
  });

  test('long integers have no digits, as in Python', () => {
    const message =
      'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit';
    expect(strOf(10n ** 4299n, host)).toHaveLength(4300);
    expect(strOf(-(10n ** 4300n) + 1n, host)).toHaveLength(4301);
    expect(raised(() => strOf(10n ** 4300n, host))).toBe(message);
    expect(raised(() => reprOf([16n ** 100_000n], host))).toBe(message);
  });
});

describe('dict', () => {
  test('a key stays as it was first given, and is one with its equals', () => {
    const dict = Dict.of([
      [1, 'a'],
      [new Float(2), 'b'],
      [true, 'c'],
      [2, 'd'],
      ['1', 'e'],
      ['\0t', 'f'],
      [new Tuple(['1']), 'g'],
      [new Tuple([1]), 'h'],
    ]);
    expect(reprOf(dict, host)).toBe("{1: 'c', 2.0: 'd', '1': 'e', '\\x00t': 'f', ('1',): 'g', (1,): 'h'}");
    expect(dict.delete(new Float(1))).toBe(true);
    dict.set(true, 'last');
    expect(dict.popLast()).toEqual([true, 'last']);
    expect(dict.size).toBe(5);
  });

  test('its iterators notice that its size has changed', () => {
    const dict = Dict.of([['a', 1]]);
    const keys = iterate(dict, host)[Symbol.iterator]();
    dict.set('b', 2);
    expect(raised(() => keys.next())).toBe('RuntimeError: dictionary changed size during iteration');
    function growWhileGoing(): void {
      for (const value of dict.values()) dict.set(reprOf(value, host), 0);
    }
    expect(raised(growWhileGoing)).toBe('RuntimeError: dictionary changed size during iteration');
    const pair = Dict.of([
      [1, 'x'],
      [2, 'y'],
    ]);
    const seen: Value[] = [];
    function giveAgainWhileGoing(): void {
      for (const [key, value] of pair.entries()) {
        seen.push(key);
        pair.delete(key);
        pair.set(key, value);
      }
    }
    expect(raised(giveAgainWhileGoing)).toBe('RuntimeError: dictionary keys changed during iteration');
    expect(seen).toEqual([1, 2]);
    const again = SetValue.of(['a', 'b']);
    for (const value of again.values()) {
      again.delete(value);
      again.add(value);
    }
    expect(again.size).toBe(2);
    const set = SetValue.of(['a', 'b']);
    function shrinkWhileGoing(): void {
      for (const value of set.values()) set.delete(value);
    }
    expect(raised(shrinkWhileGoing)).toBe('RuntimeError: Set changed size during iteration');
  });

  test('its views follow it', () => {
    const dict = new Dict();
    const items = new DictView(dict, 'dict_items');
    dict.set('k', [1]);
    expect(reprOf(items, host)).toBe("dict_items([('k', [1])])");
    expect(lengthOf(items, host)).toBe(1);
    expect(contains(items, new Tuple(['k', [new Float(1)]]), host)).toBe(true);
    expect(contains(new DictView(dict, 'dict_values'), [1], host)).toBe(true);
    expect(contains(new DictView(dict, 'dict_keys'), 'x', host)).toBe(false);
  });
});

test('sets in sets', () => {
  const inner = SetValue.of([1, 'a'], 'frozenset');
  const outer = SetValue.of([inner, SetValue.of(['a', true], 'frozenset')]);
  expect(outer.size).toBe(1);
  expect(contains(outer, SetValue.of(['a', 1]), host)).toBe(true);
  expect(raised(() => outer.add(new SetValue()))).toBe("TypeError: unhashable type: 'set'");
});

describe('iterators', () => {
  test('keep what is left when a loop over them ends early', () => {
    const iterator = iteratorOf([1, 2, 3]);
    for (const item of iterate(iterator, host)) if (item === 1) break;
    expect(contains(iterator, 2, host)).toBe(true);
    expect(listOf(iterator, host)).toEqual([3]);
    expect(listOf(iterator, host)).toEqual([]);
    expect(isTrue(iterator)).toBe(true);
    expect(reprOf(iterator, host)).toBe('<generator object>');
  });

  test('lists may grow while they are gone over', () => {
    const list: Value[] = [1, 2];
    const seen: Value[] = [];
    for (const item of iterate(list, host)) {
      seen.push(item);
      if (list.length < 4) list.push(9);
    }
    expect(seen).toEqual([1, 2, 9, 9]);
  });
});

test('what things are called', () => {
  const named: Value[] = [null, 1, [], new Dict(), new Markup(''), new Undefined('strict', {}), new Range(0, 1, 1)];
  expect(named.map(describeType)).toEqual([
    'None',
    'int object',
    'list object',
    'dict object',
    'markupsafe.Markup object',
    'jinja2.runtime.StrictUndefined object',
    'range object',
  ]);
  const run = (): Value => null;
  const shown: Value[] = [
    new Module('json', new Map()),
    new Callable('f', run, 'function'),
    new Callable('m', run, 'method'),
    iteratorOf([], 'map'),
  ];
  expect(shown.map((value) => reprOf(value, host))).toEqual([
    "<module 'json'>",
    '<function f>',
    '<bound method m>',
    '<map object>',
  ]);
});

test('offsets of code points', () => {
  const text = 'a\u{1f600}b\u{1f600}';
  expect([0, 1, 2, 3, 4, 9].map((index) => offsetOf(text, index))).toEqual([0, 1, 3, 4, 6, 6]);
  expect([0, 1, 3, 4, 6].map((offset) => indexAt(text, offset))).toEqual([0, 1, 2, 3, 4]);
  expect(sliceText(text, 1, 3)).toBe('\u{1f600}b');
});

test('identity', () => {
  const list: Value[] = [];
  expect(identical(list, list)).toBe(true);
  expect(identical(list, [])).toBe(false);
  expect(identical(new Tuple([]), new Tuple([]))).toBe(true);
  expect(identical(1, new Float(1))).toBe(false);
  expect(identical(new Undefined('strict', {}), 1)).toBe(false);
});

test('indices', () => {
  expect([toIndex(true), toIndex(-3), toIndex(2n ** 60n)]).toEqual([1, -3, 2 ** 60]);
  expect(raised(() => toIndex(2n ** 63n))).toBe("IndexError: cannot fit 'int' into an index-sized integer");
  expect(raised(() => toIndex('1'))).toBe("TypeError: 'str' object cannot be interpreted as an integer");
});
