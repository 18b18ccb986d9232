import type { Host } from './host.js';
import { raise } from './raised.js';

/** For what is done outside of a rendering, or shown in a message: work and space are bounded, and nothing can be called. */
export class Unhosted implements Host {
  readonly autoescape = false;
  #steps = 0;

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS)
      raise('LimitError', `a value outside of a rendering takes more than ${MOST_STEPS} steps`);
  }

  reserve(size: number): void {
    if (size > LONGEST) raise('LimitError', `a value outside of a rendering would be larger than ${LONGEST}`);
  }

  call(): never {
    return raise('TypeError', 'nothing can be called here');
  }

  undefined(): null {
    return null;
  }
}

const MOST_STEPS = 2 ** 22;
const LONGEST = 2 ** 20;
