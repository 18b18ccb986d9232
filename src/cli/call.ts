import type { Diagnostic } from '../engine/diag/index.js';
import type { BuildRequest } from '../engine/request.js';
import type { Reporter } from '../reporters/reporter.js';
import type { RunInvocation } from './arguments.js';
import type { RequestSources } from './request.js';
import type { Surroundings } from './show.js';

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

/** Shows what is wrong with a command line. */
export function tell(reporter: Reporter, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) reporter.report({ type: 'diagnostic', diagnostic });
}
