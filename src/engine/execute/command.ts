import { withoutCredentials, type Result } from '../diag/index.js';
import type { Cancelled, Command, CommandFailure, CommandOutput, FileFailure } from '../recipe/index.js';
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
  const lease = command.usesCores === true ? run.cores.lend() : undefined;
  const env = lease === undefined ? command.env : { ...command.env, ...makeFlags(command.env, lease.cores) };
  const { commandSeconds, silenceSeconds } = run.settings.limits;
  log.write(withoutCredentials(`$ ${command.argv.join(' ')}\n`));
  const result = await run.ports.commands.run(
    { ...command, env },
    {
      signal: run.signal,
      graceMillis: GRACE_MILLIS,
      ...(commandSeconds !== undefined && { commandSeconds }),
      ...(silenceSeconds !== undefined && { silenceSeconds }),
      onOutput(stream, chunk) {
        log.write(chunk);
        run.emit({ type: 'part', state: 'output', part, stream, chunk: chunk.toString('utf8') });
      },
    },
  );
  lease?.release();
  return result.ok ? result : withLogPath(result.failures[0], log.path);
}

/** `MAKEFLAGS` that a part sets itself stands; its `-j` on the command line wins in any case. */
function makeFlags(env: Readonly<Record<string, string>>, cores: number): Readonly<Record<string, string>> {
  return env['MAKEFLAGS'] === undefined && cores > 1 ? { MAKEFLAGS: `-j${String(cores)}` } : {};
}

function withLogPath(failure: CommandFailure | Cancelled, logPath: string): Result<never, CommandFailure | Cancelled> {
  return { ok: false, failures: [failure.kind === 'command-failed' ? { ...failure, logPath } : failure] };
}
