import type { Diagnostic } from '../diag/index.js';
import type { StaleReason } from '../plan/index.js';
import type { PartCost } from './cost.js';
import type { CommandSample, CommandUsage } from './ports.js';
import type { SkipReason } from './task.js';

/**
 * queued -> up-to-date | substituted | started -> (waiting | waited | phase | command | output)* -> installed | failed | skipped
 * queued -> skipped, when a needed part failed, another failure stopped the run, or it was cancelled
 * removed and restored belong to what was there before.
 */
export type PartEvent =
  | PartEventOf<'queued', { readonly needs: readonly string[] } & Expectation>
  | PartEventOf<'up-to-date'>
  | PartEventOf<'substituted', { readonly signature: string; readonly from: string }>
  | PartEventOf<'started', { readonly action: 'install' | 'update'; readonly because: readonly StaleReason[] }>
  /** For another run, which is over when the part goes on; or for `cores`, once that takes a while, which is over with `waited`. */
  | PartEventOf<'waiting', { readonly for: string } & Partial<CoreWaiting>>
  | PartEventOf<'waited', { readonly for: string } & CoreWaiting>
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
  /** `stopped`: it had started; the others had not. */
  | PartEventOf<'skipped', { readonly because: SkipReason | 'stopped' }>
  | PartEventOf<'removed', { readonly because: 'not-wanted' | 'replaced' }>
  | PartEventOf<'restored'>;

/** What a part took when it was last made. */
export interface Expectation {
  readonly expectedMillis?: number;
  /** Of its commands; absent for a part that runs none. */
  readonly expectedCpuMillis?: number;
}

export interface CoreWaiting {
  /** How many it waits for. */
  readonly cores: number;
  /** How long it has waited until now. */
  readonly millis: number;
}

/** What the engine itself has to say about a part that is nobody's failure. */
export type WarningCode = 'install-returned-none' | 'no-update-method' | 'not-put-back';
/** started -> running* -> ended. */
export type CommandStep =
  /** `title`: the first words of what it does, for people. */
  | { readonly step: 'started'; readonly program: string; readonly title: string; readonly cwd: string }
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
