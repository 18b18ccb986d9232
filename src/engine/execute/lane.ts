import { RankedQueue } from './ranked-queue.js';
import type { Task } from './task.js';

/** A task that has not ended. */
export interface Entry {
  readonly task: Task;
  /** Smaller starts first; no two are equal. */
  readonly rank: number;
  /** Needs that have not succeeded yet. */
  missing: number;
  /** Tasks that started before it while it was the first in its lane and did not fit into the memory. */
  passedBy: number;
}

export interface LaneSettings {
  readonly slots: number;
  /** What the tasks of the lane may take at once. */
  readonly memoryBytes: number;
  /** Ranks are less than this. */
  readonly ranks: number;
}

/**
 * Slots, and ready tasks that wait for one in the order of their ranks. A task starts while the memory of all that runs
 * fits; when nothing runs, whatever it takes: what does not fit at all runs alone, and nothing waits for ever. The
 * first task, when it does not fit, is passed by as many others as there are slots; then nothing starts before it.
 */
export class Lane {
  readonly #slots: number;
  readonly #memoryBytes: number;
  readonly #ready = new Map<number, Entry>();
  readonly #queue: RankedQueue;
  #running = 0;
  #bytes = 0;

  constructor({ slots, memoryBytes, ranks }: LaneSettings) {
    this.#slots = slots;
    this.#memoryBytes = memoryBytes;
    this.#queue = new RankedQueue(ranks);
  }

  /** Hands in a task whose needs have all succeeded. */
  offer(entry: Entry): void {
    this.#ready.set(entry.rank, entry);
    this.#queue.add(entry.rank, peakOf(entry));
  }

  /** A task to start now; it runs from then on. */
  take(): Entry | undefined {
    const entry = this.#running < this.#slots ? this.#choose() : undefined;
    if (entry === undefined) return undefined;
    this.#ready.delete(entry.rank);
    this.#queue.remove(entry.rank);
    this.#running += 1;
    this.#bytes += peakOf(entry);
    return entry;
  }

  /** A task that was taken has ended. */
  release(entry: Entry): void {
    this.#running -= 1;
    this.#bytes -= peakOf(entry);
  }

  #choose(): Entry | undefined {
    const first = this.#entryAt(this.#queue.first());
    if (first === undefined || this.#running === 0) return first;
    const fitting = this.#entryAt(this.#queue.first(this.#memoryBytes - this.#bytes));
    if (fitting === undefined || fitting === first) return fitting;
    if (first.passedBy >= this.#slots) return undefined;
    first.passedBy += 1;
    return fitting;
  }

  #entryAt(rank: number | undefined): Entry | undefined {
    return rank === undefined ? undefined : this.#ready.get(rank);
  }
}

function peakOf({ task }: Entry): number {
  return task.peakBytes ?? 0;
}
