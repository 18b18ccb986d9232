import type { PartEvent } from './events.js';

/** What one part is doing, as far as its events tell. */
export class Doing {
  #phase: string | undefined;
  /** Another run that holds what the part needs. */
  #holder: string | undefined;
  /** What its commands wait for, each of them once. */
  readonly #waits: string[] = [];

  follow(event: PartEvent): void {
    if (event.state === 'phase') this.#phase = event.phase;
    if (event.state === 'waiting' && event.cores === undefined) this.#holder = event.for;
    else if (event.state === 'waiting') this.#waits.push(event.for);
    else if (event.state === 'waited') removeOne(this.#waits, event.for);
    else if (event.state === 'phase' || event.state === 'command') this.#holder = undefined;
  }

  /** Completes "it was …"; `undefined` before its first phase. */
  get words(): string | undefined {
    const wait = this.#holder ?? this.#waits.at(-1);
    if (wait !== undefined) return `waiting for ${wait}`;
    return this.#phase === undefined ? undefined : `at \`${this.#phase}\``;
  }
}

function removeOne(texts: string[], text: string): void {
  const at = texts.lastIndexOf(text);
  if (at !== -1) texts.splice(at, 1);
}
