import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { KNOWN_DIFFERENCES } from './suite/known.js';

/**
 * Runs Jinja's own test-suite against the engine. `SLAPBUILD_JINJA_SUITE` is the folder of the unpacked source distribution
 * of Jinja2 3.1.6; the Python of `SLAPBUILD_JINJA_ORACLE` must have pytest and trio besides.
 */
const suite = process.env['SLAPBUILD_JINJA_SUITE'] ?? '';
const oracle = process.env['SLAPBUILD_JINJA_ORACLE'] ?? '';
const isThere = suite !== '' && oracle !== '';

interface Report {
  readonly outcome: 'passed' | 'failed' | 'out of scope';
  readonly why: string;
}

function runSuite(): ReadonlyMap<string, Report> {
  const folder = mkdtempSync(join(tmpdir(), 'jinja-suite-'));
  try {
    return reportsOf(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reportsOf(report: string): ReadonlyMap<string, Report> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const inside = join(oracle, 'bin', 'python');
  const python = existsSync(inside) ? inside : oracle;
  const engine = [process.execPath, join(root, 'scripts/run-typescript.mjs'), 'test/jinja/suite/program.ts'];
  const options = ['-p', 'suite_plugin', '-p', 'no:cacheprovider', '-q', '--no-header', '--tb=short', 'tests'];
  const { status, stdout, stderr } = spawnSync(python, ['-m', 'pytest', ...options], {
    cwd: suite,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {
      ...process.env,
      PYTHONPATH: join(root, 'test/jinja/suite'),
      PYTHONDONTWRITEBYTECODE: '1',
      SLAPBUILD_SUITE_ENGINE: JSON.stringify(engine),
      SLAPBUILD_SUITE_REPORT: report,
    },
  });
  // 1 says that tests have failed.
  if (status !== 0 && status !== 1) throw new Error(`the suite did not run: ${stdout}${stderr}`);
  // The report of our own plugin.
  return new Map(Object.entries(JSON.parse(readFileSync(report, 'utf8')) as Readonly<Record<string, Report>>));
}

test('CI has the test-suite of Jinja', () => {
  if (!isThere)
    console.log("Jinja's own tests are skipped: SLAPBUILD_JINJA_SUITE or SLAPBUILD_JINJA_ORACLE is not set");
  expect(process.env['CI'] === 'true' && !isThere).toBe(false);
});

describe.skipIf(!isThere)("Jinja's own tests (only when SLAPBUILD_JINJA_SUITE names the folder of them)", () => {
  let reports: ReadonlyMap<string, Report> = new Map();

  const named = (outcome: Report['outcome']): readonly string[] =>
    [...reports].flatMap(([name, report]) => (report.outcome === outcome ? [name] : []));

  beforeAll(() => {
    reports = runSuite();
    console.log(summary(reports));
  }, 600_000);

  test('fail only where it is known why', () => {
    const failed = [...reports].filter(([, { outcome }]) => outcome === 'failed');
    const unexpected = failed.filter(([name]) => !Object.hasOwn(KNOWN_DIFFERENCES, name));
    expect(unexpected).toEqual([]);
  });

  test('fail wherever a difference is told', () => {
    const failed = new Set(named('failed'));
    expect(Object.keys(KNOWN_DIFFERENCES).filter((name) => !failed.has(name))).toEqual([]);
  });

  test('come out as often as docs/jinja.md says', () => {
    const page = readFileSync(new URL('../../docs/jinja.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
    const [passed, failed, left] = [named('passed').length, named('failed').length, named('out of scope').length];
    expect(page).toContain(`Of ${reports.size} tests, ${passed} pass, ${failed} fail and ${left} are out of scope`);
  });
});

/** For people: how many passed, and why the others did not. */
function summary(reports: ReadonlyMap<string, Report>): string {
  const all = [...reports.values()];
  const count = (outcome: Report['outcome']): number => all.filter((report) => report.outcome === outcome).length;
  const reasons = new Map<string, number>();
  for (const { outcome, why } of all) if (outcome === 'out of scope') reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const ordered = [...reasons].toSorted(([, one], [, other]) => other - one);
  return [
    `Jinja's own tests: ${count('passed')} passed, ${count('failed')} known differences, ${count('out of scope')} out of scope`,
    ...ordered.map(([why, times]) => `  ${times} ${why}`),
  ].join('\n');
}
