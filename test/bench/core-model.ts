/** A part of the model: a serial `configure`, then a `make` of equal jobs. Seconds. */
export interface ModelPart {
  readonly name: string;
  readonly needs: readonly string[];
  readonly configure: number;
  readonly make: number;
}

/** Who says which parts run; a schedule of the engine is one. */
export interface Chooser {
  /** Parts to start now. */
  readonly next: () => readonly string[];
  readonly finish: (name: string) => void;
  /** Smaller is served first. */
  readonly rankOf: (name: string) => number;
}

/** Jobs that a `make` can run at once. */
export const MAKE_WIDTH = 20;

/** The choosers that the engine is compared with: parts start in this order as soon as what they need is there. */
export function chooseInOrder(parts: readonly ModelPart[], width: number): Chooser {
  const waiting = new Set(parts);
  const ended = new Set<string>();
  const ranks = new Map(parts.map(({ name }, rank) => [name, rank]));
  let running = 0;
  return {
    next() {
      const ready = [...waiting].filter(({ needs }) => needs.every((need) => ended.has(need)));
      const started = ready.slice(0, width - running);
      for (const part of started) waiting.delete(part);
      running += started.length;
      return started.map(({ name }) => name);
    },
    finish(name) {
      ended.add(name);
      running -= 1;
    },
    rankOf: (name) => ranks.get(name) ?? parts.length,
  };
}

interface Work {
  readonly name: string;
  configure: number;
  make: number;
}

/**
 * Seconds that the parts take when cores can be divided at any moment: each running part has one, in the order of the
 * ranks; with `shares`, those that are left go round among the parts in their `make`.
 */
export function divideCores(
  parts: readonly ModelPart[],
  chooser: Chooser,
  { cores, shares }: { readonly cores: number; readonly shares: boolean },
): number {
  const known = new Map(parts.map((part) => [part.name, part]));
  let active: readonly Work[] = [];
  let now = 0;
  for (;;) {
    const started = chooser.next().map((name): Work => {
      const { configure = 0, make = 0 } = known.get(name) ?? {};
      return { name, configure, make };
    });
    active = [...active, ...started].toSorted((one, other) => chooser.rankOf(one.name) - chooser.rankOf(other.name));
    if (active.length === 0) return now;
    const speeds = divide(active, cores, shares);
    const step = Math.min(...active.map((work) => remaining(work) / (speeds.get(work) ?? 0)));
    now += step;
    for (const work of active) advance(work, step * (speeds.get(work) ?? 0));
    for (const { name } of active.filter((work) => remaining(work) <= TINY)) chooser.finish(name);
    active = active.filter((work) => remaining(work) > TINY);
  }
}

/** What is left of a phase after rounding is no work. */
const TINY = 1e-9;

function remaining({ configure, make }: Work): number {
  return configure > TINY ? configure : make;
}

function advance(work: Work, seconds: number): void {
  if (work.configure > TINY) work.configure -= seconds;
  else work.make -= seconds;
}

function divide(active: readonly Work[], cores: number, shares: boolean): ReadonlyMap<Work, number> {
  const speeds = new Map(active.slice(0, cores).map((work) => [work, 1]));
  const makes = shares ? [...speeds.keys()].filter(({ configure }) => configure <= TINY) : [];
  const wanted = makes.length * (MAKE_WIDTH - 1);
  const spare = Math.min(cores - speeds.size, wanted);
  for (let given = 0; given < spare; given++) {
    const work = makes[given % makes.length];
    if (work !== undefined) speeds.set(work, (speeds.get(work) ?? 0) + 1);
  }
  return speeds;
}
