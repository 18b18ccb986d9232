import { Random } from '../bench/random.js';
import type { Corpus } from './corpus.js';
import { findProblem, type Problem } from './find-problem.js';
import { largeSet } from './large.js';
import { minimise } from './minimise.js';
import { mutateSet } from './mutate.js';
import type { ProfileSet } from './profile-set.js';

export interface RoundSettings {
  readonly seed: number;
  readonly corpus: Corpus;
  /** One of so many rounds gets a set that is made to be large; 0 for none. */
  readonly largeEvery: number;
}

const LARGEST = 5000;
const SMALL = 40;

/** The set of a round; the same for the same seed and round. */
export function makeSet({ seed, corpus, largeEvery }: RoundSettings, round: number): ProfileSet {
  const random = Random.ofRound(seed, round);
  if (largeEvery > 0 && random.below(largeEvery) === 0) return largeSet(random, LARGEST);
  return random.chance(3) ? largeSet(random, SMALL) : mutateSet(random, corpus);
}

/** A problem of a round, and the smallest set that still has it. */
export interface Finding extends Problem {
  readonly round: number;
  readonly set: ProfileSet;
}

export interface RunSettings extends RoundSettings {
  readonly from: number;
  readonly count: number;
  /** Keys of problems that were told before. */
  readonly told: Iterable<string>;
  /** Milliseconds that no round may take; told only if the same set takes too long again. */
  readonly slow: number;
  /** Milliseconds for making one set smaller. */
  readonly patience: number;
  /** A round begins, or is over. */
  readonly onRound: (round: number, state: 'begins' | 'over') => void;
  readonly onFinding: (finding: Finding) => void;
}

/** Runs rounds and tells each kind of problem once. */
export function runRounds(settings: RunSettings): void {
  const { from, count, told, slow, patience, onRound, onFinding } = settings;
  const known = new Set(told);
  for (let round = from; round < from + count; round++) {
    const set = makeSet(settings, round);
    if (set.shape !== undefined && known.has(slowKey(set))) continue;
    onRound(round, 'begins');
    const problem = judge(set, slow);
    onRound(round, 'over');
    if (problem === undefined || known.has(problem.key)) continue;
    known.add(problem.key);
    const isStillBad = (candidate: ProfileSet): boolean => judge(candidate, slow)?.key === problem.key;
    const isSlow = problem.key === slowKey(set);
    onFinding({
      ...problem,
      round,
      set: isSlow && set.shape !== undefined ? set : minimise(set, { isStillBad, patience }),
    });
  }
}

/** What a problem of taking too long is called. */
export function slowKey({ shape = 'mutated' }: ProfileSet): string {
  return `slow: ${shape}`;
}

function judge(set: ProfileSet, slow: number): Problem | undefined {
  const { problem, took } = time(set);
  if (problem !== undefined || took <= slow) return problem;
  const again = time(set).took;
  return again <= slow ? undefined : { key: slowKey(set), detail: `${Math.round(Math.min(took, again))} ms` };
}

/** Milliseconds of processor time, so that what else the machine does is not counted. */
function time(set: ProfileSet): { readonly problem: Problem | undefined; readonly took: number } {
  const before = process.cpuUsage();
  const problem = findProblem(set);
  const { user, system } = process.cpuUsage(before);
  return { problem, took: (user + system) / 1000 };
}
