import type { Diagnostic } from '../engine/diag/index.js';
import type { RunInvocation } from './arguments.js';
import { tell, type Call, type CommandOfFiles, type CommandOfProfile, type World } from './call.js';
import { EXIT } from './exit.js';
import { handleInterrupts } from './interrupts.js';
import { COMMANDS, type Command, type CommandName } from './options.js';
import { makeRequest, unsetVariables } from './request.js';
import { openReporter } from './show.js';

type Loaded =
  | { readonly takes: 'profile'; readonly run: CommandOfProfile }
  | { readonly takes: 'files'; readonly run: CommandOfFiles };

/** Each command is loaded when it is asked for. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Loaded>>> = {
  build: async () => ({ takes: 'profile', run: (await import('./commands/build.js')).build }),
  install: async () => ({ takes: 'profile', run: (await import('./commands/build.js')).build }),
  plan: async () => ({ takes: 'profile', run: (await import('./commands/plan.js')).plan }),
  check: async () => ({ takes: 'profile', run: (await import('./commands/check.js')).check }),
  resolve: async () => ({ takes: 'profile', run: (await import('./commands/resolve.js')).resolve }),
  why: async () => ({ takes: 'profile', run: (await import('./commands/why.js')).why }),
  annotate: async () => ({ takes: 'profile', run: (await import('./commands/annotate.js')).annotate }),
  query: async () => ({ takes: 'profile', run: (await import('./commands/query.js')).query }),
  lock: async () => ({ takes: 'profile', run: (await import('./commands/lock.js')).lock }),
  env: async () => ({ takes: 'profile', run: (await import('./commands/env.js')).env }),
  log: async () => ({ takes: 'profile', run: (await import('./commands/log.js')).log }),
  shell: async () => ({ takes: 'profile', run: (await import('./commands/shell.js')).shell }),
  fmt: async () => ({ takes: 'files', run: (await import('./commands/fmt.js')).fmt }),
  'update-hash': async () => ({ takes: 'files', run: (await import('./commands/update-hash.js')).updateHash }),
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
      reporter.notice('stopped at once; the next run removes what is half built');
      reporter.close();
      process.exit(EXIT.interrupted);
    },
  });
  try {
    const call: Call = { invocation, reporter, world };
    if (!live) (await import('./optimiser.js')).spareOptimiser();
    const loaded = await LOADERS[command]();
    if (loaded.takes === 'files') return await loaded.run(call);
    const request = makeRequest(invocation, world);
    tell(reporter, unsetVariables(invocation, world));
    const misplaced = await placeProblems(call);
    if (request.ok && misplaced.length === 0) return await loaded.run(request.value, call);
    tell(reporter, inOrder([...(request.ok ? [] : request.failures), ...misplaced]));
    return EXIT.invalid;
  } finally {
    reporter.close();
    release();
  }
}

/** By their words. */
function inOrder(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.toSorted((left, right) => (left.at?.start ?? 0) - (right.at?.start ?? 0));
}

async function placeProblems({ invocation, world }: Call): Promise<readonly Diagnostic[]> {
  if (invocation.places.length === 0) return [];
  return (await import('./places.js')).placeProblems(invocation, world.workingDirectory);
}
