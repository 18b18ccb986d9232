import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Release } from './release.js';

/** A program for wrappers to start: it writes down how it was started, then prints and ends as its environment says. */
const PROBE = `#!/bin/sh
{
  echo "pid $$"
  echo "cwd $(pwd)"
  sed -n 's/^SigIgn:[[:space:]]*/ignored /p' "/proc/$$/status"
  for name in A B C D HOME LATE; do
    eval "set=\\\${$name+yes}; value=\\\${$name-}"
    [ -z "$set" ] || printf 'env %s=%s\\n' "$name" "$value"
  done
  for word in "$@"; do printf 'arg <%s>\\n' "$word"; done
  sed -n "s|^[^ ]* [^ ]* [^ ]* [^ ]* \\\\($PROBE_MOUNTS[^ ]*\\\\) .* - tmpfs .*|mount \\\\1|p" /proc/self/mountinfo
} > "$PROBE_REPORT"
printf %s "$PROBE_STDOUT"
printf %s "$PROBE_STDERR" >&2
exit "\${PROBE_EXIT:-0}"
`;

/** How a wrapper ended, and what the program saw of it. */
export interface Run {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of the program's report; empty when it was not started. */
  readonly report: readonly string[];
  readonly samePid: boolean;
}

export interface Started {
  readonly process: ChildProcess;
  readonly done: Promise<Run>;
}

/** Puts the probe into the release and answers its path. */
export function addProbe({ write }: Release): string {
  return write('probe/probe', PROBE, 0o755);
}

export interface StartOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Program and arguments that start the wrapper, in front of its path. */
  readonly through?: readonly string[];
}

export function startWrapper(release: Release, path: string, options: StartOptions = {}): Started {
  const { args = [], env = {}, through = [] } = options;
  const report = release.at(`probe/report-${String(count++)}`);
  const [program = '', ...words] = [...through, release.at(path), ...args];
  const child = spawn(program, words, {
    cwd: release.directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      HOME: release.directory,
      PROBE_REPORT: report,
      PROBE_MOUNTS: release.directory,
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { process: child, done: finish(child, report) };
}

let count = 0;

async function finish(child: ChildProcess, reportPath: string): Promise<Run> {
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const report = existsSync(reportPath) ? readFileSync(reportPath, 'utf8').trimEnd().split('\n') : [];
  return { status, signal, ...texts, report, samePid: report.includes(`pid ${String(child.pid)}`) };
}

export function runWrapper(release: Release, path: string, options: StartOptions = {}): Promise<Run> {
  return startWrapper(release, path, options).done;
}

/** Waits until something is so; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

/** Arguments that the program got. */
export function argumentsOf({ report }: Run): readonly string[] {
  return report.flatMap((line) => /^arg <(?<word>.*)>$/u.exec(line)?.groups?.['word'] ?? []);
}

/** Whether the program was started with the signal of this number ignored. */
export function ignores({ report }: Run, signal: number): boolean {
  const mask = report.find((line) => line.startsWith('ignored '))?.slice('ignored '.length) ?? '0';
  return (BigInt(`0x${mask}`) & (1n << BigInt(signal - 1))) !== 0n;
}
