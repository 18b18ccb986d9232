import type { Step } from './site.js';

/** What is noted of an error while it passes through the functions of templates. */
export class Trace {
  #error: unknown;
  #steps: Step[] = [];
  #names: () => Iterable<string> = () => [];

  /** To be called by each function that an error leaves, innermost first; `names` are those that it could have used. */
  note(error: unknown, step: Step, names: () => Iterable<string>): void {
    if (this.#error !== error) {
      this.#error = error;
      this.#steps = [];
      this.#names = names;
    }
    this.#steps.push(step);
  }

  /** The way of an error, outermost first; empty for one that was not noted. */
  of(error: unknown): { readonly steps: readonly Step[]; readonly names: Iterable<string> } {
    return this.#error === error ? { steps: this.#steps.toReversed(), names: this.#names() } : { steps: [], names: [] };
  }
}
