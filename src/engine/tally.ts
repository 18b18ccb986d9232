import type { EngineEvent, RunCounts } from './events.js';
import type { BuildOutcome } from './request.js';

/** Counts what became of the parts of a run. */
export class RunTally {
  readonly #counts: { -readonly [Fate in keyof RunCounts]: number } = {
    built: 0,
    updated: 0,
    fromStore: 0,
    unchanged: 0,
    removed: 0,
    failed: 0,
    stopped: 0,
    notBuilt: 0,
    errors: 0,
  };

  count(event: EngineEvent): void {
    const fate = fateOf(event);
    if (fate !== undefined) this.#counts[fate] += 1;
  }

  /** A run that finds nothing to do tells nothing of its parts. */
  counts(outcome: BuildOutcome, parts: number): RunCounts {
    return outcome === 'unchanged' ? { ...this.#counts, unchanged: parts } : { ...this.#counts };
  }
}

function fateOf(event: EngineEvent): keyof RunCounts | undefined {
  if (event.type === 'diagnostic') return event.diagnostic.severity === 'error' ? 'errors' : undefined;
  if (event.type !== 'part') return undefined;
  switch (event.state) {
    case 'up-to-date':
      return 'unchanged';
    case 'substituted':
      return 'fromStore';
    case 'installed':
      return event.action === 'update' ? 'updated' : 'built';
    case 'failed':
      return 'failed';
    case 'skipped':
      return event.because === 'stopped' ? 'stopped' : 'notBuilt';
    case 'removed':
      return event.because === 'not-wanted' ? 'removed' : undefined;
    default:
      return undefined;
  }
}
