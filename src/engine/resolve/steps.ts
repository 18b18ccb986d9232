import type { Span } from '../diag/index.js';
import type { CircularReference, ReferenceStep, Trail } from './failures.js';

/** One step of the way to what is being computed: a reference, or the opening of a section. */
export interface Step {
  readonly chain: number;
  readonly section: string;
  /** `undefined` for the opening of a section. */
  readonly option: string | undefined;
  /** The reference that leads here; `undefined` for what nobody refers to. Places are looked up only when they are told. */
  readonly at: (() => Span) | undefined;
}

const LONGEST_TRAIL = 10;

/** The way from a part to what is being computed, for messages. */
export class Steps {
  readonly #steps: Step[] = [];

  push(step: Step): void {
    this.#steps.push(step);
  }

  pop(): void {
    this.#steps.pop();
  }

  /** The references of the way, innermost first; a long way is cut. */
  trail(): Trail {
    const places = this.#steps.slice(-2 * LONGEST_TRAIL).flatMap(({ at }) => at ?? []);
    return places
      .slice(-LONGEST_TRAIL)
      .map((at) => at())
      .toReversed();
  }

  /** The circle that the reference at `closing` closes: it leads to an option that this chain is computing. */
  circle(chain: number, closing: ReferenceStep): CircularReference {
    const isStart = (step: Step): boolean =>
      step.chain === chain && step.section === closing.section && step.option === closing.option;
    const inside = this.#steps.slice(this.#steps.findLastIndex(isStart) + 1);
    const steps = inside.flatMap(({ section, option, at }): ReferenceStep[] =>
      option === undefined || at === undefined ? [] : [{ at: at(), section, option }],
    );
    const [first, ...more] = steps;
    return { kind: 'circular-reference', chain: first === undefined ? [closing] : [first, ...more, closing] };
  }
}
