import type { EngineEvent, RunFinished } from '../engine/events.js';
import { redact } from './redact.js';

/** Sums a run up. */
export interface Tally {
  /** Notes the parts that the summary names. */
  readonly note: (event: EngineEvent) => void;
  /** `5 parts: 2 built, 1 from the store, 2 unchanged; 12.3 s`, or what happened instead. */
  readonly summary: (finished: RunFinished) => string;
}

type Fate = keyof RunFinished['counts'];

const FATES: readonly (readonly [Fate, words: string])[] = [
  ['built', 'built'],
  ['updated', 'updated'],
  ['fromStore', 'from the store'],
  ['unchanged', 'unchanged'],
  ['removed', 'removed'],
  ['failed', 'failed'],
  ['stopped', 'stopped'],
  ['notBuilt', 'not built'],
];

/** Parts of one fate that are named in the summary. */
const NAMED = 3;

export function makeTally(): Tally {
  const failed: string[] = [];
  const stopped: string[] = [];
  const names: Partial<Record<Fate, readonly string[]>> = { failed, stopped };
  return {
    note(event) {
      if (event.type !== 'part') return;
      if (event.state === 'failed') failed.push(event.part);
      if (event.state === 'skipped' && event.because === 'stopped') stopped.push(event.part);
    },
    summary(finished) {
      const fates = FATES.flatMap(([fate, words]) => {
        const count = finished.counts[fate];
        return count === 0 ? [] : [`${String(count)} ${words}${namesOf(names[fate] ?? [])}`];
      });
      return summarise(finished, fates);
    },
  };
}

function summarise({ outcome, parts, millis, counts: { errors } }: RunFinished, fates: readonly string[]): string {
  const time = seconds(millis);
  const isUntouched = outcome === 'invalid' || (outcome === 'failed' && parts === 0 && fates.length === 0);
  if (isUntouched) return `${plural(errors, 'error')}, nothing was touched; ${time}`;
  if (outcome === 'unchanged') return `nothing is to be done: ${plural(parts, 'part')} up to date; ${time}`;
  if (outcome === 'interrupted' && parts === 0) return `interrupted, nothing was touched; ${time}`;
  if (outcome === 'failed' && fates.length === 0) return `${plural(errors, 'error')}, nothing was built; ${time}`;
  const prefix = outcome === 'interrupted' ? 'interrupted; ' : '';
  const what = fates.length === 0 ? '' : `: ${fates.join(', ')}`;
  return `${prefix}${plural(parts, 'part')}${what}; ${time}`;
}

function namesOf(parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const more = parts.length - NAMED;
  return ` (${redact(parts.slice(0, NAMED).join(', '))}${more > 0 ? ` and ${String(more)} more` : ''})`;
}

export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `0.24 s`, `12.3 s`, `3 min 4 s`. */
export function seconds(millis: number): string {
  if (millis < 995) return `${(millis / 1_000).toFixed(2)} s`;
  if (millis < 99_950) return `${(millis / 1_000).toFixed(1)} s`;
  const whole = Math.round(millis / 1_000);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}
