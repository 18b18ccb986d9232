import { Schedule, type ScheduleSettings, type SkippedTask } from '../../src/engine/execute/schedule.js';
import type { LaneName, Task, TaskOutcome } from '../../src/engine/execute/task.js';

/** What a simulated task does, whatever the schedule was told of it. */
export interface Truth {
  readonly durationOf: (name: string) => number;
  readonly outcomeOf?: (name: string) => TaskOutcome;
}

export interface Simulated {
  /** In the order of their starts. */
  readonly started: readonly string[];
  readonly startedAt: ReadonlyMap<string, number>;
  readonly endedAt: ReadonlyMap<string, number>;
  readonly skipped: readonly SkippedTask[];
  readonly makespan: number;
  /** What the schedule did against its promises. */
  readonly violations: readonly string[];
}

const IN_PROCESS_WIDTH = 4;

/** Drives a schedule through simulated time, and watches at every step what it promises. */
export function simulate(tasks: readonly Task[], settings: ScheduleSettings, truth: Truth): Simulated {
  const schedule = new Schedule(tasks, settings);
  const watch = new Watch(tasks, settings, schedule);
  const startedAt = new Map<string, number>();
  const endedAt = new Map<string, number>();
  const running = new Map<string, number>();
  let now = 0;
  for (;;) {
    for (const name of schedule.next()) {
      watch.starts(name);
      startedAt.set(name, now);
      running.set(name, now + truth.durationOf(name));
    }
    watch.rests();
    const [first] = [...running].toSorted(([, one], [, other]) => one - other);
    if (first === undefined) break;
    const [name, end] = first;
    now = end;
    running.delete(name);
    endedAt.set(name, now);
    const outcome = truth.outcomeOf?.(name) ?? 'succeeded';
    schedule.finish(name, outcome);
    watch.ends(name, outcome);
  }
  const { violations } = watch;
  return { started: [...startedAt.keys()], startedAt, endedAt, skipped: schedule.skipped(), makespan: now, violations };
}

/** Knows of a schedule what can be seen from outside, and counts on its own. */
class Watch {
  readonly violations: string[] = [];
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #settings: ScheduleSettings;
  readonly #schedule: Schedule;
  readonly #seen = new Set<string>();
  readonly #running = new Set<Task>();
  readonly #succeeded = new Set<string>();
  readonly #passedBy = new Map<string, number>();
  #failed = false;

  constructor(tasks: readonly Task[], settings: ScheduleSettings, schedule: Schedule) {
    this.#tasks = new Map(tasks.map((task) => [task.name, task]));
    this.#settings = settings;
    this.#schedule = schedule;
  }

  starts(name: string): void {
    const task = this.#taskOf(name);
    if (this.#seen.has(name)) this.#violate(`${name} starts twice`);
    if (!this.#hasNeeds(task)) this.#violate(`${name} starts before what it needs`);
    if (this.#failed && this.#settings.afterFailure !== 'continue') this.#violate(`${name} starts after a failure`);
    this.#seen.add(name);
    const [first] = this.#readyByRank(laneOf(task));
    if (first !== undefined) this.#pass(first, task);
    this.#running.add(task);
    if (laneOf(task) === 'work') this.#checkMemory();
  }

  ends(name: string, outcome: TaskOutcome): void {
    this.#running.delete(this.#taskOf(name));
    if (outcome === 'succeeded') this.#succeeded.add(name);
    else this.#failed = true;
  }

  /** Called when the schedule starts nothing more for now. */
  rests(): void {
    const { width } = this.#settings;
    const work = this.#runningIn('work');
    if (width === 1 && this.#running.size > 1) this.#violate('two run with a width of 1');
    if (work.length > width) this.#violate(`${work.length} run with a width of ${width}`);
    if (this.#runningIn('in-process').length > IN_PROCESS_WIDTH) this.#violate('too many in-process tasks run');
    if (this.#failed && this.#settings.afterFailure !== 'continue') return;
    if (width > 1) this.#checkOtherLanes();
    if (work.length < width && (width > 1 || this.#running.size === 0)) this.#checkIdle();
  }

  #checkOtherLanes(): void {
    for (const { name } of this.#readyIn('instant'))
      this.#violate(`${name} waits, though there is only a record to write`);
    if (this.#runningIn('in-process').length < IN_PROCESS_WIDTH)
      for (const { name } of this.#readyIn('in-process'))
        this.#violate(`${name} waits beside an idle slot of its lane`);
  }

  /** A slot may only be idle while no ready task fits, or the first one has been passed often enough. */
  #checkIdle(): void {
    const { width, memoryBytes = Infinity } = this.#settings;
    const ready = this.#readyByRank('work');
    const isDue = ready.slice(0, 1).some(({ name }) => (this.#passedBy.get(name) ?? 0) >= width);
    for (const task of isDue ? ready.slice(0, 1) : ready)
      if (this.#runningIn('work').length === 0 || this.#bytes() + peakOf(task) <= memoryBytes)
        this.#violate(`${task.name} waits beside an idle slot`);
  }

  #checkMemory(): void {
    const { memoryBytes = Infinity } = this.#settings;
    if (this.#runningIn('work').length > 1 && this.#bytes() > memoryBytes) this.#violate('more runs than memory holds');
  }

  #pass(waiting: Task, started: Task): void {
    if (this.#rank(waiting) > this.#rank(started)) return;
    const times = (this.#passedBy.get(waiting.name) ?? 0) + 1;
    this.#passedBy.set(waiting.name, times);
    const { width, memoryBytes = Infinity } = this.#settings;
    if (times > width) this.#violate(`${waiting.name} is passed ${times} times`);
    if (this.#bytes() + peakOf(waiting) <= memoryBytes) this.#violate(`${waiting.name} is passed although it fits`);
  }

  #readyIn(lane: LaneName): readonly Task[] {
    return [...this.#tasks.values()].filter(
      (task) => laneOf(task) === lane && !this.#seen.has(task.name) && this.#hasNeeds(task),
    );
  }

  #readyByRank(lane: LaneName): readonly Task[] {
    return this.#readyIn(lane).toSorted((one, other) => this.#rank(one) - this.#rank(other));
  }

  #runningIn(lane: LaneName): readonly Task[] {
    return [...this.#running].filter((task) => laneOf(task) === lane);
  }

  #bytes(): number {
    return this.#runningIn('work').reduce((sum, task) => sum + peakOf(task), 0);
  }

  #hasNeeds({ needs }: Task): boolean {
    return needs.every((need) => this.#succeeded.has(need) || !this.#tasks.has(need));
  }

  #rank({ name }: Task): number {
    return this.#schedule.rankOf(name);
  }

  #taskOf(name: string): Task {
    const task = this.#tasks.get(name);
    if (task === undefined) throw new Error(`\`${name}\` is none of the tasks`);
    return task;
  }

  #violate(what: string): void {
    this.violations.push(what);
  }
}

function laneOf({ lane }: Task): LaneName {
  return lane ?? 'work';
}

function peakOf({ peakBytes }: Task): number {
  return peakBytes ?? 0;
}
