import type { RunFinished } from '../engine/events.js';
import { redact } from './redact.js';
import { seconds } from './tally.js';

type Review = NonNullable<RunFinished['review']>;
type SlowStep = Extract<Review['shorten'], { readonly kind: 'step' }>;

/** A run shorter than this needs no advice, and what was saved is told from here on. */
const WORTH_MILLIS = 20_000;
/** Parts of the critical path that are named; the shortest are left out. */
const NAMED_PARTS = 6;

/** What is said of a run after its counts: what held it up, what would shorten it, what it did not have to do. */
export function reviewLines({ outcome, review, millis }: RunFinished): readonly string[] {
  if (review === undefined || outcome !== 'done') return [];
  const { savedMillis } = review;
  const saved = savedMillis < WORTH_MILLIS ? [] : [`saved ${seconds(savedMillis)}: what stood or was in the store`];
  if (millis < WORTH_MILLIS) return saved;
  return [pathLine(review, millis), `${busyText(review)}; ${shorterText(review)}`, ...saved];
}

function pathLine({ criticalPath }: Review, millis: number): string {
  const total = criticalPath.reduce((sum, part) => sum + part.millis, 0);
  const byLength = criticalPath.toSorted((one, other) => other.millis - one.millis);
  const longest = new Set(byLength.slice(0, NAMED_PARTS));
  const shown = criticalPath.map((part) => (longest.has(part) ? `${redact(part.part)} ${seconds(part.millis)}` : '…'));
  const chain = shown.filter((text, index) => text !== '…' || shown[index - 1] !== '…');
  return `critical path ${seconds(total)} of ${seconds(millis)}: ${chain.join(' > ')}`;
}

function busyText({ cpuMillis, millis, cores }: Review): string {
  const percent = Math.min(100, Math.round((100 * cpuMillis) / Math.max(1, millis * cores)));
  return `its commands kept ${cores === 1 ? 'one core' : `${String(cores)} cores`} busy ${String(percent)} % of the time`;
}

function shorterText({ shorten, cores }: Review): string {
  switch (shorten.kind) {
    case 'cores':
      return 'more cores would shorten it';
    case 'waiting':
      return `parts of the path waited ${seconds(shorten.millis)}`;
    case 'parts':
      return 'more parts at once (`--parts`) would shorten it';
    case 'step':
      return stepText(shorten, cores);
  }
}

/** Cores that a step which does one thing after the other keeps busy on average. */
const ONE_CORE = { least: 0.75, most: 1.25 };

function stepText({ part, phase, millis, cores: used, serialOption }: SlowStep, cores: number): string {
  const step = `longest step: ${redact(part)}${phase === undefined ? '' : `, ${redact(phase)}`}, ${seconds(millis)}`;
  if (cores === 1) return step;
  if (used < ONE_CORE.least || used > ONE_CORE.most) return `${step} on ${String(used)} of ${String(cores)} cores`;
  const because = serialOption === undefined ? '' : ` (its \`${redact(serialOption)}\` says \`-j1\`)`;
  return `${step} on 1 core${because}`;
}
