import type { Diagnostic } from '../diag/index.js';
import type { StaleReason } from '../plan/index.js';
import type { PartCost } from './cost.js';
import type { CommandSample, CommandUsage } from './ports.js';

/**
 * queued -> up-to-date | substituted | started -> (waiting | phase | command | output)* -> installed | failed
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
  /** `command` numbers the commands of a part, from 1 on. */
  | PartEventOf<'command', { readonly command: number } & CommandStep>
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
/** started -> running* -> ended. */
export type CommandStep =
  | { readonly step: 'started'; readonly program: string; readonly cwd: string }
  | ({ readonly step: 'running' } & CommandSample)
  | ({ readonly step: 'ended' } & CommandEnd & CommandUsage);

export interface CommandEnd {
  readonly ending: 'exit' | 'signal' | 'timeout' | 'cancelled' | 'not-started';
  readonly status?: number;
}

type PartEventOf<State extends string, Extra = unknown> = {
  readonly type: 'part';
  readonly state: State;
  readonly part: string;
} & Extra;
