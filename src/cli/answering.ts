import { engine } from '../engine-here.js';
import type { EngineEvent } from '../engine/events.js';
import type { Examination } from '../engine/index.js';
import type { BuildRequest } from '../engine/request.js';
import type { MergedProfile } from '../engine/resolve/index.js';
import { redact } from '../reporters/redact.js';
import { tell, type Call } from './call.js';
import { EXIT } from './exit.js';

/** A profile, merged; without a value its mistakes have been told. */
export async function readMerged(request: BuildRequest, call: Call): Promise<MergedProfile | undefined> {
  const { value: merged } = await engine.merge(request, watching(call));
  if (merged !== undefined) tell(call.reporter, merged.warnings);
  return merged;
}

/** A profile with all that can be resolved; without a value its mistakes have been told. */
export async function readResolved(request: BuildRequest, call: Call): Promise<Examination | undefined> {
  const { value: found } = await engine.examine(request, watching(call));
  if (found === undefined) return undefined;
  const unfetched = found.unfetched.map((diagnostic) => ({ ...diagnostic, severity: 'warning' as const }));
  tell(call.reporter, [...found.merged.warnings, ...unfetched]);
  return found;
}

/** How a command ends that has no profile to answer about. */
export function endingOf({ world: { stop } }: Call): number {
  return stop.signal.aborted ? EXIT.interrupted : EXIT.invalid;
}

/** Standard output is for the answer alone. */
export function watching({ reporter, world }: Call): {
  readonly signal: AbortSignal;
  onEvent(event: EngineEvent): void;
} {
  return {
    signal: world.stop.signal,
    onEvent(event) {
      if (event.type === 'diagnostic') reporter.report(event);
      if (event.type === 'run' && event.state === 'fetching') reporter.notice(`fetching ${redact(event.url)}`);
    },
  };
}
