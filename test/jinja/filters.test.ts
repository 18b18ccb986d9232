import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from './filter-rendering.js';

/** The template, whether it escapes, and what Jinja makes of it: a text, or an exception and its message. */
type Case = readonly [template: string, escapes: boolean, output: string, message?: string];

// Rendered by Jinja2 3.1.6: oracle/filters.py.
const file = new URL('./data/filters.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];

describe('filters, tests and globals', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(1500);
  });
  test('every case is as Jinja has it', () => {
    const differences = cases.flatMap(([template, escapes, ...wanted]) => {
      const found = outcomeOf(template, { autoescape: escapes });
      return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ template, escapes, found, wanted }];
    });
    expect(differences).toEqual([]);
  });
});
