import type { Diagnostic } from '../../src/engine/diag/index.js';
import type { EngineEvent, RunCounts, RunFinished } from '../../src/engine/events.js';
import { installed, NEW, of, planned, planOf, spanIn } from './release.js';

export const compileFailed: Diagnostic = {
  code: 'command-failed',
  severity: 'error',
  message: 'part `popt`: a command ended with status 2',
  at: spanIn('/release/software.cfg', '[popt]\nrecipe = cmmi\n', '[popt]'),
  notes: [{ message: 'in /tmp/popt: make' }],
  hint: 'the whole log is /release/.slapbuild/logs/popt.log',
};

const NONE: RunCounts = {
  built: 0,
  updated: 0,
  fromStore: 0,
  unchanged: 0,
  removed: 0,
  failed: 0,
  stopped: 0,
  notBuilt: 0,
  errors: 0,
};

export function finished(
  outcome: RunFinished['outcome'],
  parts: number,
  millis: number,
  counts: Partial<RunCounts> = {},
): RunFinished {
  return {
    type: 'run',
    state: 'finished',
    outcome,
    directory: '/release',
    parts,
    millis,
    counts: { ...NONE, ...counts },
  };
}

/** What the story comes to. */
export const STORY_COUNTS: RunCounts = {
  ...NONE,
  built: 1,
  updated: 1,
  fromStore: 1,
  unchanged: 2,
  removed: 1,
  failed: 1,
  notBuilt: 1,
};

/** A run with one of everything: built, from the store, unchanged, updated, removed, failed, skipped. */
export const story: readonly EngineEvent[] = [
  { type: 'run', state: 'started', profile: '/release/software.cfg' },
  { type: 'run', state: 'fetching', url: 'https://anna:secret@host/stack.cfg' },
  { type: 'run', state: 'waiting', for: 'slapbuild/0.1.0 building /release' },
  {
    type: 'diagnostic',
    diagnostic: { code: 'unused-value', severity: 'warning', message: 'nobody reads it', notes: [] },
  },
  {
    type: 'run',
    state: 'planned',
    directory: '/release',
    plan: planOf([planned('libevent', 'install', ...NEW)], [{ installed: installed('hello'), because: 'not-wanted' }]),
  },
  of('libevent', { state: 'queued', needs: [] }),
  of('hello', { state: 'removed', because: 'not-wanted' }),
  of('libevent', { state: 'removed', because: 'replaced' }),
  of('zlib', { state: 'up-to-date' }),
  of('xz', { state: 'substituted', signature: 'abc', from: '/store/xz/abc' }),
  of('libevent', {
    state: 'started',
    action: 'install',
    because: [
      { kind: 'option-changed', option: 'configure-options', was: '--a', now: '--b' },
      { kind: 'needed-part-changed', part: 'zlib' },
    ],
  }),
  of('popt', { state: 'started', action: 'install', because: NEW }),
  of('popt', { state: 'waiting', for: 'slapbuild/0.1.0 building popt for /other' }),
  of('libevent', { state: 'phase', phase: 'configure' }),
  of('libevent', { state: 'output', stream: 'stdout', chunk: 'checking for g' }),
  of('popt', { state: 'phase', phase: 'make' }),
  of('popt', { state: 'output', stream: 'stderr', chunk: 'popt.c:1: err' }),
  of('libevent', { state: 'output', stream: 'stdout', chunk: 'cc... \u001B[32myes\u001B[0m\n10%\r20%\r\nlast' }),
  of('libevent', { state: 'warning', message: 'option `x` is old' }),
  of('popt', { state: 'failed', diagnostics: [compileFailed], millis: 900 }),
  of('libevent', { state: 'installed', action: 'install', signature: 'def', millis: 12_340 }),
  of('job', { state: 'started', action: 'update', because: [{ kind: 'refresh' }] }),
  of('job', { state: 'installed', action: 'update', signature: 'ghi', millis: 30 }),
  of('look', { state: 'started', action: 'update', because: [{ kind: 'refresh' }] }),
  of('look', { state: 'output', stream: 'stdout', chunk: 'nothing new' }),
  of('look', { state: 'up-to-date' }),
  of('logrotate', { state: 'skipped', because: 'needed-part-failed' }),
  of('popt', { state: 'restored' }),
  finished('failed', 7, 15_070, STORY_COUNTS),
];
