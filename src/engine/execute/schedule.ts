import { InternalError } from '../diag/index.js';
import { Lane, type Entry, type LaneSettings } from './lane.js';
import { rankTasks } from './ranks.js';
import type { AfterFailure } from './run.js';
import type { LaneName, SkipReason, Task, TaskOutcome } from './task.js';

export interface ScheduleSettings {
  /** Tasks of the lane `work` running at once; 1 gives exactly the order of the tasks, of all lanes. */
  readonly width: number;
  /** `finish` without it. `stop` starts as little as `finish` does; ending what runs is the caller's part. */
  readonly afterFailure?: AfterFailure;
  /** What the tasks of the lane `work` may take at once; no limit without it. */
  readonly memoryBytes?: number;
}

/** A task that never started. */
export interface SkippedTask {
  readonly name: string;
  readonly because: SkipReason;
}

/** Tasks of the lane `in-process` running at once: they wait for disks and servers more than for this process. */
const IN_PROCESS_WIDTH = 4;

/**
 * Which task starts when: waiting -> ready -> running -> ended. Knows no clock, no promise and no machine, so that a
 * simulation drives it as the executor does: start what `next` says, tell each end to `finish`, and ask again.
 */
export class Schedule {
  readonly #keepsGoing: boolean;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #lanes: Readonly<Record<LaneName, Lane>>;
  /** In the order of the tasks. */
  readonly #waiting = new Map<string, Entry>();
  readonly #dependants = new Map<string, Entry[]>();
  readonly #running = new Map<string, Entry>();
  /** Tasks that cannot start as something they need has failed. */
  readonly #lost = new Set<string>();
  #halted: SkipReason | undefined;

  /** Needs come first in `tasks`; those that are none of the tasks count as done. */
  constructor(tasks: readonly Task[], { width, afterFailure = 'finish', memoryBytes }: ScheduleSettings) {
    this.#keepsGoing = afterFailure === 'continue';
    this.#ranks = rankTasks(tasks, width);
    this.#lanes = makeLanes({ slots: width, memoryBytes: memoryBytes ?? Infinity, ranks: tasks.length });
    for (const task of tasks) this.#add(task);
    for (const entry of this.#waiting.values()) if (entry.missing === 0) this.#laneOf(entry).offer(entry);
  }

  /** Tasks to start now, in this order; they run from then on. */
  next(): readonly string[] {
    const started: string[] = [];
    for (const lane of this.#halted === undefined ? new Set(Object.values(this.#lanes)) : []) {
      for (let entry = lane.take(); entry !== undefined; entry = lane.take()) {
        const { name } = entry.task;
        this.#waiting.delete(name);
        this.#running.set(name, entry);
        started.push(name);
      }
    }
    return started;
  }

  finish(name: string, outcome: TaskOutcome): void {
    const entry = this.#running.get(name);
    if (entry === undefined) throw new InternalError(`\`${name}\` ends without having started`);
    this.#running.delete(name);
    this.#laneOf(entry).release(entry);
    if (outcome === 'succeeded') {
      for (const dependant of this.#dependants.get(name) ?? [])
        if (--dependant.missing === 0) this.#laneOf(dependant).offer(dependant);
      return;
    }
    if (outcome === 'cancelled') return this.halt('cancelled');
    this.#lose(name);
    if (!this.#keepsGoing) this.halt('run-failed');
  }

  /** Starts nothing more; the first reason counts. */
  halt(because: Exclude<SkipReason, 'needed-part-failed'>): void {
    this.#halted ??= because;
  }

  /** How many tasks run. */
  get running(): number {
    return this.#running.size;
  }

  /** Whether a task is still to start, as far as it is known now. */
  expects(name: string): boolean {
    return this.#halted === undefined && this.#waiting.has(name) && !this.#lost.has(name);
  }

  /** Smaller first. */
  rankOf(name: string): number {
    return this.#ranks.get(name) ?? this.#ranks.size;
  }

  /** What never started, in the order of the tasks, once nothing runs and nothing is left to start. */
  skipped(): readonly SkippedTask[] {
    const otherwise = this.#halted ?? 'run-failed';
    return [...this.#waiting.keys()].map((name) => ({
      name,
      because: this.#lost.has(name) ? 'needed-part-failed' : otherwise,
    }));
  }

  #add(task: Task): void {
    const entry: Entry = { task, rank: this.rankOf(task.name), missing: 0, passedBy: 0 };
    for (const need of new Set(task.needs)) {
      if (!this.#waiting.has(need)) continue;
      entry.missing += 1;
      const list = this.#dependants.get(need);
      if (list === undefined) this.#dependants.set(need, [entry]);
      else list.push(entry);
    }
    this.#waiting.set(task.name, entry);
  }

  #lose(failed: string): void {
    const queue = [failed];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      for (const { task } of this.#dependants.get(name) ?? []) {
        if (this.#lost.has(task.name)) continue;
        this.#lost.add(task.name);
        queue.push(task.name);
      }
    }
  }

  #laneOf({ task }: Entry): Lane {
    return this.#lanes[task.lane ?? 'work'];
  }
}

/** In the order in which they start tasks. A width of 1 makes one lane of all, so that the order given holds. */
function makeLanes(settings: LaneSettings): Readonly<Record<LaneName, Lane>> {
  const work = new Lane(settings);
  if (settings.slots === 1) return { instant: work, 'in-process': work, work };
  const unlimited = { ranks: settings.ranks, memoryBytes: Infinity };
  return {
    instant: new Lane({ ...unlimited, slots: Infinity }),
    'in-process': new Lane({ ...unlimited, slots: IN_PROCESS_WIDTH }),
    work,
  };
}
