import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { membersOf } from '../../src/jinja/types/index.js';
import { builtins } from '../../src/jinja/types/builtins.js';
import { attributeOf } from '../../src/jinja/values/attributes.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { modulo } from '../../src/jinja/values/arithmetic.js';
import { Raised } from '../../src/jinja/values/raised.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { Undefined } from '../../src/jinja/values/undefined.js';
import { Bytes, Float, Markup, Range, Tuple, type Value } from '../../src/jinja/values/value.js';
import { host, run, type Case } from './types-cases.js';

const folder = new URL('./data/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.startsWith('types-') && name.endsWith('.json'));

// What Python 3.11 with markupsafe makes of each, stored by `oracle/evaluate.py` from `oracle/types-*.txt`.
describe('values are what Python makes of them', () => {
  test('there are cases', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test.each(files)('%s', (file) => {
    const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[];
    expect(cases).not.toHaveLength(0);
    for (const { source, tree, repr, kind, message } of cases) {
      const expected = repr === undefined ? { kind, message } : { repr };
      expect({ source, ...run({ tree }) }).toEqual({ source, ...expected });
    }
  });
});

const samples: readonly (readonly [string, Value])[] = [
  ['str', 'a'],
  ['int', 1],
  ['int beyond 53 bits', 2n ** 70n],
  ['bool', true],
  ['float', new Float(1.5)],
  ['list', [1]],
  ['tuple', new Tuple([1])],
  ['dict', Dict.of([['a', 1]])],
  ['set', SetValue.of([1])],
  ['frozenset', SetValue.of([1], 'frozenset')],
  ['range', new Range(0, 3, 1)],
  ['bytes', new Bytes(Uint8Array.of(97))],
  ['Markup', new Markup('a')],
  ['None', null],
  ...[...builtins].map(([name, value]): readonly [string, Value] => [`builtin ${name}`, value]),
];

// The names by which templates of strangers have left other engines, in Python and in JavaScript.
const ways = (
  '__class__ __bases__ __mro__ __subclasses__ __globals__ __init__ __dict__ __code__ __self__ __func__ __builtins__ ' +
  '__import__ __reduce__ __getattribute__ __module__ constructor prototype __proto__ hasOwnProperty toString valueOf ' +
  'call apply bind length size bytes text value run typeName holds members dict'
).split(' ');

describe('nothing but the members of the type is reachable', () => {
  test.each(samples)('%s', (_, value) => {
    const reached = ways.filter((name) => attributeOf(value, name, host) !== undefined);
    expect(reached).toEqual([]);
    expect(ways.filter((name) => membersOf(value)?.has(name) === true)).toEqual([]);
  });
});

function kindOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Raised) return error.kind;
    throw error;
  }
  return 'nothing raised';
}

function callMethod(value: Value, name: string, ...positional: Value[]): Value {
  return host.call(attributeOf(value, name, host) ?? null, positional);
}

const GIGA = 10 ** 9;
const LONG = 'x'.repeat(10 ** 5);

const hostile: readonly (readonly [string, () => unknown])[] = [
  ['%1000000000d', () => modulo('%1000000000d', 1, host)],
  ['%*d', () => modulo('%*d', new Tuple([GIGA, 1]), host)],
  ['%.1000000000f', () => modulo('%.1000000000f', new Float(1), host)],
  ['%.1000000000d', () => modulo('%.1000000000d', 1, host)],
  ['%1000000000s', () => modulo('%1000000000s', 'a', host)],
  ['markup %1000000000s', () => modulo(new Markup('%1000000000s'), 'a', host)],
  ['bytes %1000000000d', () => modulo(new Bytes(new TextEncoder().encode('%1000000000d')), 1, host)],
  ['{:1000000000}', () => callMethod('{:1000000000}', 'format', 1)],
  ['{:01000000000,}', () => callMethod('{:01000000000,}', 'format', 1)],
  ['{:.1000000000f}', () => callMethod('{:.1000000000f}', 'format', new Float(1))],
  ['{:.1000000000e}', () => callMethod('{:.1000000000e}', 'format', 5)],
  ['{:1000000000} of a string', () => callMethod('{:1000000000}', 'format', 'a')],
  ['{:{}} with the width given', () => callMethod('{:{}}', 'format', 1, GIGA)],
  ['center', () => callMethod('a', 'center', GIGA)],
  ['ljust', () => callMethod('a', 'ljust', GIGA)],
  ['zfill', () => callMethod('a', 'zfill', GIGA)],
  ['expandtabs', () => callMethod('\t', 'expandtabs', GIGA)],
  ['replace', () => callMethod(LONG, 'replace', 'x', LONG)],
  ['replace of nothing', () => callMethod(LONG, 'replace', '', LONG)],
  ['join', () => callMethod(LONG, 'join', Array.from(LONG))],
  ['translate', () => callMethod(LONG, 'translate', Dict.of([[120, LONG]]))],
  ['to_bytes', () => callMethod(1, 'to_bytes', GIGA)],
  ['bytes', () => host.call(builtins.get('bytes') ?? null, [GIGA])],
  ['list of a range', () => host.call(builtins.get('list') ?? null, [new Range(0, 10 ** 12, 1)])],
  ['sorted range', () => host.call(builtins.get('sorted') ?? null, [new Range(0, 10 ** 12, 1)])],
  ['extend with a range', () => callMethod([], 'extend', new Range(0, 10 ** 12, 1))],
];

describe('what would be huge is refused before it is made', () => {
  test.each(hostile)('%s', (_, action) => {
    expect(kindOf(action)).toBe('LimitError');
  });
});

describe('undefined values are not taken for something', () => {
  const missing = new Undefined('strict', { name: 'nope' });
  test.each<readonly [string, () => unknown]>([
    ['%s', () => modulo('%s', missing, host)],
    ['%d', () => modulo('%d', missing, host)],
    ['%f', () => modulo('%f', missing, host)],
    ['{}', () => callMethod('{}', 'format', missing)],
    ['join', () => callMethod(',', 'join', missing)],
    ['int', () => host.call(builtins.get('int') ?? null, [missing])],
    ['float', () => host.call(builtins.get('float') ?? null, [missing])],
    ['len', () => host.call(builtins.get('len') ?? null, [missing])],
    ['list', () => host.call(builtins.get('list') ?? null, [missing])],
    ['sum', () => host.call(builtins.get('sum') ?? null, [[1, missing]])],
    ['max', () => host.call(builtins.get('max') ?? null, [1, missing])],
    ['bool', () => host.call(builtins.get('bool') ?? null, [missing])],
    ['str', () => host.call(builtins.get('str') ?? null, [missing])],
    ['set update', () => callMethod(new SetValue(), 'update', missing)],
    ['dict update', () => callMethod(new Dict(), 'update', missing)],
  ])('%s', (_, action) => {
    expect(kindOf(action)).toBe('UndefinedError');
  });
});

test('lazy functions ask for no more than is taken', () => {
  const squares = host.call(builtins.get('map') ?? null, [builtins.get('abs') ?? null, new Range(0, 10 ** 12, 1)]);
  const pairs = host.call(builtins.get('zip') ?? null, [squares, 'ab']);
  const numbered = host.call(builtins.get('enumerate') ?? null, [pairs]);
  const listed = host.call(builtins.get('list') ?? null, [numbered]);
  expect(host.call(builtins.get('repr') ?? null, [listed])).toBe("[(0, (0, 'a')), (1, (1, 'b'))]");
});
