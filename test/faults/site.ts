import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A folder with profiles, stores and releases, in which the real command line runs as a real process. */
export interface Site {
  readonly root: string;
  path(name: string): string;
  write(name: string, text: string, mode?: number): void;
  remove(name: string): void;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Running;
  run(...args: readonly string[]): Promise<Ended>;
  /** Digest over names, modes, link targets and contents below a folder, without locks and the engine's own files. */
  digest(name: string): string;
}

export function makeSite(): Site {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-site-')));
  const path = (name: string): string => join(root, name);
  onTestFinished(() => {
    openTree(root);
    rmSync(root, { recursive: true, force: true });
  });
  const start: Site['start'] = (args, environment = {}) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: path('home'),
      XDG_DATA_HOME: path('data'),
      XDG_CACHE_HOME: path('cache'),
      ...environment,
    };
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (status, signal) => {
        resolve({ status, signal, output: Buffer.concat(chunks).toString() });
      });
    });
    return { child, ended };
  };
  return {
    root,
    path,
    write(name, text, mode = 0o644) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
      chmodSync(path(name), mode);
    },
    remove(name) {
      rmSync(path(name), { recursive: true, force: true });
    },
    start,
    run: (...args) => start(args).ended,
    digest: (name) => digestTree(path(name)),
  };
}

/** A part that stops where the test wants it: its step writes its process id to `<step>.pid` and waits while `hold-<step>` exists. */
export function stopIn(site: Site, step: string): string {
  const waiting = `while test -e ${site.path(`hold-${step}`)}; do read x < ${site.path('fifo')} || :; done`;
  return `echo $$ >> ${site.path(`${step}.pid`)}; ${waiting}`;
}

/** Waits until a process has written its id to a file; answers it. */
export async function pidIn(site: Site, name: string): Promise<number> {
  await expect
    .poll(() => existsSync(site.path(name)) && readFileSync(site.path(name), 'utf8').endsWith('\n'), {
      timeout: 20_000,
    })
    .toBe(true);
  return Number(readFileSync(site.path(name), 'utf8').trim().split('\n').at(-1));
}

/** Waits until a process is gone. */
export async function untilGone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function openTree(path: string): void {
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) openTree(join(path, name));
}

function digestTree(root: string): string {
  const hash = createHash('sha256');
  const walk = (below: string): void => {
    for (const name of readdirSync(join(root, below)).sort()) {
      if (name === '.slapbuild' || name.endsWith('.lock') || name === '.slapbuild.json') continue;
      const full = join(root, below, name);
      const status = lstatSync(full);
      hash.update(`${below}/${name} ${String(status.isSymbolicLink() ? 0 : status.mode)}\n`);
      if (status.isSymbolicLink()) hash.update(readlinkSync(full));
      else if (status.isDirectory()) walk(join(below, name));
      else hash.update(readFileSync(full));
    }
  };
  walk('');
  return hash.digest('hex');
}
