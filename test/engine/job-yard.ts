import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { makeWorld, type Ran, type World } from './world.js';

/**
 * A world whose parts start jobs that wait until the test lets them go. Each job says that it runs before it counts
 * those that do, and takes that back before it ends: the greatest count is how many ever ran at once.
 */
export interface JobYard {
  readonly world: World;
  /** Shell words that run one job of this name. */
  job(name: string): string;
  /** Those that have counted. */
  running(): readonly string[];
  /** Process id of what has started a running job. */
  starterOf(name: string): number;
  /** Waits until exactly so many jobs run. */
  reach(count: number): Promise<void>;
  /** Lets jobs go, and waits until they are gone. */
  release(...names: readonly string[]): Promise<void>;
  /** Lets jobs go, one after the other, until the run has ended; all the time as many run as `width`, while there are enough. */
  finish(run: Promise<Ran>): Promise<Ran>;
  /** Most jobs at once up to now. */
  most(): number;
  /** How many jobs have started. */
  started(): number;
}

const JOB = `#!/bin/sh -e
cd "$(dirname "$0")"
trap 'rm -f "gates/$1" "running/$1"' EXIT
trap 'exit 1' TERM
mkfifo "gates/$1"
: >"running/$1"
ls running | wc -l >>counts
echo "$PPID" >"running/$1"
read -r go <"gates/$1"
`;

export function makeJobYard(profile: (yard: Pick<JobYard, 'job' | 'world'>) => string): JobYard {
  const world = makeWorld('');
  const yard = join(world.root, 'yard');
  for (const name of ['running', 'gates']) mkdirSync(join(yard, name), { recursive: true });
  world.write('yard/job', JOB);
  const job = (name: string): string => `sh ${yard}/job ${name}`;
  world.write('release/software.cfg', profile({ job, world }));
  const running = (): readonly string[] =>
    readdirSync(join(yard, 'running'))
      .filter((name) => isReady(join(yard, 'running', name)))
      .toSorted();
  const counts = (): readonly number[] => {
    const path = join(yard, 'counts');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [];
  };
  const release = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      await openGate(join(yard, 'gates', name));
      while (existsSync(join(yard, 'running', name))) await pause(5);
    }
  };
  return {
    world,
    job,
    running,
    starterOf: (name) => Number(readFileSync(join(yard, 'running', name), 'utf8')),
    release,
    async reach(count) {
      await expect.poll(running, PATIENCE).toHaveLength(count);
    },
    async finish(run) {
      const ended = run.then(
        () => true,
        () => true,
      );
      while (!(await Promise.race([ended, pause(5, false)]))) {
        const [first] = running();
        if (first !== undefined) await release(first);
      }
      return run;
    },
    most: () => Math.max(0, ...counts()),
    started: () => counts().length,
  };
}

function isReady(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Longer than anything takes on a machine with other work to do. */
const PATIENCE = { timeout: 60_000, interval: 10 };

/** A job that says it runs may not yet be waiting. */
async function openGate(path: string): Promise<void> {
  for (;;) {
    try {
      const gate = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
      writeSync(gate, 'go\n');
      closeSync(gate);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT') return;
      if (code !== 'ENXIO') throw error;
    }
    await pause(5);
  }
}

/** A makefile whose target `all` runs so many jobs `<name>-1`, `<name>-2`, … at once. */
export function makefile(yard: Pick<JobYard, 'job'>, name: string, count: number): string {
  const targets = Array.from({ length: count }, (_, index) => `${name}-${String(index + 1)}`);
  return `all: ${targets.join(' ')}\n${targets.map((target) => `${target}: ; @${yard.job(target)}\n`).join('')}`;
}

/** All that the commands of a run have printed. */
export function outputOf({ events }: Ran): string {
  return events.flatMap((event) => (event.type === 'part' && event.state === 'output' ? [event.chunk] : [])).join('');
}

/** First line of `--version`, `undefined` for a program that is not there. */
export function versionOf(program: string): string | undefined {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' }).split('\n')[0];
  } catch {
    return undefined;
  }
}
