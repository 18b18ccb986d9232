import type { Task } from './task.js';

/** A task that has not started. */
export interface Entry {
  readonly task: Task;
  /** Smaller starts first; no two are equal. */
  readonly rank: number;
  /** Needs that have not succeeded yet. */
  missing: number;
  /** Later ranks that started while this one was ready and did not fit into the memory. */
  passedBy: number;
}

/**
 * Slots, and ready tasks that wait for one in the order of their ranks. A task starts while the memory of all that runs
 * fits; when nothing runs, whatever it takes: what does not fit at all runs alone, and nothing waits for ever. A task
 * that does not fit is passed by as many later ranks as there are slots, and by no more: then it is next.
 */
export class Lane {
  readonly #slots: number;
  readonly #memoryBytes: number;
  readonly #ready: Entry[] = [];
  #running = 0;
  #bytes = 0;

  constructor(slots: number, memoryBytes = Infinity) {
    this.#slots = slots;
    this.#memoryBytes = memoryBytes;
  }

  /** Hands in a task whose needs have all succeeded. */
  offer(entry: Entry): void {
    this.#ready.splice(placeOf(this.#ready, entry.rank), 0, entry);
  }

  /** A task to start now; it runs from then on. */
  take(): Entry | undefined {
    const index = this.#running < this.#slots ? this.#choose() : -1;
    if (index === -1) return undefined;
    const [entry] = this.#ready.splice(index, 1);
    if (entry === undefined) return undefined;
    for (const passed of this.#ready.slice(0, index)) passed.passedBy += 1;
    this.#running += 1;
    this.#bytes += peakOf(entry);
    return entry;
  }

  /** A task that was taken has ended. */
  release(entry: Entry): void {
    this.#running -= 1;
    this.#bytes -= peakOf(entry);
  }

  #choose(): number {
    for (const [index, entry] of this.#ready.entries()) {
      if (this.#running === 0 || this.#bytes + peakOf(entry) <= this.#memoryBytes) return index;
      if (entry.passedBy >= this.#slots) return -1;
    }
    return -1;
  }
}

function peakOf({ task }: Entry): number {
  return task.peakBytes ?? 0;
}

function placeOf(ready: readonly Entry[], rank: number): number {
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ready[middle]?.rank ?? 0) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
