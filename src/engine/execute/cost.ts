/** What making a part cost. */
export interface PartCost {
  /** Wall time from the moment it had what it needs, waiting for cores and locks left out. */
  readonly millis: number;
  /** User and system time of its commands. */
  readonly cpuMillis: number;
  /** Resident memory of its processes at once; 0 when it was never looked at. */
  readonly peakBytes: number;
  /** In the order met; a phase met twice stands twice. */
  readonly phases: readonly PhaseCost[];
}

export interface PhaseCost {
  /** `fetch`, `unpack`, `configure`, `make`, `install`, or the recipe's own word. */
  readonly phase: string;
  readonly millis: number;
  /** User and system time of the commands that ended in it. */
  readonly cpuMillis: number;
}

/** What parts cost when they were last made, by name. */
export type CostHistory = ReadonlyMap<string, PartCost>;
