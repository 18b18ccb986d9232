/**
 * What a task occupies while it runs. `work`: a slot of the width, and memory. `in-process`: nothing but this process and
 * the network, a slot of a lane of its own. `instant`: nothing, there is only a record to write.
 */
export type LaneName = 'instant' | 'in-process' | 'work';

/** A task and the tasks that must have succeeded before it. */
export interface Task {
  readonly name: string;
  readonly needs: readonly string[];
  /** `work` without it. */
  readonly lane?: LaneName;
  /** How long it took the last time; unknown without it. */
  readonly millis?: number;
  /** Memory it took the last time; counts as nothing where it is unknown. */
  readonly peakBytes?: number;
}

export type TaskOutcome = 'succeeded' | 'failed' | 'cancelled';
export type SkipReason = 'needed-part-failed' | 'run-failed' | 'cancelled';
