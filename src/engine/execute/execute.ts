import { succeed, type Result } from '../diag/index.js';
import type { InstalledState } from '../installed/index.js';
import type { Plan, PlannedPart } from '../plan/index.js';
import type { FileFailure } from '../recipe/index.js';
import { prefetch } from './prefetch.js';
import type { PartOutcome } from './attempt.js';
import { workOnPart } from './install.js';
import { removeParts, settleAside, type SetAside } from './removal.js';
import type { Run } from './run.js';
import { runTasks } from './scheduler.js';

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
  for (const { part } of plan.parts) run.emit({ type: 'part', state: 'queued', part: part.name, needs: part.needs });
  const aside = new Map<string, SetAside>();
  const removed = await removeParts(run, plan.removals, aside);
  if (!removed.ok) {
    await settleAside(run, aside, () => false);
    return removed;
  }
  const outcomes = new Map<string, PartOutcome>();
  const planned = new Map(plan.parts.map((entry) => [entry.part.name, entry]));
  const fetching = prefetch(run, plan.parts);
  await runTasks(tasksOf(plan.parts), {
    width: run.settings.partsAtOnce,
    signal: run.signal,
    async run(name) {
      const entry = planned.get(name);
      const outcome = entry === undefined ? 'failed' : await workOnPart(run, entry, state.get(name));
      outcomes.set(name, outcome);
      return outcome === 'unchanged' ? 'succeeded' : outcome;
    },
    skip(part, because) {
      run.emit({ type: 'part', state: 'skipped', part, because });
    },
  });
  await fetching.stop();
  await settleAside(run, aside, (name) => outcomes.get(name) === 'succeeded');
  return succeed(summarise(outcomes, run.signal.aborted));
}

function tasksOf(parts: readonly PlannedPart[]): { name: string; needs: readonly string[] }[] {
  return parts.map(({ part }) => ({ name: part.name, needs: part.needs }));
}

function summarise(outcomes: ReadonlyMap<string, PartOutcome>, cancelled: boolean): Execution {
  const named = (wanted: PartOutcome): string[] =>
    [...outcomes].filter(([, outcome]) => outcome === wanted).map(([name]) => name);
  return { succeeded: named('succeeded'), unchanged: named('unchanged'), failed: named('failed'), cancelled };
}
