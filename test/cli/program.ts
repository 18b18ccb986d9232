import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** A folder to work in, with a home of its own beside it. */
export interface Desk {
  readonly root: string;
  readonly directory: string;
  write(path: string, text: string): void;
  /** Runs the built command line to its end. */
  run(words: readonly string[], variables?: Readonly<Record<string, string>>): Promise<Ended>;
  start(words: readonly string[], variables?: Readonly<Record<string, string>>): Running;
}

/** What a run left; the root of its desk reads `/somewhere` in its texts. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
  /** The match in what was printed on standard output or error until now or later; fails when the program ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

export function makeDesk(): Desk {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: npm run build`);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-cli-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const directory = join(root, 'desk');
  mkdirSync(directory);
  const start: Desk['start'] = (words, variables = {}) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: join(root, 'home'), ...variables };
    return follow(
      root,
      spawn(process.execPath, [PROGRAM, ...words], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  };
  return {
    root,
    directory,
    start,
    run: (words, variables) => start(words, variables).ended,
    write(path, text) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
  };
}

function follow(root: string, child: Running['process']): Running {
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stdout: text.stdout.replaceAll(root, '/somewhere'),
    stderr: text.stderr.replaceAll(root, '/somewhere'),
  }));
  return {
    process: child,
    ended,
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(text.stdout) ?? pattern.exec(text.stderr);
        if (match !== null) return match;
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
        if ('code' in (await more))
          throw new Error(`${String(pattern)} was not printed:\n${text.stdout}${text.stderr}`);
      }
    },
  };
}

/** Resolves when no process has this id any more. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
