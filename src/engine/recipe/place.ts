import type { Span } from '../diag/index.js';

/** Where the options of a part stand, so that its failures can point at them. */
export interface PartPlace {
  readonly part: string;
  readonly recipe: string;
  readonly header: Span;
  /** What of an option's value holds `text`, or brought it; without one its first line, or the header. */
  spanOf(option: string, text?: string): Span;
}
