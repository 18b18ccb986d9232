import { describe, expect, test } from 'vitest';
import { readBlanks, type Outcome, type Page, type Trial } from './page.js';
import { rehearse, type Told } from './rehearsal.js';

/** The tests of a page: what its examples and the rows of its tables tell is what comes of them. */
export function tryPage({ path, examples, trials }: Page): void {
  test.each(examples)(`${path}:$line tells what comes of it`, ({ outcomes }) => {
    expect(outcomes.length).toBeGreaterThan(0);
  });

  const outcomes = examples.flatMap(({ files, outcomes: all }) => all.map((outcome) => ({ files, ...outcome })));
  describe.runIf(outcomes.length > 0)('examples', () => {
    test.each(outcomes)(`${path}:$line`, async ({ files, ...outcome }) => {
      expect(shownLike(outcome, await rehearse(files, outcome.words))).toEqual(outcome.lines);
    });
  });

  const cells = trials.flatMap(({ results, ...row }) =>
    [...results].filter(([title]) => isResult(title)).map(([title, result]) => ({ ...row, title, result })),
  );
  describe.runIf(cells.length > 0)('rows of tables', () => {
    test.each(cells)(`${path}:$line $written, $title`, async ({ title, result, ...row }) => {
      const words = title === 'in zc' ? ['--dialect', 'zc'] : [];
      expect(resultOf(await rehearse({ 'software.cfg': profileOf(row) }, words))).toBe(result);
    });
  });
}

/** Other columns are remarks. */
function isResult(title: string): boolean {
  return ['value', 'holds', 'in slapos', 'in zc'].includes(title);
}

/** The lines of an outcome, but for those that do not hold: in their place stands what does. */
function shownLike({ lines }: Outcome, { values, diagnostics }: Told): readonly string[] {
  const names = lines.filter((line) => /^[^\s:]+:\S+ =|^parts:/u.test(line)).map(nameOf);
  const shown = names.map((name) => values.find((value) => nameOf(value) === name) ?? `${name} is not set`);
  return [...shown, ...diagnostics];
}

function nameOf(line: string): string {
  return line.startsWith('parts:') ? 'parts' : line.replace(/ =.*$/su, '');
}

/** The section around what is written in a table: `b` has an option `y`, and `a` another one. */
function profileOf({ kind, written }: Pick<Trial, 'kind' | 'written'>): string {
  if (kind === 'condition') return `[a]\nx = no\n[a:${written}]\nx = yes\n`;
  return `[b]\ny = 1\n[a]\nown = 5\n${/^x[ +-]*=/u.test(written) ? '' : 'x = '}${written}\n`;
}

function resultOf({ values, diagnostics }: Told): string {
  const code = /^error\[([\w-]+)\]/u.exec(diagnostics[0] ?? '')?.[1];
  if (code !== undefined) return `error \`${code}\``;
  const value = values.find((line) => nameOf(line) === 'a:x');
  return value === 'a:x =' ? 'nothing' : readBlanks(value?.replace(/^a:x = /u, '') ?? 'not set');
}
