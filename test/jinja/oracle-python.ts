import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSIONS = 'import jinja2, platform; print(jinja2.__version__, platform.python_version())';

export interface Oracle {
  readonly python: string;
  readonly jinja: string;
  /** The tables are made with Python 3.11; others word the failures of Python itself differently. */
  readonly wordsAlike: boolean;
}

/** `SLAPBUILD_JINJA_ORACLE` names a Python with Jinja2 3.1.6, or the virtual environment that it is in. */
export function findOracle(): Oracle | undefined {
  const named = process.env['SLAPBUILD_JINJA_ORACLE'];
  if (named === undefined || named === '') return undefined;
  const inside = join(named, 'bin', 'python');
  const python = existsSync(inside) ? inside : named;
  const { status, stdout, stderr } = spawnSync(python, ['-c', VERSIONS], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`SLAPBUILD_JINJA_ORACLE=${named} has no jinja2: ${stderr}`);
  const [jinja = '', version = ''] = stdout.trim().split(' ');
  return { python, jinja, wordsAlike: version.startsWith('3.11.') };
}

/** What a program of the oracle prints, for what it reads. */
export function askOracle(
  python: string,
  [program = '', ...words]: readonly string[],
  input: unknown,
): readonly unknown[] {
  const path = fileURLToPath(new URL(`./oracle/${program}`, import.meta.url));
  const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(python, [path, ...words], options);
  if (status !== 0) throw new Error(stderr);
  // The answers of our own program; a missing one fails the comparison.
  return JSON.parse(stdout) as readonly unknown[];
}
