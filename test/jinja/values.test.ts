import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../../src/jinja/values/arithmetic.js';
import { attributeOf } from '../../src/jinja/values/attributes.js';
import { compareTexts } from '../../src/jinja/values/code-points.js';
import { contains } from '../../src/jinja/values/contains.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { equals } from '../../src/jinja/values/equal.js';
import type { Host } from '../../src/jinja/values/host.js';
import { intOf, isInt } from '../../src/jinja/values/int.js';
import { lengthOf, listOf } from '../../src/jinja/values/iterate.js';
import { compare, isLess } from '../../src/jinja/values/order.js';
import { Raised } from '../../src/jinja/values/raised.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { itemOf, sliceOf } from '../../src/jinja/values/subscript.js';
import { reprOf, strOf } from '../../src/jinja/values/text.js';
import { isTrue } from '../../src/jinja/values/truth.js';
import { typeNameOf } from '../../src/jinja/values/type-name.js';
import { Undefined } from '../../src/jinja/values/undefined.js';
import { Bytes, Float, Markup, Range, Tuple, type Value } from '../../src/jinja/values/value.js';
import { hostWith, SAMPLES } from './values-samples.js';

/** A value of Python: what JSON has not stands under a letter for its type. */
type Encoded = null | boolean | string | readonly Encoded[] | EncodedInstance;

interface EncodedInstance {
  readonly b?: readonly number[];
  readonly d?: readonly (readonly [Encoded, Encoded])[];
  readonly m?: string;
  readonly n?: string;
  readonly r?: readonly [number, number, number];
  readonly s?: readonly Encoded[];
  readonly t?: readonly Encoded[];
  readonly z?: readonly Encoded[];
}

/** What `oracle/values.py` printed; numbers stand for `outcomes`, -1 for what is not compared. */
interface Recorded {
  readonly samples: readonly string[];
  readonly binary: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly unary: Readonly<Record<string, readonly number[]>>;
  readonly slices: Readonly<Record<string, readonly number[]>>;
  readonly wrongSlices: readonly string[];
  readonly numbers: readonly (readonly (string | null)[])[];
  /** Integers as they were added, and in the order of the set. */
  readonly sets: readonly (readonly [readonly number[], readonly number[]])[];
  /** Two values as `valueFrom` reads them, and what comes of them. */
  readonly nested: readonly (readonly [Encoded, Encoded, readonly string[]])[];
  /** In order. */
  readonly texts: readonly string[];
  readonly outcomes: readonly string[];
}

const file = new URL('./data/values.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;

type Binary = (left: Value, right: Value, host: Host) => Value;

const OPERATORS: Readonly<Record<string, Binary>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '//': floorDivide,
  '%': modulo,
  '**': power,
  '==': equals,
  '!=': (left, right, host) => !equals(left, right, host),
  '<': (left, right, host) => compare['<'](left, right, host),
  '<=': (left, right, host) => compare['<='](left, right, host),
  '>': (left, right, host) => compare['>'](left, right, host),
  '>=': (left, right, host) => compare['>='](left, right, host),
  in: (left, right, host) => contains(right, left, host),
  '[]': itemOf,
};

const ALONE: Readonly<Record<string, (value: Value, host: Host) => Value>> = {
  '-': negate,
  '+': positive,
  bool: isTrue,
  len: lengthOf,
  str: strOf,
  repr: reprOf,
  list: listOf,
  nested: (value, host) => reprOf([value, new Tuple([value]), Dict.of([['k', value]])], host),
  key: (value, host) => itemOf(Dict.of([[value, 'found']]), value, host),
  call: (value) => (value instanceof Undefined ? value.call() : null),
  attribute: (value, host) => (value instanceof Undefined ? (attributeOf(value, 'nothing', host) ?? null) : null),
  dunder: (value, host) => (value instanceof Undefined ? attributeOf(value, '__setstate__', host) !== undefined : null),
};

function outcome(run: (host: Host) => Value): string {
  const host = hostWith();
  try {
    const result = run(host);
    return `${typeNameOf(result)} ${show(result, host)}`;
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return `${error.kind}! ${error.message}`;
  }
}

/** As the script shows a value. */
function show(value: Value, host: Host): string {
  if (!(value instanceof SetValue)) return reprOf(value, host);
  const members = [...value.values()];
  const areIntegers = members.every((member) => isInt(member) || typeof member === 'boolean');
  return areIntegers
    ? reprOf(value, host)
    : members
        .map((member) => reprOf(member, host))
        .sort(compareTexts)
        .join(', ');
}

function sample(name: string): Value {
  const make = SAMPLES[name];
  if (make === undefined) throw new Error(`there is no sample \`${name}\``);
  return make();
}

/** Cases that differ, as text. */
class Differences {
  readonly found: string[] = [];
  compared = 0;

  add(label: string, expected: string | undefined, actual: string): void {
    this.compared++;
    if (expected !== actual) this.found.push(`${label}: expected ${expected}, got ${actual}`);
  }
}

describe('operators on every pair of samples', () => {
  test('the samples are those recorded', () => {
    expect(new Set(Object.keys(SAMPLES))).toEqual(new Set(recorded.samples));
    expect(Object.keys(OPERATORS)).toEqual(Object.keys(recorded.binary));
    expect(Object.keys(ALONE)).toEqual(Object.keys(recorded.unary));
  });

  test.each(Object.entries(OPERATORS))('%s', (op, run) => {
    const differences = new Differences();
    for (const [row, left] of recorded.samples.entries()) {
      for (const [column, right] of recorded.samples.entries()) {
        const at = recorded.binary[op]?.[row]?.[column] ?? -1;
        if (at === -1) continue;
        const actual = outcome((host) => run(sample(left), sample(right), host));
        differences.add(`${left} ${op} ${right}`, recorded.outcomes[at], actual);
      }
    }
    expect(differences.found.slice(0, 40)).toEqual([]);
    expect(differences.compared).toBeGreaterThanOrEqual(3400);
  });
});

describe('each sample alone', () => {
  test.each(Object.entries(ALONE))('%s', (op, run) => {
    const differences = new Differences();
    for (const [at, name] of recorded.samples.entries()) {
      const expected = recorded.outcomes[recorded.unary[op]?.[at] ?? -1];
      differences.add(
        `${op} ${name}`,
        expected,
        outcome((host) => run(sample(name), host)),
      );
    }
    expect(differences.found.slice(0, 40)).toEqual([]);
    expect(differences.compared).toBeGreaterThanOrEqual(60);
  });
});

const BOUNDS: readonly Value[] = [null, 0, 1, 2, -1, -2, 10, -10, true, 10n ** 30n, -(10n ** 30n)];
const STEPS: readonly Value[] = [null, 1, 2, -1, -2, 10n ** 30n, -(10n ** 30n), 0];

describe('slices', () => {
  test.each(Object.keys(recorded.slices))('of %s', (name) => {
    const differences = new Differences();
    const expected = recorded.slices[name]?.values();
    for (const start of BOUNDS) {
      for (const stop of BOUNDS) {
        for (const step of STEPS) {
          const at = expected?.next().value ?? -1;
          if (at === -1) continue;
          const actual = outcome((host) => sliceOf(sample(name), { start, stop, step }, host));
          differences.add([start, stop, step].map(String).join(':'), recorded.outcomes[at], actual);
        }
      }
    }
    expect(differences.found.slice(0, 40)).toEqual([]);
    expect(differences.compared).toBeGreaterThanOrEqual(726);
  });

  test('with bounds that are none', () => {
    const none = { start: null, stop: null, step: null };
    const missing = new Undefined('default', { name: 'x' });
    expect([
      outcome((host) => sliceOf('abc', { ...none, start: 'a' }, host)),
      outcome((host) => sliceOf([1], { ...none, stop: new Float(1) }, host)),
      outcome((host) => sliceOf(new Tuple([1]), { ...none, step: 'x' }, host)),
      outcome((host) => sliceOf([1], { ...none, start: missing }, host)),
    ]).toEqual(recorded.wrongSlices);
  });
});

/** An `int` or a `float` as Python shows it. */
function numberFrom(text: string): Value {
  return /^-?\d+$/.test(text) ? intOf(BigInt(text)) : new Float(Number(text));
}

test('arithmetic with numbers of all sizes', () => {
  const differences = new Differences();
  const operators = ['+', '-', '*', '/', '//', '%', '==', '<'];
  for (const [left = '', right = '', ...outcomes] of recorded.numbers.map((row) => row.map((text) => text ?? ''))) {
    const pairs = [...operators.map((op) => [op, right] as const), ['**', outcomes[operators.length] ?? ''] as const];
    const expected = outcomes.toSpliced(operators.length, 1);
    for (const [at, [op, other]] of pairs.entries()) {
      const run = OPERATORS[op];
      if (run === undefined || expected[at] === '') continue;
      const actual = outcome((host) => run(numberFrom(left), numberFrom(other), host));
      differences.add(`${left} ${op} ${other}`, expected[at], actual);
    }
  }
  expect(differences.found.slice(0, 40)).toEqual([]);
  expect(differences.compared).toBeGreaterThanOrEqual(2000);
});

test('sets of integers stand in the order of Python', () => {
  const host = hostWith();
  expect(recorded.sets.map(([members]) => listOf(SetValue.of(members), host))).toEqual(
    recorded.sets.map(([, ordered]) => ordered),
  );
  expect(recorded.sets.length).toBeGreaterThan(150);
});

test('strings are ordered by code points', () => {
  const host = hostWith();
  const { texts } = recorded;
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.toReversed().sort((left, right) => (isLess(left, right, host) ? -1 : 1))).toEqual(texts);
  expect(texts.map((text) => lengthOf(text, host))).toEqual(texts.map((text) => Array.from(text).length));
});

function valueFrom(encoded: Encoded): Value {
  if (encoded === null || typeof encoded !== 'object') return encoded;
  if (isList(encoded)) return encoded.map(valueFrom);
  const { b, d, m, n, r, s, t, z } = encoded;
  if (b !== undefined) return new Bytes(Uint8Array.from(b));
  if (d !== undefined) return Dict.of(d.map(([key, value]) => [valueFrom(key), valueFrom(value)] as const));
  if (m !== undefined) return new Markup(m);
  if (n !== undefined) return numberFrom(n);
  if (r !== undefined) return new Range(...r);
  if (t !== undefined) return new Tuple(t.map(valueFrom));
  return z === undefined ? SetValue.of((s ?? []).map(valueFrom)) : SetValue.of(z.map(valueFrom), 'frozenset');
}

function isList(encoded: readonly Encoded[] | EncodedInstance): encoded is readonly Encoded[] {
  return Array.isArray(encoded);
}

test('values in each other', () => {
  const differences = new Differences();
  for (const [one, other, [shown = '', ...expected]] of recorded.nested) {
    const [left, right] = [valueFrom(one), valueFrom(other)];
    differences.add('repr', `str ${shown}`, `str ${reprOf(left, hostWith())}`);
    const runs: readonly ((host: Host) => Value)[] = [
      (host) => equals(left, right, host),
      (host) => compare['<'](left, right, host),
      (host) => compare['>='](left, right, host),
      (host) => add(left, right, host),
      () => Dict.of([[left, 1]]).get(right) ?? null,
    ];
    for (const [at, run] of runs.entries())
      differences.add(`${at} ${JSON.stringify([one, other])}`, expected[at], outcome(run));
  }
  expect(differences.found.slice(0, 40)).toEqual([]);
  expect(differences.compared).toBe(2400);
});
