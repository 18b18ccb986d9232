import type { Diagnostic } from '../diag/index.js';
import type { StaleReason } from '../plan/index.js';
import type { PartCost } from './cost.js';

/**
 * queued -> up-to-date | substituted | started -> (waiting | phase | output)* -> installed | failed
 * queued -> skipped, when a needed part failed, another failure stopped the run, or it was cancelled
 * removed and restored belong to what was there before.
 */
export type PartEvent =
  | PartEventOf<'queued', { readonly needs: readonly string[]; readonly expectedMillis?: number }>
  | PartEventOf<'up-to-date'>
  | PartEventOf<'substituted', { readonly signature: string; readonly from: string }>
  | PartEventOf<'started', { readonly action: 'install' | 'update'; readonly because: readonly StaleReason[] }>
  | PartEventOf<'waiting', { readonly for: string }>
  | PartEventOf<'phase', { readonly phase: string }>
  | PartEventOf<'output', { readonly stream: 'stdout' | 'stderr'; readonly chunk: string }>
  | PartEventOf<'warning', { readonly message: string; readonly code?: WarningCode }>
  | PartEventOf<
      'installed',
      {
        readonly action: 'install' | 'update';
        readonly signature: string;
        /** Wall time with all waiting. */
        readonly millis: number;
        readonly cost?: PartCost;
      }
    >
  | PartEventOf<
      'failed',
      { readonly diagnostics: readonly Diagnostic[]; readonly millis: number; readonly cost?: PartCost }
    >
  | PartEventOf<'skipped', { readonly because: 'needed-part-failed' | 'run-failed' | 'cancelled' }>
  | PartEventOf<'removed', { readonly because: 'not-wanted' | 'replaced' }>
  | PartEventOf<'restored'>;

/** What the engine itself has to say about a part that is nobody's failure. */
export type WarningCode = 'install-returned-none' | 'no-update-method' | 'not-put-back';

type PartEventOf<State extends string, Extra = unknown> = {
  readonly type: 'part';
  readonly state: State;
  readonly part: string;
} & Extra;
