import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readStored } from './generated/stored.js';
import { askOracle, findOracle } from './oracle-python.js';

/**
 * Asks Jinja itself whether what the tables of this folder say of it is true: for every tenth case.
 * `SLAPBUILD_JINJA_ORACLE` names a Python with Jinja2 3.1.6, or the virtual environment that it is in.
 */
const EVERY = 10;

const oracle = findOracle();

type Outcome = { readonly output: string } | { readonly kind: string };

/** An outcome of `render.py` as far as it can be compared. */
function comparable(outcome: Outcome | undefined): Outcome | undefined {
  if (oracle?.wordsAlike === true || outcome === undefined || 'output' in outcome) return outcome;
  return { kind: outcome.kind };
}

/** The template, whether it escapes, and the output, or the kind and the message of a failure: as `filters.py` writes it. */
type Row = readonly [template: string, escapes: boolean, ...outcome: string[]];

function comparableRow(row: Row | undefined): readonly unknown[] | undefined {
  return oracle?.wordsAlike === true ? row : row?.slice(0, 3);
}

/** Every tenth row of a table of the project's own, as the oracle's programs write it. */
function sample(name: string): readonly unknown[] {
  const text = readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');
  const cases = JSON.parse(text) as readonly unknown[];
  return cases.filter((_, index) => index % EVERY === 0);
}

function ask(program: string, words: readonly string[], input: unknown): readonly unknown[] {
  return askOracle(oracle?.python ?? '', [program, ...words], input);
}

test('CI has the oracle', () => {
  expect(process.env['CI'] === 'true' && oracle === undefined).toBe(false);
});

describe.skipIf(oracle === undefined)('as Jinja does (only when SLAPBUILD_JINJA_ORACLE names a Python with it)', () => {
  test('is the version that the tables are made with', () => {
    expect(oracle?.jinja).toBe('3.1.6');
  });

  test('statements and scopes', { timeout: 120_000 }, () => {
    const cases = sample('evaluate.json') as readonly { readonly result: Outcome }[];
    expect(cases.length).toBeGreaterThan(200);
    const answers = ask('render.py', [], cases) as readonly Outcome[];
    const wrong = cases.flatMap((one, index) => {
      const theirs = comparable(answers[index]);
      return JSON.stringify(theirs) === JSON.stringify(comparable(one.result)) ? [] : [{ one, theirs }];
    });
    expect(wrong).toEqual([]);
  });

  test('filters, tests and globals', { timeout: 120_000 }, () => {
    const cases = sample('filters.json') as readonly Row[];
    expect(cases.length).toBeGreaterThan(150);
    const answers = ask(
      'filters.py',
      ['-'],
      cases.map(([template, escapes]) => [template, escapes]),
    ) as readonly Row[];
    const wrong = cases.flatMap((stored, index) => {
      const theirs = comparableRow(answers[index]);
      return JSON.stringify(theirs) === JSON.stringify(comparableRow(stored)) ? [] : [{ stored, theirs }];
    });
    expect(wrong).toEqual([]);
  });

  test.skipIf(oracle?.wordsAlike !== true)('what is made by chance', { timeout: 120_000 }, () => {
    const cases = [...readStored('chance').filter((_, index) => index % EVERY === 0), ...readStored('small')];
    expect(cases.length).toBeGreaterThan(300);
    const answers = ask(
      'render.py',
      [],
      cases.map(([one]) => one),
    ) as readonly Outcome[];
    const wrong = cases.flatMap(([one, stored], index) => {
      const theirs = comparable(answers[index]);
      return JSON.stringify(theirs) === JSON.stringify(comparable(stored)) ? [] : [{ one, theirs }];
    });
    expect(wrong).toEqual([]);
  });
});
