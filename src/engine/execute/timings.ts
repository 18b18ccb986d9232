import type { PartCost, PhaseCost } from './cost.js';

/** What a part cost when it was last made. */
export interface Timing {
  readonly part: string;
  readonly recipe: string;
  readonly cost: PartCost;
  /** Seconds since 1970 when a run last had this part. */
  readonly used: number;
}

export type Timings = ReadonlyMap<string, Timing>;

const SCHEMA = 1;
const LONGEST_NAME = 1_000;
const MOST_PHASES = 100;

/** Parts of one name made by different recipes have nothing in common. */
export function timingKey(part: string, recipe: string): string {
  return `${recipe}\n${part}`;
}

/** A text that anybody may have written: what is not as it should be is left out. */
export function decodeTimings(text: string): Timings {
  const found: unknown = parse(text);
  if (!isObject(found) || found['schema'] !== SCHEMA || !isList(found['timings'])) return new Map();
  const timings = found['timings'].flatMap((row) => decodeRow(row) ?? []);
  return new Map(timings.map((timing) => [timingKey(timing.part, timing.recipe), timing]));
}

/** Rows instead of objects: ten thousand of them are read and written in every run that makes something. */
export function encodeTimings(timings: Timings): string {
  const rows = [...timings.values()].map(({ part, recipe, used, cost: { millis, cpuMillis, peakBytes, phases } }) =>
    JSON.stringify([part, recipe, used, millis, cpuMillis, peakBytes, phases.map(rowOfPhase)]),
  );
  return `{"schema":${String(SCHEMA)},"timings":[\n${rows.join(',\n')}\n]}\n`;
}

export interface Merging {
  /** Which of the old ones stay. */
  readonly keeps: (old: Timing) => boolean;
  /** Of more than this many, those that were used last. */
  readonly most: number;
}

/** The fresh ones, and the old ones that they do not replace. */
export function mergeTimings(old: Timings, fresh: readonly Timing[], { keeps, most }: Merging): Timings {
  const merged = new Map([...old].filter(([, timing]) => keeps(timing)));
  for (const timing of fresh) merged.set(timingKey(timing.part, timing.recipe), timing);
  if (merged.size <= most) return merged;
  return new Map([...merged].sort(([, one], [, other]) => other.used - one.used).slice(0, most));
}

function rowOfPhase({ phase, millis, cpuMillis }: PhaseCost): readonly unknown[] {
  return [phase, millis, cpuMillis];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function decodeRow(row: unknown): Timing | undefined {
  if (!isList(row)) return undefined;
  const [part, recipe, used, millis, cpuMillis, peakBytes, listed] = row;
  if (!isName(part) || !isName(recipe) || !isList(listed) || listed.length > MOST_PHASES) return undefined;
  if (!isAmount(used) || !isAmount(millis) || !isAmount(cpuMillis) || !isAmount(peakBytes)) return undefined;
  const phases = listed.map(decodePhase).filter((phase) => phase !== undefined);
  if (phases.length < listed.length) return undefined;
  return { part, recipe, used, cost: { millis, cpuMillis, peakBytes, phases } };
}

function decodePhase(row: unknown): PhaseCost | undefined {
  if (!isList(row)) return undefined;
  const [phase, millis, cpuMillis] = row;
  return isName(phase) && isAmount(millis) && isAmount(cpuMillis) ? { phase, millis, cpuMillis } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
