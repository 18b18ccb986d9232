import { basename } from 'node:path';
import type { Result } from '../diag/index.js';
import type { Cancelled, Command, CommandFailure, CommandOutput } from '../recipe/index.js';
import { titleOf } from './command-title.js';
import type { CommandEnd, CommandStep } from './events.js';
import type { CommandUsage, RunOptions } from './ports.js';
import type { Run } from './run.js';

type CommandResult = Result<CommandOutput, CommandFailure | Cancelled>;

/** A command whose events are told. */
export interface ToldCommand {
  /** For the command runner. */
  readonly hooks: Pick<RunOptions, 'onUsage' | 'onSample'>;
  end(result: CommandResult): void;
}

/** Tells that a command starts; to be called when it has the cores that it waited for. */
export function beginCommand(run: Run, part: string, { argv, cwd }: Command): ToldCommand {
  const command = run.watches.of(part).nextCommand();
  const tell = (step: CommandStep): void => run.emit({ type: 'part', state: 'command', part, command, ...step });
  let usage: CommandUsage = { cpuMillis: 0, peakBytes: 0 };
  tell({ step: 'started', program: basename(argv[0]), title: titleOf(argv), cwd });
  return {
    hooks: {
      onUsage(all) {
        usage = all;
      },
      onSample(sample) {
        tell({ step: 'running', ...sample });
      },
    },
    end(result) {
      tell({ step: 'ended', ...endOf(result), ...usage });
    },
  };
}

function endOf(result: CommandResult): CommandEnd {
  if (result.ok) return { ending: 'exit', status: 0 };
  const [failure] = result.failures;
  if (failure.kind === 'cancelled') return { ending: 'cancelled' };
  const { outcome } = failure;
  return outcome.kind === 'exit' ? { ending: 'exit', status: outcome.status } : { ending: outcome.kind };
}
