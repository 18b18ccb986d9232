import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ORACLE_CASES, type OracleCase } from './oracle-profiles.js';
import { makeSite, type Ended, type Site } from './site.js';

/**
 * Compares what both tools print, byte for byte. `SLAPBUILD_ORACLE` names a Python that has zc.buildout, or the virtual
 * environment that it is in. Left out of the comparison, as only zc.buildout has them: the Python in
 * `buildout:executable`, `eggs-directory-version` of later versions, and the pins of itself and of `zc.recipe.egg`.
 */
const ONLY_THEIRS = ['executable', 'eggs-directory-version', 'zc.buildout', 'zc.recipe.egg'];

const RUNNER = fileURLToPath(new URL('./oracle.py', import.meta.url));
const VERSION = 'from importlib.metadata import version; import zc.buildout; print(version("zc.buildout"))';

interface Oracle {
  readonly python: string;
  /** The first number of its version. */
  readonly major: number;
}

function findOracle(): Oracle | undefined {
  const named = process.env['SLAPBUILD_ORACLE'];
  if (named === undefined || named === '') return undefined;
  const inside = join(named, 'bin', 'python');
  const python = existsSync(inside) ? inside : named;
  const { status, stdout, stderr } = spawnSync(python, ['-W', 'ignore', '-c', VERSION], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`SLAPBUILD_ORACLE=${named} has no zc.buildout: ${stderr}`);
  return { python, major: Number.parseInt(stdout, 10) };
}

const oracle = findOracle();

type Answer = Pick<Ended, 'code' | 'stdout'>;

function askOracle(site: Site, commands: readonly (readonly string[])[], directory?: string): readonly Answer[] {
  const argv = [oracle?.python ?? '', '-W', 'ignore', RUNNER] as const;
  const { stdout, stderr } = site.run(argv, { directory, input: JSON.stringify(commands) });
  if (stdout === '') throw new Error(stderr);
  // The runner's answers; a missing one fails the comparison.
  return JSON.parse(stdout) as readonly Answer[];
}

/** Output without the options that only one of the tools has, and without the notices of directories made. */
function comparable(output: string): string {
  const kept = output.replace(/^Creating directory .*\n/gmu, '');
  return ONLY_THEIRS.reduce((text, name) => {
    const key = String.raw`^${name.replaceAll('.', String.raw`\.`)}=.*\n`;
    return text
      .replace(new RegExp(`${key}\n(?: {3}.*\n)+\n`, 'mu'), '')
      .replace(new RegExp(`${key}(?:(?: {4}|[-+]= {2}).*\n)+`, 'mu'), '');
  }, kept);
}

describe.skipIf(oracle === undefined)('as zc.buildout does (only when SLAPBUILD_ORACLE names a Python with it)', () => {
  const cases = ORACLE_CASES.filter(({ since }) => since === undefined || since <= (oracle?.major ?? 0));

  test.each(cases)(
    '$about',
    ({ files, words = [], directory, queries = [] }: OracleCase) => {
      const site = makeSite(files);
      const commands = [
        ['annotate'],
        ['-v', 'annotate'],
        ['annotate', 'a', 'buildout', 'none'],
        ...['a:x', ...queries].map((asked) => ['query', asked]),
      ].map((command) => [...words, ...command]);
      const theirs = askOracle(site, commands, directory);
      for (const [index, command] of commands.entries()) {
        const { code, stdout } = site.slapbuild(['--dialect', 'zc', ...command], { directory });
        expect({ command, isDone: code === 0, stdout: comparable(stdout) }).toEqual({
          command,
          isDone: theirs[index]?.code === 0,
          stdout: comparable(theirs[index]?.stdout ?? ''),
        });
      }
    },
    60_000,
  );
});
