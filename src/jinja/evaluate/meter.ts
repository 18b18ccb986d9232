import { raise } from '../values/raised.js';
import type { Limits } from './environment.js';

/** Counts what a rendering does against its limits. */
export class Meter {
  readonly limits: Limits;
  #steps = 0;
  #depth = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  spend(steps: number): void {
    this.#steps += steps;
    const { steps: most } = this.limits;
    if (this.#steps > most) raise('LimitError', `the template takes more than ${most} steps`);
  }

  /** Big values count as work too: many of them fill the memory as one that is too big does. */
  reserve(size: number, before = 0): void {
    const { valueSize } = this.limits;
    if (size > valueSize) raise('LimitError', `a value has more than ${valueSize} characters or items`);
    if (size > CHARACTERS_PER_STEP) this.spend(stepsOf(size) - stepsOf(before));
  }

  /** For text that is not known to be one value. */
  spendOnText(size: number): void {
    this.spend(stepsOf(size));
  }

  /** To be followed by `leave`, whatever happens, unless it raises. */
  enter(): void {
    const { depth } = this.limits;
    if (this.#depth >= depth)
      raise('LimitError', `macros, templates and loops are nested more than ${depth} levels deep`);
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
  }
}

/** Of two bytes each. */
const CHARACTERS_PER_STEP = 16;

function stepsOf(size: number): number {
  return Math.floor(size / CHARACTERS_PER_STEP);
}
