import type { InstalledState } from '../installed/index.js';
import type { PlannedPart } from '../plan/index.js';
import type { PartOutcome } from './attempt.js';
import { workOnPart } from './install.js';
import { tasksOf } from './planned-tasks.js';
import { prefetch } from './prefetch.js';
import type { Run } from './run.js';
import { Schedule } from './schedule.js';
import { runTasks } from './scheduler.js';
import type { Task } from './task.js';

export interface Batch {
  readonly parts: readonly PlannedPart[];
  readonly state: InstalledState;
  /** Filled as parts end; it is right also when a bug ends the run. */
  readonly outcomes: Map<string, PartOutcome>;
}

/** Works on the parts in the order of the schedule. Parts that are in no outcome never started; they are told as skipped. */
export async function runParts(outer: Run, { parts, state, outcomes }: Batch): Promise<void> {
  const { partsAtOnce: width, afterFailure } = outer.settings;
  const tasks = tasksOf(parts, outer.history);
  const schedule = new Schedule(tasks, { width, afterFailure, memoryBytes: await memoryFor(outer, tasks) });
  const stop = makeStop(outer.signal);
  const run: Run = { ...outer, signal: stop.signal, rankOf: (part) => schedule.rankOf(part) };
  const planned = new Map(parts.map((entry) => [entry.part.name, entry]));
  const working = runTasks(schedule, {
    signal: outer.signal,
    async run(name) {
      const entry = planned.get(name);
      const outcome = entry === undefined ? 'failed' : await workOnPart(run, entry, state.get(name));
      outcomes.set(name, outcome);
      return outcome === 'unchanged' ? 'succeeded' : outcome;
    },
    onFailure() {
      if (afterFailure === 'stop') stop.now();
    },
    skip(part, because) {
      run.emit({ type: 'part', state: 'skipped', part, because });
    },
  });
  // The first parts have started: they fetch for themselves.
  const fetching = prefetch(run, parts, (part) => schedule.expects(part));
  try {
    await working;
  } finally {
    stop.close();
    await fetching.stop();
  }
}

/** Memory that parts may take together. Nobody asks for it when nothing is known of what they take. */
async function memoryFor({ ports }: Run, tasks: readonly Task[]): Promise<number> {
  return tasks.some(({ peakBytes = 0 }) => peakBytes > 0) ? ports.availableMemory() : Infinity;
}

/** A signal of what runs: aborted with the run, or by a failure of a part. */
interface Stop {
  readonly signal: AbortSignal;
  now(): void;
  close(): void;
}

function makeStop(outer: AbortSignal): Stop {
  const controller = new AbortController();
  const follow = (): void => {
    controller.abort(outer.reason);
  };
  if (outer.aborted) follow();
  else outer.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    now() {
      controller.abort();
    },
    close() {
      outer.removeEventListener('abort', follow);
    },
  };
}
