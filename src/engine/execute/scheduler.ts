/** A task and the tasks that must have succeeded before it. */
export interface Task {
  readonly name: string;
  readonly needs: readonly string[];
}

export type TaskOutcome = 'succeeded' | 'failed' | 'cancelled';
export type SkipReason = 'needed-part-failed' | 'run-failed' | 'cancelled';

export interface Schedule {
  /** Tasks running at once; 1 gives exactly the order of `tasks`. */
  readonly width: number;
  readonly signal: AbortSignal;
  readonly run: (name: string) => Promise<TaskOutcome>;
  readonly skip: (name: string, because: SkipReason) => void;
}

/** A task that has not started, with what it still waits for. */
interface Pending {
  readonly task: Task;
  /** Smaller starts first. */
  readonly rank: number;
  missing: number;
}

/**
 * Runs tasks as soon as what they need has succeeded: the one with the longest chain of dependants first, then in the
 * order given. After a failure nothing new starts; what runs is waited for. Needs outside `tasks` count as done.
 * `tasks` is in an order in which needs come first.
 */
export async function runTasks(tasks: readonly Task[], schedule: Schedule): Promise<void> {
  const { pending, dependants } = prepare(tasks, schedule.width);
  const ready = [...pending.values()].filter(({ missing }) => missing === 0).sort((a, b) => a.rank - b.rank);
  const failed = new Set<string>();
  const thrown: unknown[] = [];
  const running = new Map<string, Promise<void>>();
  const settle = (name: string, outcome: TaskOutcome): void => {
    running.delete(name);
    if (outcome !== 'succeeded') failed.add(name);
    else for (const entry of dependants.get(name) ?? []) if (--entry.missing === 0) insert(ready, entry);
  };
  for (;;) {
    while (failed.size === 0 && !schedule.signal.aborted && running.size < schedule.width) {
      const next = ready.shift();
      if (next === undefined) break;
      const { name } = next.task;
      pending.delete(name);
      running.set(
        name,
        guard(schedule, name, thrown).then((outcome) => {
          settle(name, outcome);
        }),
      );
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  skipRest(
    tasks.filter(({ name }) => pending.has(name)),
    failed,
    schedule,
  );
  if (thrown.length > 0) throw thrown[0];
}

/** A bug in one task must not leave the others running behind the back of the caller: it is thrown at the end. */
async function guard({ run }: Schedule, name: string, thrown: unknown[]): Promise<TaskOutcome> {
  try {
    return await run(name);
  } catch (error) {
    thrown.push(error);
    return 'failed';
  }
}

interface Prepared {
  readonly pending: Map<string, Pending>;
  readonly dependants: ReadonlyMap<string, readonly Pending[]>;
}

function prepare(tasks: readonly Task[], width: number): Prepared {
  const pending = new Map<string, Pending>();
  order(tasks, width).forEach((task, rank) => pending.set(task.name, { task, rank, missing: 0 }));
  const dependants = new Map<string, Pending[]>();
  for (const entry of pending.values()) {
    for (const need of new Set(entry.task.needs)) {
      if (!pending.has(need)) continue;
      entry.missing += 1;
      const list = dependants.get(need);
      if (list === undefined) dependants.set(need, [entry]);
      else list.push(entry);
    }
  }
  return { pending, dependants };
}

function order(tasks: readonly Task[], width: number): readonly Task[] {
  if (width === 1) return tasks;
  const height = new Map<string, number>();
  for (const task of [...tasks].reverse()) {
    const own = (height.get(task.name) ?? 0) + 1;
    height.set(task.name, own);
    for (const need of task.needs) height.set(need, Math.max(height.get(need) ?? 0, own));
  }
  // The sort is stable: equal heights keep the order given.
  return [...tasks].sort((a, b) => (height.get(b.name) ?? 0) - (height.get(a.name) ?? 0));
}

function insert(ready: Pending[], entry: Pending): void {
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ready[middle]?.rank ?? 0) < entry.rank) low = middle + 1;
    else high = middle;
  }
  ready.splice(low, 0, entry);
}

function skipRest(waiting: readonly Task[], failed: ReadonlySet<string>, { signal, skip }: Schedule): void {
  const lost = new Set(failed);
  for (const { name, needs } of waiting) {
    const needed = needs.some((need) => lost.has(need));
    if (needed) lost.add(name);
    const because = needed ? 'needed-part-failed' : 'run-failed';
    skip(name, signal.aborted ? 'cancelled' : because);
  }
}
