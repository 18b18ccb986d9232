import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** What a program printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Below the root of the site. */
  readonly directory?: string | undefined;
  readonly input?: string;
}

/** Files in a directory of their own; `home/` is the user's. The root reads `/somewhere` in what programs print. */
export interface Site {
  /** Runs the built command line. */
  slapbuild(words: readonly string[], options?: RunOptions): Ended;
  /** Runs any program. */
  run(argv: readonly [string, ...string[]], options?: RunOptions): Ended;
}

export type Files = Readonly<Record<string, string>>;

export function makeSite(files: Files): Site {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm run build`);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-inspect-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string): string => join(root, name);
  mkdirSync(path('home'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text.replaceAll('{{root}}', root));
  }
  const fill = (text: string): string => text.replaceAll('{{root}}', root);
  const shown = (text: string): string => text.replaceAll(root, '/somewhere');
  const run: Site['run'] = ([program, ...words], { directory = '.', input = '' } = {}) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: path('home'), LANG: 'C.UTF-8' };
    const options = { cwd: path(directory), env, input: fill(input), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(program, words.map(fill), options);
    return { code: status, stdout: shown(stdout), stderr: shown(stderr) };
  };
  return { run, slapbuild: (words, options) => run([process.execPath, PROGRAM, ...words], options) };
}
