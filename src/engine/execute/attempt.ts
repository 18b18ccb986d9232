import type { Result } from '../diag/index.js';
import type { InstalledPart } from '../installed/index.js';
import type { PlannedPart } from '../plan/index.js';
import type { PartContext } from './context.js';
import type { PartFailure } from './failures.js';
import type { TaskOutcome } from './task.js';

/** How the work on a part ended; `unchanged`: it stands as it stood. */
export type PartOutcome = TaskOutcome | 'unchanged';

/** A part that stands now, and where it came from if it was not made here. */
export interface Made {
  readonly record: InstalledPart;
  /** The store directory that had it. */
  readonly from?: string;
  /** An update found everything as it should be: nothing to record. */
  readonly untouched?: boolean;
}

export type MadeResult = Result<Made, PartFailure>;

/** One try at making a part. */
export interface Attempt {
  readonly planned: PlannedPart;
  readonly opened: PartContext;
  /** Paths the previous install recorded. */
  readonly recorded: readonly string[];
  /** The same as its recipe named them. */
  readonly named: readonly string[];
  /** What the part came to, before anything is done about it: see `PartTime`. */
  readonly settle: <Value>(result: Result<Value, PartFailure>) => Result<Value, PartFailure>;
}
