import type { Diagnostic } from './diag/index.js';
import type { PartEvent, RunReview } from './execute/index.js';
import type { Plan } from './plan/index.js';
import type { BuildOutcome } from './request.js';

/**
 * What a run tells while it goes: run:started, diagnostics as they are found, run:planned, part events, run:finished.
 * A run that finds nothing changed goes from started to finished.
 */
export type EngineEvent = RunEvent | DiagnosticEvent | PartEvent;

export type RunEvent =
  | { readonly type: 'run'; readonly state: 'started'; readonly profile: string }
  | { readonly type: 'run'; readonly state: 'fetching'; readonly url: string }
  /** Another run holds the release directory. */
  | { readonly type: 'run'; readonly state: 'waiting'; readonly for: string }
  | RunPlanned
  | RunFinished;

export interface RunPlanned {
  readonly type: 'run';
  readonly state: 'planned';
  readonly directory: string;
  readonly plan: Plan;
  /** Cores that all commands of the run share; nothing where nothing is run. */
  readonly cores?: number;
}

export interface RunFinished {
  readonly type: 'run';
  readonly state: 'finished';
  readonly outcome: BuildOutcome;
  readonly directory: string | undefined;
  /** Parts of the release. */
  readonly parts: number;
  readonly millis: number;
  readonly counts: RunCounts;
  /** Of a run that made something. */
  readonly review?: RunReview;
}

/** Parts by what became of them. */
export interface RunCounts {
  readonly built: number;
  /** Looked at again by their recipes, and changed. */
  readonly updated: number;
  readonly fromStore: number;
  readonly unchanged: number;
  /** Not asked for any more. */
  readonly removed: number;
  readonly failed: number;
  /** Begun, and ended before they were finished. */
  readonly stopped: number;
  /** Never begun. */
  readonly notBuilt: number;
  /** Errors that belong to no part. */
  readonly errors: number;
}

/** An error or warning that belongs to no running part. */
export interface DiagnosticEvent {
  readonly type: 'diagnostic';
  readonly diagnostic: Diagnostic;
}
