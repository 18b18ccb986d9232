import type { Plan, PlannedPart } from '../engine/plan/index.js';
import { reasonText, type DescribeReason } from './reason-text.js';
import { redact } from './redact.js';
import { plural } from './tally.js';

/** Reasons shown per part. */
const REASONS = 5;
/** Names are aligned up to this length. */
const LONGEST_NAME = 30;

/** What a run would do, part by part, and why; parts that stay as they are only count in the last line. */
export function planText(plan: Plan, describe: DescribeReason): string {
  const rows = [
    ...plan.parts.filter(({ action }) => action !== 'current').map((part) => rowOf(part, describe)),
    ...removalRows(plan),
  ];
  const nameColumns = Math.min(LONGEST_NAME, Math.max(0, ...rows.map(({ name }) => name.length)));
  const lines = rows.flatMap(({ verb, name, because }) => {
    const start = `${verb.padEnd(VERB_COLUMNS)} ${name.padEnd(nameColumns)}`;
    return because.map((reason, index) => (index === 0 ? `${start}  because ${reason}` : continued(start, reason)));
  });
  return `${[...lines, planCounts(plan)].join('\n')}\n`;
}

interface Row {
  readonly verb: string;
  readonly name: string;
  readonly because: readonly string[];
}

const VERBS = { current: 'keep', update: 'check', reuse: 'take', install: 'install' } as const;
const VERB_COLUMNS = 'install'.length;

function rowOf({ part, action, because }: PlannedPart, describe: DescribeReason): Row {
  const shown = because.slice(0, REASONS).map((reason) => reasonText(reason, describe));
  const more = because.length - shown.length;
  const rest = more > 0 ? [`of ${plural(more, 'further reason')}`] : [];
  return { verb: VERBS[action], name: redact(part.name), because: [...shown, ...rest] };
}

/** The removal of a part that is replaced goes without saying. */
function removalRows({ removals }: Plan): readonly Row[] {
  return removals
    .filter(({ because }) => because === 'not-wanted')
    .map(({ installed }) => ({
      verb: 'remove',
      name: redact(installed.name),
      because: ['the profile does not ask for it any more'],
    }));
}

function continued(start: string, reason: string): string {
  return `${' '.repeat(start.length)}      and ${reason}`;
}

/** `5 parts: 2 to install, 1 to take from the store, 2 up to date; 1 part to remove`. */
function planCounts(plan: Plan): string {
  const count = (wanted: string): number => plan.parts.filter(({ action }) => action === wanted).length;
  const removed = removalRows(plan).length;
  const parts = plural(plan.parts.length, 'part');
  if (count('current') === plan.parts.length && removed === 0) return `nothing is to be done: ${parts} up to date`;
  const counts: readonly (readonly [number, string])[] = [
    [count('install'), 'to install'],
    [count('reuse'), 'to take from the store'],
    [count('update'), 'to check'],
    [count('current'), 'up to date'],
  ];
  const told = counts.filter(([number]) => number > 0).map(([number, what]) => `${String(number)} ${what}`);
  const removal = removed > 0 ? `; ${plural(removed, 'part')} to remove` : '';
  return (told.length > 0 ? `${parts}: ${told.join(', ')}` : parts) + removal;
}
