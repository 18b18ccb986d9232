import type { MeasureSettings } from './measure.js';
import type { Tool, Workshop } from './tools.js';

/** What every scenario works with. */
export interface Bench {
  readonly workshop: Workshop;
  readonly tools: readonly Tool[];
  readonly settings: MeasureSettings;
  /** What the caller's environment says; only for finding programs. */
  readonly callerEnv: NodeJS.ProcessEnv;
  readonly jobs: number;
  /** Done at the end, whatever happened: servers are stopped. */
  readonly closing: (() => void)[];
}
