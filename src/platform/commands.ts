import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fail, type Result, succeed } from '../engine/diag/index.js';
import type { CommandRunner, RunOptions } from '../engine/execute/ports.js';
import type { Cancelled, Command, CommandFailure, CommandOutput } from '../engine/recipe/index.js';
import { cancelled, isSystemError } from './file-failure.js';
import { gatedWords, inheritedBehindGate, openGate } from './process/gate.js';
import { Meter } from './process/meter.js';
import { OutputTail } from './process/output-tail.js';
import { type OutputPipe, PipePool, PipesUnavailable } from './process/pipes.js';
import type { SamplerTimes } from './process/sampler.js';
import { endSession, groupLives } from './process/sessions.js';
import { obstacleTo, openInput } from './process/startable.js';
import { findStrayDescriptors } from './process/stray-descriptors.js';
import { Watchdog } from './process/watchdog.js';

export interface CommandRunnerOptions {
  /** Where the pipes of commands have their names for a moment. */
  readonly temporaryDirectory?: string;
  /** When running commands are looked at. */
  readonly looks?: SamplerTimes;
}

type RunResult = Result<CommandOutput, CommandFailure | Cancelled>;
type Outcome = CommandFailure['outcome'];

/** One runner per run of the engine. It has at most one watchdog process, for all its commands. */
export function createCommandRunner(options: CommandRunnerOptions = {}): CommandRunner {
  const pipes = new PipePool(options.temporaryDirectory ?? tmpdir());
  const watchdog = new Watchdog();
  const meter = new Meter(options.looks);
  let stray: readonly number[] | undefined;
  return {
    async run(command, runOptions) {
      if (runOptions.signal.aborted) return cancelled();
      const obstacle = obstacleTo(command);
      if (obstacle !== undefined) return notStarted(command, obstacle);
      const input = await openInput(command.stdin);
      if (typeof input === 'string') return notStarted(command, input);
      try {
        stray ??= findStrayDescriptors();
        return await runWithPipes({ command, input, pipes, watchdog, meter, stray, options: runOptions });
      } finally {
        await input?.close();
      }
    },
  };
}

interface Start {
  readonly command: Command;
  readonly input: FileHandle | undefined;
  readonly pipes: PipePool;
  readonly watchdog: Watchdog;
  /** Descriptors of the caller that the command must not get. */
  readonly stray: readonly number[];
  readonly meter: Meter;
  readonly options: RunOptions;
}

async function runWithPipes(start: Start): Promise<RunResult> {
  let stdout: OutputPipe | undefined;
  let stderr: OutputPipe | undefined;
  try {
    stdout = await start.pipes.take();
    stderr = await start.pipes.take();
    const child = await spawnGated(start, stdout, stderr);
    if (typeof child === 'string') return notStarted(start.command, child);
    return await new RunningCommand(start, child, { stdout, stderr }).finish();
  } catch (error) {
    if (error instanceof PipesUnavailable) return notStarted(start.command, error.message);
    throw error;
  } finally {
    stdout?.close();
    stderr?.close();
  }
}

/** The started child, waiting behind its gate; or the reason why it could not start. */
async function spawnGated(
  { command, input, stray, options }: Start,
  stdout: OutputPipe,
  stderr: OutputPipe,
): Promise<ChildProcess | string> {
  const [shell, ...words] = gatedWords(command, stray);
  try {
    const child = spawn(shell, words, {
      cwd: command.cwd,
      env: command.env,
      detached: true,
      stdio: [input?.fd ?? 'ignore', stdout.writer, stderr.writer, 'pipe', ...inheritedBehindGate(options.inherited)],
    });
    await once(child, 'spawn');
    return child;
  } catch (error) {
    if (isSystemError(error)) return `process cannot be started (${error.code})`;
    throw error;
  } finally {
    stdout.closeWriter();
    stderr.closeWriter();
  }
}

function notStarted(command: Command, reason: string): RunResult {
  return failed(command, { kind: 'not-started', reason }, []);
}

function failed({ argv, cwd }: Command, outcome: Outcome, tail: readonly string[]): RunResult {
  return fail({ kind: 'command-failed', argv, cwd, outcome, tail, logPath: undefined });
}

type Stop = { readonly kind: 'cancelled' } | Extract<Outcome, { kind: 'timeout' }>;

const STDOUT_LIMIT = 1024 * 1024;

/** waiting at its gate -> running -> (stopping, when cancelled or out of time) -> its session is empty */
class RunningCommand {
  readonly #start: Start;
  readonly #child: ChildProcess;
  readonly #leader: number;
  readonly #pipes: { readonly stdout: OutputPipe; readonly stderr: OutputPipe };
  readonly #tail = new OutputTail();
  readonly #stdout: Buffer[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #stdoutSize = 0;
  #silence: NodeJS.Timeout | undefined;
  #stop: Stop | undefined;
  #exited = false;
  #stopped: Promise<void> = Promise.resolve();

  constructor(start: Start, child: ChildProcess, pipes: { readonly stdout: OutputPipe; readonly stderr: OutputPipe }) {
    this.#start = start;
    this.#child = child;
    // Known after the event `spawn`.
    this.#leader = child.pid as number;
    this.#pipes = pipes;
  }

  async finish(): Promise<RunResult> {
    const { signal, onUsage, onSample } = this.#start.options;
    const meter = this.#start.meter.begin(this.#leader, onSample);
    // The arguments of the event `exit`.
    const ended = once(this.#child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const cancel = (): void => this.#end({ kind: 'cancelled' });
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    this.#listen();
    for (const pipe of Object.values(this.#pipes)) pipe.onEnd(() => meter.outputEnded());
    try {
      await this.#start.watchdog.watch(this.#leader);
      this.#startTimers();
      await openGate(this.#child);
      const [status, killedBy] = await ended;
      this.#exited = true;
      const settled = meter.reaped();
      this.#stopTimers();
      await this.#endLeftovers();
      await settled;
      return this.#result(status, killedBy);
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#stopTimers();
      await this.#start.watchdog.forget(this.#leader);
      onUsage?.(meter.usage());
    }
  }

  #listen(): void {
    const { onOutput } = this.#start.options;
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#pipes[stream].onChunk((chunk) => {
        this.#silence?.refresh();
        if (stream === 'stdout') this.#keep(chunk);
        this.#tail.add(stream, chunk);
        onOutput(stream, chunk);
      });
    }
  }

  #keep(chunk: Buffer): void {
    const kept = chunk.subarray(0, STDOUT_LIMIT - this.#stdoutSize);
    if (kept.length > 0) this.#stdout.push(kept);
    this.#stdoutSize += kept.length;
  }

  #startTimers(): void {
    const { commandSeconds, silenceSeconds } = this.#start.options;
    const after = (limit: 'command' | 'silence', seconds: number): NodeJS.Timeout => {
      const timer = setTimeout(() => this.#end({ kind: 'timeout', limit, seconds }), seconds * 1000);
      this.#timers.push(timer);
      return timer;
    };
    if (commandSeconds !== undefined) after('command', commandSeconds);
    if (silenceSeconds !== undefined) this.#silence = after('silence', silenceSeconds);
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
    this.#silence = undefined;
  }

  #end(stop: Stop): void {
    if (this.#stop !== undefined || this.#exited) return;
    this.#stop = stop;
    this.#stopped = endSession(this.#leader, this.#start.options.graceMillis);
  }

  /**
   * What the command left running in its session ends with it. An output that has ended and an empty group mean that
   * there is nothing; only otherwise the processes of the machine are looked through. A daemon that left the session
   * may hold the output open: it is not waited for.
   */
  async #endLeftovers(): Promise<void> {
    await this.#stopped;
    const ended = [this.#pipes.stdout.drain(), this.#pipes.stderr.drain()];
    if (this.#stop !== undefined || (!groupLives(this.#leader) && !ended.includes(false))) return;
    await endSession(this.#leader, this.#start.options.graceMillis);
    this.#pipes.stdout.drain();
    this.#pipes.stderr.drain();
  }

  #result(status: number | null, killedBy: NodeJS.Signals | null): RunResult {
    const { command } = this.#start;
    if (this.#stop?.kind === 'cancelled') return cancelled();
    if (this.#stop !== undefined) return failed(command, this.#stop, this.#tail.lines());
    if (killedBy !== null) return failed(command, { kind: 'signal', signal: killedBy }, this.#tail.lines());
    if (status !== 0) return failed(command, { kind: 'exit', status: status ?? 1 }, this.#tail.lines());
    return succeed({ stdout: Buffer.concat(this.#stdout).toString('utf8') });
  }
}
