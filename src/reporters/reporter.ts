import type { EngineEvent } from '../engine/events.js';

export type PartEvent = Extract<EngineEvent, { readonly type: 'part' }>;

/** Shows a run while it goes. */
export interface Reporter {
  readonly report: (event: EngineEvent) => void;
  /** A line from whoever runs the engine, for people only. */
  readonly notice: (text: string) => void;
  /** Leaves the terminal as it was found; also when the run did not get to its end. Nothing is reported after it. */
  readonly close: () => void;
}

/** Where a reporter writes: the product of the run, and what is wrong with it. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
