import { succeed, type Result } from '../diag/index.js';
import type { InstalledState } from '../installed/index.js';
import type { Plan, PlannedPart } from '../plan/index.js';
import type { FileFailure } from '../recipe/index.js';
import type { PartOutcome } from './attempt.js';
import { expectationOf } from './planned-tasks.js';
import { removeParts, settleAside, type SetAside } from './removal.js';
import type { Run } from './run.js';
import { runParts } from './run-parts.js';

/** How the parts of a plan ended; a part in none of the lists was skipped. */
export interface Execution {
  /** Made, refreshed or taken from a store. */
  readonly succeeded: readonly string[];
  /** Standing as they stood. */
  readonly unchanged: readonly string[];
  readonly failed: readonly string[];
  readonly cancelled: boolean;
}

/** Does what the plan says. Failures of parts are told as events; the result fails only when nothing could begin. */
export async function executePlan(
  run: Run,
  plan: Plan,
  state: InstalledState,
): Promise<Result<Execution, FileFailure>> {
  for (const planned of plan.parts) tellQueued(run, planned);
  for (const { name, paths } of state.values()) run.claims.take(name, paths);
  const aside = new Map<string, SetAside>();
  const removed = await removeParts(run, plan.removals, aside);
  if (!removed.ok) {
    run.cores.close();
    await settleAside(run, aside, () => false);
    return removed;
  }
  const shared = new Set(plan.parts.flatMap(({ part }) => (part.shared ? part.name : [])));
  const outcomes = new Map<string, PartOutcome>();
  try {
    await runParts(run, { parts: plan.parts, state, outcomes });
  } finally {
    run.cores.close();
    // A kept tree stands where the old one stood, unless it is in a store.
    const isInTheWay = (name: string): boolean => run.keptTrees.has(name) && !shared.has(name);
    await settleAside(run, aside, (name) => outcomes.get(name) === 'succeeded' || isInTheWay(name));
  }
  return succeed(summarise(outcomes, run.signal.aborted));
}

function tellQueued(run: Run, planned: PlannedPart): void {
  const { name, needs } = planned.part;
  run.emit({ type: 'part', state: 'queued', part: name, needs, ...expectationOf(planned, run.history) });
}

function summarise(outcomes: ReadonlyMap<string, PartOutcome>, cancelled: boolean): Execution {
  const named = (wanted: PartOutcome): string[] =>
    [...outcomes].filter(([, outcome]) => outcome === wanted).map(([name]) => name);
  return { succeeded: named('succeeded'), unchanged: named('unchanged'), failed: named('failed'), cancelled };
}
