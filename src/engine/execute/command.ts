import { fail, shellWords, withoutCredentials, type Result } from '../diag/index.js';
import type {
  Cancelled,
  Command,
  CommandFailure,
  CommandOutput,
  FileFailure,
  Unpacked,
  UnpackFailure,
  UnpackOptions,
} from '../recipe/index.js';
import { beginCommand } from './command-events.js';
import { waitForCores } from './core-wait.js';
import { diagnose } from './diagnose.js';
import type { LogWriter, Scratch } from './ports.js';
import type { Run } from './run.js';

/** Milliseconds between asking a command to end and ending it. */
const GRACE_MILLIS = 5_000;

/** A command, and the part's own places that it works with. */
export interface Call {
  readonly command: Command;
  readonly log: LogWriter;
  readonly scratch: Scratch;
}

/** Runs one command of a part with its share of the cores; all it prints goes to the log of the part. */
export async function runCommand(
  run: Run,
  part: string,
  { command, log, scratch }: Call,
): Promise<Result<CommandOutput, CommandFailure | FileFailure | Cancelled>> {
  const ready = await scratch.make();
  if (!ready.ok) return ready;
  const lease = await waitForCores(run, part, command);
  if (!lease.ok) return lease;
  const { makeFlags, inherited, release } = lease.value;
  const { commandSeconds, silenceSeconds } = run.settings.limits;
  log.write(`$ ${shellWords(command.argv.map(withoutCredentials))}\n`);
  const began = log.size;
  const told = beginCommand(run, part, command);
  let ended = false;
  try {
    const result = await run.ports.commands.run(
      { ...command, env: makeFlags === undefined ? command.env : { ...command.env, MAKEFLAGS: makeFlags } },
      {
        ...told.hooks,
        signal: run.signal,
        graceMillis: GRACE_MILLIS,
        ...(commandSeconds !== undefined && { commandSeconds }),
        ...(silenceSeconds !== undefined && { silenceSeconds }),
        ...(inherited !== undefined && { inherited }),
        onOutput(stream, chunk) {
          log.write(chunk);
          run.emit({ type: 'part', state: 'output', part, stream, chunk: chunk.toString('utf8') });
        },
      },
    );
    told.end(result);
    ended = result.ok;
    if (result.ok || result.failures[0].kind === 'cancelled') return result;
    return fail(await diagnose(run, result.failures[0], { command, log, began }));
  } finally {
    release(ended);
  }
}

/** Unpacks an archive for a part, in a process that has one core. */
export async function unpackArchive(
  run: Run,
  part: string,
  { archive, destination, options }: Unpacking,
): Promise<Result<Unpacked, UnpackFailure | FileFailure | Cancelled>> {
  const lease = await waitForCores(run, part);
  if (!lease.ok) return lease;
  try {
    return await run.ports.archiver.unpack(archive, destination, { ...options, signal: run.signal });
  } finally {
    lease.value.release(true);
  }
}

export interface Unpacking {
  readonly archive: string;
  readonly destination: string;
  readonly options: UnpackOptions;
}
