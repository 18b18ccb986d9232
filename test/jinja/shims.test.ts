import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { moduleNamed } from '../../src/jinja/shims/index.js';
import { membersOf } from '../../src/jinja/types/index.js';
import { Undefined } from '../../src/jinja/values/undefined.js';
import type { Value } from '../../src/jinja/values/value.js';
import { outcomeOf, type Outcome } from './expression.js';

// What Python 3.11 answers: `oracle/shim_cases.py GROUP | oracle/shims.py` wrote the data.
type Case = readonly [expression: string, expected: Outcome];

function casesOf(group: string): readonly Case[] {
  const file = new URL(`./data/shims-${group}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];
}

const ROOTS = [
  'base64',
  'copy',
  'functools',
  'hashlib',
  'itertools',
  'json',
  'math',
  'netaddr',
  'operator',
  'os',
].concat(['posixpath', 're', 'shlex', 'six', 'string', 'textwrap', 'urllib']);

const names = new Map<string, Value>();
for (const root of ROOTS) {
  const module = moduleNamed(root);
  if (module !== undefined) names.set(root, module);
}

names.set('missing', new Undefined('strict', { name: 'missing' }));
names.set('unset', new Undefined('default', { name: 'unset' }));

test('the types have their members', () => {
  expect(membersOf('')?.has('encode')).toBe(true);
});

describe.each(['paths', 'jsons', 'urls', 'iterations', 'small', 'networks', 'more', 'undefineds', 'typenames'])(
  '%s as Python has it',
  (group) => {
    test.each(casesOf(group))('%s', (expression, expected) => {
      expect(JSON.stringify(outcomeOf(expression, names))).toBe(JSON.stringify(expected));
    });
  },
);
