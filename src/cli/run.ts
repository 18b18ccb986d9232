import type { Diagnostic } from '../engine/diag/index.js';
import type { BuildOutcome, BuildRequest } from '../engine/request.js';
import type { Reporter } from '../reporters/reporter.js';
import type { RunInvocation } from './arguments.js';
import { handleInterrupts } from './interrupts.js';
import { makeRequest, unsetVariables, type RequestSources } from './request.js';
import { openReporter, type Surroundings } from './show.js';

/** Exit codes; 3 is kept for a release that waits for something outside. */
export const EXIT = { done: 0, failed: 1, invalid: 2, interrupted: 4 } as const;

const CODES: Readonly<Record<BuildOutcome, number>> = { ...EXIT, unchanged: EXIT.done };

export interface World extends Surroundings, RequestSources {
  /** Ends the run; the streams share it. */
  readonly stop: AbortController;
}

/** Does what the command line asks for, and answers the exit code. */
export async function run(invocation: RunInvocation, world: World): Promise<number> {
  const { json, color, verbosity, command } = invocation;
  const reporter = await openReporter({ json, color, verbosity, live: command !== 'plan' }, world);
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
    const request = makeRequest(invocation, world);
    tell(reporter, unsetVariables(invocation, world));
    if (request.ok) return await (command === 'plan' ? plan : build)(request.value, reporter, { invocation, world });
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

interface Call {
  readonly invocation: RunInvocation;
  readonly world: World;
}

async function build(request: BuildRequest, { report }: Reporter, { world }: Call): Promise<number> {
  const library = await import('../index.js');
  const { outcome } = await library.build(request, { signal: world.stop.signal, onEvent: report });
  return CODES[outcome];
}

async function plan(request: BuildRequest, { report }: Reporter, { invocation, world }: Call): Promise<number> {
  const library = await import('../index.js');
  const { signal } = world.stop;
  const { directory, plan: made } = await library.plan(request, { signal, onEvent: report });
  if (made === undefined || directory === undefined) return signal.aborted ? EXIT.interrupted : EXIT.invalid;
  if (invocation.json) {
    report({ type: 'run', state: 'planned', directory, plan: made });
    return EXIT.done;
  }
  const [{ planText }, { describeReason }] = await Promise.all([
    import('../reporters/plan-text.js'),
    import('../engine/plan/reasons.js'),
  ]);
  world.streams.out(planText(made, describeReason));
  return EXIT.done;
}
