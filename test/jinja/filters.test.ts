import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../src/jinja/evaluate/compile-template.js';
import { DEFAULT_LIMITS, type Environment } from '../../src/jinja/evaluate/environment.js';
import { render } from '../../src/jinja/evaluate/render.js';
import { FILTERS } from '../../src/jinja/filters/index.js';
import { GLOBALS } from '../../src/jinja/globals/index.js';
import { DEFAULT_SYNTAX } from '../../src/jinja/syntax/index.js';
import { TESTS } from '../../src/jinja/tests/index.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { Bytes, Float, type Value } from '../../src/jinja/values/value.js';

/** The template, whether it escapes, and what Jinja makes of it: a text, or an exception and its message. */
type Case = readonly [template: string, escapes: boolean, output: string, message?: string];

// Rendered by Jinja2 3.1.6: oracle/filters.py.
const file = new URL('./data/filters.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];

function environmentOf(autoescape: boolean): Environment {
  return {
    syntax: { ...DEFAULT_SYNTAX, doTag: true },
    autoescape,
    undefined: 'default',
    limits: DEFAULT_LIMITS,
    globals: GLOBALS,
    filters: FILTERS,
    tests: TESTS,
    loader: undefined,
  };
}

/** That of the oracle. */
const CONTEXT: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['bytes_', new Bytes(Uint8Array.from([0x61, 0x62, 0xff, 0x20, 0x63]))],
  ['one', SetValue.of([1])],
  ['words', SetValue.of(['only'])],
  ['frozen', SetValue.of([2], 'frozenset')],
  ['nan', new Float(Number.NaN)],
  ['inf', new Float(Infinity)],
  ['lone', '\ud800x'],
]);

function outcomeOf(text: string, escapes: boolean): readonly string[] {
  const environment = environmentOf(escapes);
  const compiled = compileTemplate({ path: 'template', text }, undefined, environment);
  if (!compiled.ok) return [compiled.failures[0].kind, compiled.failures[0].message];
  const rendered = render({ environment, library: new Map(), template: compiled.value, context: CONTEXT });
  if (rendered.ok) return [rendered.value.text];
  return [rendered.failures[0].kind, rendered.failures[0].message];
}

describe('filters, tests and globals', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(1500);
  });
  test('every case is as Jinja has it', () => {
    const differences = cases.flatMap(([template, escapes, ...wanted]) => {
      const found = outcomeOf(template, escapes);
      return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ template, escapes, found, wanted }];
    });
    expect(differences).toEqual([]);
  });
});
