import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The process that works for the command and outlives it; `undefined` while there is none. */
  readonly server?: () => number | undefined;
}

export interface Sample {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of processor time, user and system, of the process and all its children. */
  readonly cpu: number;
}

/** A measured program did not do what it was started for. */
export class NotWorking extends Error {
  override readonly name = 'NotWorking';
}

/** Runs programs one after the other and tells what each cost. */
export interface Sampler {
  run(command: Command): Sample;
  /** Wall time without anything between us and the program. */
  wallOf(command: Command): number;
  /** Mean processor time of so many runs: the report has steps of 1 ms where there is bash, of 10 ms elsewhere. */
  cpuOf(command: Command, count: number): number;
  /** Most memory of the program's own process, or of its server, MiB; `undefined` where it does not tell. */
  peakOf(command: Command): number | undefined;
}

/** A shell's own report is the one way to the processor time of children that needs nothing but a POSIX system. */
const SHELL = existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh';
/** Nothing that is measured takes this long; what does hangs. Milliseconds. */
const LONGEST = 900_000;
const TIMED_LOOP = 'n=$1 log=$2; shift 2; while [ $n -gt 0 ]; do "$@" >>"$log" 2>&1 || exit; n=$((n-1)); done; times';

export function makeSampler(folder: string, peakMemoryModule: string): Sampler {
  const log = join(folder, 'output.log');
  const peakFile = join(folder, 'peak');

  function timedLoop({ argv, cwd, env, server }: Command, count: number): Sample {
    rmSync(log, { force: true });
    const servedBefore = server === undefined ? 0 : timeOfServer(server());
    const began = performance.now();
    const shell = spawnSync(SHELL, ['-c', TIMED_LOOP, 'sh', String(count), log, ...argv], {
      cwd,
      env: { ...env, LC_ALL: 'C' },
      encoding: 'utf8',
      timeout: LONGEST,
    });
    const wall = performance.now() - began;
    assertWorked(shell, argv, () => readFileSync(log, 'utf8'));
    const served = server === undefined ? 0 : timeOfServer(server()) - servedBefore;
    return { wall, cpu: childrenTime(shell.stdout) + served };
  }

  function direct({ argv: [program, ...args], cwd, env }: Command): number {
    const output = openSync(log, 'w');
    const began = performance.now();
    const ended = spawnSync(program, args, { cwd, env, stdio: ['ignore', output, output], timeout: LONGEST });
    const wall = performance.now() - began;
    closeSync(output);
    assertWorked(ended, [program, ...args], () => readFileSync(log, 'utf8'));
    return wall;
  }

  return {
    run: (command) => timedLoop(command, 1),
    wallOf: direct,
    cpuOf: (command, count) => timedLoop(command, count).cpu / count,
    peakOf(command) {
      rmSync(peakFile, { force: true });
      const env = { ...command.env, NODE_OPTIONS: `--require=${peakMemoryModule}`, BENCH_PEAK_FILE: peakFile };
      direct({ ...command, env });
      const server = command.server?.();
      if (server !== undefined) return peakOfServer(server);
      if (!existsSync(peakFile)) return undefined;
      // A program that starts others of its kind has a line of each.
      return Math.max(...readFileSync(peakFile, 'utf8').split('\n').map(Number)) / 1024;
    },
  };
}

/** The second line of `times`: user and system time of all children that ended. */
function childrenTime(report: string): number {
  const [, children = ''] = report.trim().split('\n').slice(-2);
  const times = [...children.matchAll(/(?<minutes>\d+)m(?<seconds>[\d.]+)s/gu)];
  if (times.length !== 2) throw new NotWorking(`cannot read what \`times\` of /bin/sh says: ${report}`);
  return times.reduce(
    (sum, { groups }) => sum + Number(groups?.['minutes']) * 60_000 + Number(groups?.['seconds']) * 1000,
    0,
  );
}

/** Ticks of `/proc/PID/stat` a second, on every Linux there is. */
const TICKS = 100;

/** Milliseconds of processor time of a process and its children that ended. */
function timeOfServer(pid: number | undefined): number {
  if (pid === undefined) return 0;
  // The name in brackets may hold blanks: fields are counted behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /su, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + (Number(ticks) * 1000) / TICKS, 0);
}

function peakOfServer(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(?<kib>\d+)/mu.exec(status)?.groups?.['kib']) / 1024;
}

const LAST_LINES = 15;

function assertWorked(ended: SpawnSyncReturns<unknown>, argv: readonly string[], output: () => string): void {
  if (ended.error !== undefined) throw new NotWorking(`cannot run ${argv.join(' ')}`, { cause: ended.error });
  if (ended.status === 0) return;
  const lines = output().trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  throw new NotWorking(`${argv.join(' ')} ended with ${ended.status ?? ended.signal ?? 'nothing'}:\n${lines}`);
}
