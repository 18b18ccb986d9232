import type { PartActivity } from './part-activity.js';

/** A part that is not through, and what it took when it was made before. */
export interface OpenTask {
  readonly needs: readonly string[];
  readonly expected: number | undefined;
  /** Processor time of its commands; `undefined` for a part that runs none, or was never made. */
  readonly expectedCpu: number | undefined;
  /** Once it is at work. */
  activity: PartActivity | undefined;
}

export interface Capacity {
  readonly now: number;
  /** Parts that can be at work at once. */
  readonly parts: number;
  /** Cores that their commands share; no bound where they are not known. */
  readonly cores: number;
}

/** Guessing for the rest is fair while most of what is to come is known. */
const KNOWN_SHARE = 0.8;

/**
 * What takes longest: the longest chain of what is to come, all of it on as many parts as can be at work, or the time
 * of those that run commands on the cores. `tasks` are in an order in which needs come first.
 */
export function timeLeft(tasks: ReadonlyMap<string, OpenTask>, capacity: Capacity): number | undefined {
  const known = [...tasks.values()].flatMap(({ expected }) => expected ?? []);
  if (known.length === 0 || known.length < KNOWN_SHARE * tasks.size) return undefined;
  const usual = known.reduce((sum, millis) => sum + millis, 0) / known.length;
  const ends = new Map<string, number>();
  let work = 0;
  let onCores = 0;
  for (const [name, task] of tasks) {
    const rest = restOf(task, usual, capacity);
    work += rest.millis;
    onCores += rest.coreMillis;
    ends.set(name, rest.millis + Math.max(0, ...task.needs.map((need) => ends.get(need) ?? 0)));
  }
  return Math.max(work / capacity.parts, onCores / capacity.cores, ...ends.values());
}

interface Rest {
  /** On all cores. */
  readonly millis: number;
  /** The same as time of one core: a command that does not compute has one all the same. */
  readonly coreMillis: number;
}

/** A part that shares the cores with others takes longer than it did: what it has not computed is still to come. */
function restOf({ expected, expectedCpu, activity }: OpenTask, usual: number, { now, cores }: Capacity): Rest {
  const cpu = Math.max(0, (expectedCpu ?? 0) - (activity?.cpuMillis ?? 0));
  const millis = Math.max(0, (expected ?? usual) - (activity?.ownMillis(now) ?? 0), cpu / cores);
  const isFree = expected !== undefined && expectedCpu === undefined;
  return { millis, coreMillis: isFree ? 0 : Math.max(millis, cpu) };
}
