import type { PartCost } from './cost.js';

/** What a run was held up by, and what it did not have to do. */
export interface RunReview {
  /** The chain of needs that took longest, in the order made; wall time of each, with all waiting. */
  readonly criticalPath: readonly { readonly part: string; readonly millis: number }[];
  /** From the start of the first part that was made to the end of the last. */
  readonly millis: number;
  /** User and system time of all commands. */
  readonly cpuMillis: number;
  /** Cores that the run could use. */
  readonly cores: number;
  /** What parts that stood, or were in the store, had taken when they were made. */
  readonly savedMillis: number;
  /** What would make the run shorter. */
  readonly shorten: Shortening;
}

/**
 * `step`: the longest step of the critical path, as the path leaves no room elsewhere; `cores`: all of them were busy;
 * `waiting`: parts of the path waited, for locks or for cores; `parts`: there was room for more parts at once.
 */
export type Shortening =
  | SlowStep
  | { readonly kind: 'cores' }
  | { readonly kind: 'waiting'; readonly millis: number }
  | { readonly kind: 'parts' };

export interface SlowStep {
  readonly kind: 'step';
  readonly part: string;
  /** Absent for a part that tells no phases. */
  readonly phase?: string;
  readonly millis: number;
  /** Cores that it kept busy on average. */
  readonly cores: number;
  /** The option of the part that says `-j1`. */
  readonly serialOption?: string;
}

/** A part that a run made. Times are of the clock of the run. */
export interface MadePart {
  readonly part: string;
  /** Parts that it waited for, among those that were made. */
  readonly needs: readonly string[];
  readonly begun: number;
  readonly ended: number;
  readonly cost: PartCost;
  readonly serialOption?: string;
}

export interface RunFacts {
  readonly cores: number;
  readonly savedMillis: number;
}

/** Looks back at a run; `undefined` when it made nothing. */
export function reviewRun(made: readonly MadePart[], { cores, savedMillis }: RunFacts): RunReview | undefined {
  const path = criticalPathOf(made);
  if (path.length === 0) return undefined;
  const begun = made.reduce((first, part) => Math.min(first, part.begun), Number.POSITIVE_INFINITY);
  const ended = made.reduce((last, part) => Math.max(last, part.ended), Number.NEGATIVE_INFINITY);
  const cpuMillis = made.reduce((sum, { cost }) => sum + cost.cpuMillis, 0);
  const millis = Math.round(ended - begun);
  return {
    criticalPath: path.map((part) => ({ part: part.part, millis: Math.round(part.ended - part.begun) })),
    millis,
    cpuMillis,
    cores,
    savedMillis,
    shorten: shorteningOf(path, { millis, busy: cpuMillis / Math.max(1, millis * cores) }),
  };
}

/** The chain of needs that took longest, with what its parts waited for locks and cores: that held up the run. */
function criticalPathOf(made: readonly MadePart[]): readonly MadePart[] {
  const byName = new Map(made.map((part) => [part.part, part]));
  const chains = new Map<MadePart, Chain>();
  let longest: Chain | undefined;
  for (const part of made.toSorted((one, other) => one.ended - other.ended)) {
    const before = part.needs.flatMap((need) => {
      const needed = byName.get(need);
      // What a part did not wait for, such as one that was made in a later turn, is none of its chain.
      return needed === undefined || needed.ended > part.begun ? [] : (chains.get(needed) ?? []);
    });
    const behind = longestOf(before);
    const chain = { part, behind, millis: part.ended - part.begun + (behind?.millis ?? 0) };
    chains.set(part, chain);
    longest = longest === undefined || chain.millis >= longest.millis ? chain : longest;
  }
  const path: MadePart[] = [];
  for (let link = longest; link !== undefined; link = link.behind) path.unshift(link.part);
  return path;
}

/** A part and the longest chain of parts that it waited for. */
interface Chain {
  readonly part: MadePart;
  readonly behind: Chain | undefined;
  readonly millis: number;
}

function longestOf(chains: readonly Chain[]): Chain | undefined {
  return chains.reduce<Chain | undefined>(
    (longest, chain) => (longest === undefined || chain.millis > longest.millis ? chain : longest),
    undefined,
  );
}

/** The part that ended last. */
export function lastOf(parts: readonly MadePart[]): MadePart | undefined {
  return parts.reduce<MadePart | undefined>(
    (last, part) => (last === undefined || part.ended > last.ended ? part : last),
    undefined,
  );
}

/** From this share on something counts as the whole, or as enough to matter. */
const NEARLY_ALL = 0.8;
const NOTABLE = 0.2;

function shorteningOf(
  path: readonly MadePart[],
  { millis, busy }: { readonly millis: number; readonly busy: number },
): Shortening {
  const onPath = path.reduce((sum, { begun, ended }) => sum + ended - begun, 0);
  const waited = path.reduce((sum, { begun, ended, cost }) => sum + Math.max(0, ended - begun - cost.millis), 0);
  const isChain = onPath >= NEARLY_ALL * millis;
  const waits = waited >= NOTABLE * onPath;
  if (busy >= NEARLY_ALL && (!isChain || waits)) return { kind: 'cores' };
  if (waits) return { kind: 'waiting', millis: Math.round(waited) };
  return isChain ? longestStep(path) : { kind: 'parts' };
}

function longestStep(path: readonly MadePart[]): Shortening {
  const steps = path.flatMap(({ part, cost, serialOption }): readonly SlowStep[] => {
    const { millis, cpuMillis, phases } = cost;
    const whole = phases.length === 0 ? [{ millis, cpuMillis }] : phases;
    return whole.map((step) => ({
      kind: 'step',
      part,
      ...('phase' in step && { phase: step.phase }),
      millis: step.millis,
      cores: Math.round((10 * step.cpuMillis) / Math.max(1, step.millis)) / 10,
      ...(serialOption !== undefined && { serialOption }),
    }));
  });
  return steps.reduce<Shortening>(
    (longest, step) => (longest.kind === 'step' && longest.millis >= step.millis ? longest : step),
    { kind: 'parts' },
  );
}

/** `-j1`, `-j 1`, `--jobs=1` among the words of an option. */
const SERIAL = /(?:^|\s)(?:-j\s*|--jobs[=\s]\s*)1(?=\s|$)/u;

/** The option of a part that makes its `make` serial, if one does. */
export function serialOptionOf(texts: ReadonlyMap<string, string>): string | undefined {
  return [...texts].find(([, text]) => SERIAL.test(text))?.[0];
}
