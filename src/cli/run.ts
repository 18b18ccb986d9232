import type { Diagnostic } from '../engine/diag/index.js';
import type { BuildRequest } from '../engine/request.js';
import type { Reporter } from '../reporters/reporter.js';
import type { RunInvocation } from './arguments.js';
import { EXIT } from './exit.js';
import { handleInterrupts } from './interrupts.js';
import { COMMANDS, type Command, type CommandName } from './options.js';
import { makeRequest, unsetVariables, type RequestSources } from './request.js';
import { openReporter, type Surroundings } from './show.js';

export interface World extends Surroundings, RequestSources {
  /** Ends the run; the streams share it. */
  readonly stop: AbortController;
}

/** What a command works with. */
export interface Call {
  readonly invocation: RunInvocation;
  readonly reporter: Reporter;
  readonly world: World;
}

/** A command about a profile, or about the files it is told; answers the exit code. */
export type CommandOfProfile = (request: BuildRequest, call: Call) => Promise<number>;
export type CommandOfFiles = (call: Call) => Promise<number>;

type Loaded =
  | { readonly takes: 'profile'; readonly run: CommandOfProfile }
  | { readonly takes: 'files'; readonly run: CommandOfFiles };

/** Each command is loaded when it is asked for. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Loaded>>> = {
  build: async () => ({ takes: 'profile', run: (await import('./commands/build.js')).build }),
  install: async () => ({ takes: 'profile', run: (await import('./commands/build.js')).build }),
  plan: async () => ({ takes: 'profile', run: (await import('./commands/plan.js')).plan }),
};

/** Does what the command line asks for, and answers the exit code. */
export async function run(invocation: RunInvocation, world: World): Promise<number> {
  const { json, color, verbosity, command } = invocation;
  const { answers }: Command = COMMANDS.find(({ name }) => name === command) ?? COMMANDS[0];
  const live = command === 'build' || command === 'install';
  const reporter = await openReporter({ json: json && answers !== true, color, verbosity, live }, world);
  const release = handleInterrupts({
    stop() {
      reporter.notice('stopping; once more to stop at once');
      world.stop.abort();
    },
    stopAtOnce() {
      reporter.close();
      process.exit(EXIT.interrupted);
    },
  });
  try {
    const call: Call = { invocation, reporter, world };
    const loaded = await LOADERS[command]();
    if (loaded.takes === 'files') return await loaded.run(call);
    const request = makeRequest(invocation, world);
    tell(reporter, unsetVariables(invocation, world));
    if (request.ok) return await loaded.run(request.value, call);
    tell(reporter, request.failures);
    return EXIT.invalid;
  } finally {
    reporter.close();
    release();
  }
}

/** Shows what is wrong with a command line. */
export function tell(reporter: Reporter, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) reporter.report({ type: 'diagnostic', diagnostic });
}
