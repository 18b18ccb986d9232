import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomeOf, type Outcome, type RenderedCase } from './rendered-case.js';

/** A case of `oracle/render.py` with what Jinja 3.1.6 made of it. */
interface Case extends RenderedCase {
  readonly result: Outcome;
}

function readCases(): readonly Case[] {
  // A table of the project's own, written by `oracle/render_cases.py`.
  return JSON.parse(readFileSync(new URL('./data/evaluate.json', import.meta.url), 'utf8')) as readonly Case[];
}

const cases = readCases();

describe('statements and scopes, as Jinja renders them', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(2000);
  });

  test.each(cases.map((one, index) => ({ index, main: one.templates[one.main], one })))('$index $main', ({ one }) => {
    expect(outcomeOf(one)).toStrictEqual(one.result);
  });
});
