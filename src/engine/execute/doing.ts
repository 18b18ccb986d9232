import type { PartEvent } from './events.js';

/** What one part is doing, as far as its events tell. */
export class Doing {
  #phase: string | undefined;
  #wait: string | undefined;

  follow(event: PartEvent): void {
    if (event.state === 'waiting') this.#wait = event.for;
    if (event.state === 'waited' || event.state === 'phase') this.#wait = undefined;
    if (event.state === 'phase') this.#phase = event.phase;
  }

  /** Completes "it was …"; `undefined` before its first phase. */
  get words(): string | undefined {
    if (this.#wait !== undefined) return `waiting for ${this.#wait}`;
    return this.#phase === undefined ? undefined : `at \`${this.#phase}\``;
  }
}
