import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bindNative } from '../../src/jinja/calls/native.js';
import { bindMethod, bindPython } from '../../src/jinja/calls/python.js';
import { signatureOf } from '../../src/jinja/calls/signature.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { Raised } from '../../src/jinja/values/raised.js';
import type { Call, Value } from '../../src/jinja/values/value.js';

// What Python 3.11 answers: `oracle/calls.py` wrote the data.
type Case = readonly [parameters: string, positional: number[], named: Record<string, string>, outcome: unknown];

const file = new URL('./data/calls.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];

function plain(value: Value | undefined): unknown {
  return value instanceof Dict ? Object.fromEntries(value.entries()) : (value ?? null);
}

function outcomeOf(bind: (call: Call) => readonly (Value | undefined)[], call: Call): unknown {
  try {
    return bind(call).map(plain);
  } catch (error) {
    if (error instanceof Raised) return error.message;
    throw error;
  }
}

describe('arguments', () => {
  test('are read as functions of Python read them', () => {
    expect(cases.length).toBeGreaterThan(1000);
    for (const [parameters, positional, named, outcome] of cases) {
      const call = { positional, named: new Map(Object.entries(named)) };
      const signature = signatureOf('f', parameters);
      // What is left out at the end is a default too.
      const bind = (given: Call): (Value | undefined)[] =>
        Object.assign(
          signature.parameters.map(() => null),
          bindPython(signature, given),
        );
      const found = outcomeOf(bind, call);
      expect([parameters, positional, named, found]).toStrictEqual([parameters, positional, named, outcome]);
    }
  });

  test('of methods count what Python fills itself', () => {
    const signature = signatureOf('Joiner.__call__', 'self, a?');
    const bind = (call: Call): ReturnType<typeof bindMethod> => bindMethod(signature, call);
    expect(outcomeOf(bind, { positional: [1], named: new Map() })).toStrictEqual([1]);
    expect(outcomeOf(bind, { positional: [1, 2], named: new Map() })).toBe(
      'Joiner.__call__() takes from 1 to 2 positional arguments but 3 were given',
    );
    expect(outcomeOf(bind, { positional: [], named: new Map([['self', 1]]) })).toBe(
      "Joiner.__call__() got multiple values for argument 'self'",
    );
  });

  test.each([
    ['str.strip', 'chars?, /', [1, 2], {}, 'strip expected at most 1 argument, got 2'],
    ['str.strip', 'chars?, /', [], { chars: 1 }, 'str.strip() takes no keyword arguments'],
    ['str.upper', '', [1], {}, 'str.upper() takes no arguments (1 given)'],
    ['math.sqrt', 'x, /', [], {}, 'math.sqrt() takes exactly one argument (0 given)'],
    ['str.split', 'sep?, maxsplit?', [1], { sep: 2 }, "argument for split() given by name ('sep') and position (1)"],
    ['str.split', 'sep?, maxsplit?', [], { x: 2 }, "'x' is an invalid keyword argument for split()"],
    ['list.sort', '*, key?, reverse?', [1], {}, 'sort() takes no positional arguments'],
    ['isclose', 'a, b, *, rel_tol?, abs_tol?', [1], {}, "isclose() missing required argument 'b' (pos 2)"],
    ['sum', 'iterable, /, start?', [], { start: 1 }, 'sum() takes at least 1 positional argument (0 given)'],
    ['hypot', '*coordinates', [1, 2], {}, [[1, 2]]],
  ])('of %s(%s) are read as functions in C read them', (name, parameters, positional, named, outcome) => {
    const call = { positional, named: new Map<string, Value>(Object.entries(named)) };
    expect(outcomeOf((given) => bindNative(signatureOf(name, parameters), given), call)).toStrictEqual(outcome);
  });
});
