import type { EngineEvent, RunFinished } from '../engine/events.js';
import type { PartEvent } from './reporter.js';

/** Counts what became of the parts of a run. */
export interface Tally {
  readonly count: (event: EngineEvent) => void;
  /** `5 parts: 2 built, 1 from the store, 2 unchanged; 12.3 s`, or what happened instead. */
  readonly summary: (finished: RunFinished) => string;
}

type Fate = 'built' | 'updated' | 'from the store' | 'unchanged' | 'removed' | 'failed' | 'not built';

const FATES: readonly Fate[] = ['built', 'updated', 'from the store', 'unchanged', 'removed', 'failed', 'not built'];

/** Failed parts named in the summary. */
const NAMED_FAILURES = 3;

export function makeTally(): Tally {
  const counts = new Map<Fate, number>();
  const failed: string[] = [];
  let errors = 0;
  const fates = (): readonly string[] =>
    FATES.flatMap((fate) => {
      const count = counts.get(fate) ?? 0;
      const names = fate === 'failed' ? ` (${namesOf(failed)})` : '';
      return count === 0 ? [] : [`${String(count)} ${fate}${names}`];
    });
  return {
    count(event) {
      if (event.type === 'diagnostic' && event.diagnostic.severity === 'error') errors += 1;
      const fate = event.type === 'part' ? fateOf(event) : undefined;
      if (fate !== undefined) counts.set(fate, (counts.get(fate) ?? 0) + 1);
      if (event.type === 'part' && event.state === 'failed') failed.push(event.part);
    },
    summary: (finished) => summarise(finished, { fates: fates(), errors }),
  };
}

function fateOf(event: PartEvent): Fate | undefined {
  switch (event.state) {
    case 'up-to-date':
      return 'unchanged';
    case 'substituted':
      return 'from the store';
    case 'installed':
      return event.action === 'update' ? 'updated' : 'built';
    case 'failed':
      return 'failed';
    case 'skipped':
      return 'not built';
    case 'removed':
      return event.because === 'not-wanted' ? 'removed' : undefined;
    default:
      return undefined;
  }
}

interface Counted {
  readonly fates: readonly string[];
  readonly errors: number;
}

function summarise({ outcome, parts, millis }: RunFinished, { fates, errors }: Counted): string {
  const time = seconds(millis);
  const isUntouched = outcome === 'invalid' || (outcome === 'failed' && parts === 0 && fates.length === 0);
  if (isUntouched) return `${plural(errors, 'error')}, nothing was touched; ${time}`;
  if (outcome === 'unchanged') return `nothing is to be done: ${plural(parts, 'part')} up to date; ${time}`;
  if (outcome === 'interrupted' && parts === 0) return `interrupted, nothing was touched; ${time}`;
  const prefix = outcome === 'interrupted' ? 'interrupted; ' : '';
  const what = fates.length === 0 ? '' : `: ${fates.join(', ')}`;
  return `${prefix}${plural(parts, 'part')}${what}; ${time}`;
}

function namesOf(failed: readonly string[]): string {
  const more = failed.length - NAMED_FAILURES;
  return failed.slice(0, NAMED_FAILURES).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
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
