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
  | { readonly type: 'run'; readonly state: 'planned'; readonly directory: string; readonly plan: Plan }
  | RunFinished;

export interface RunFinished {
  readonly type: 'run';
  readonly state: 'finished';
  readonly outcome: BuildOutcome;
  readonly directory: string | undefined;
  /** Parts of the release. */
  readonly parts: number;
  readonly millis: number;
  /** Of a run that made something. */
  readonly review?: RunReview;
}

/** An error or warning that belongs to no running part. */
export interface DiagnosticEvent {
  readonly type: 'diagnostic';
  readonly diagnostic: Diagnostic;
}
