import { describe, expect, test } from 'vitest';
import type { ScheduleSettings } from '../../src/engine/execute/schedule.js';
import type { LaneName, Task, TaskOutcome } from '../../src/engine/execute/task.js';
import { makeGraph } from '../bench/graph.js';
import { Random } from '../bench/random.js';
import { simulate, type Simulated } from './simulate.js';

const SEED = Number(process.env['SCHEDULE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = 300;
console.log(`schedules are simulated with SCHEDULE_SEED=${SEED}`);

/** Which graphs a simulation is about. */
interface Kind {
  readonly lanes?: boolean;
  readonly memory?: boolean;
}

interface Round {
  readonly random: Random;
  readonly tasks: readonly Task[];
  readonly width: number;
  /** What each task takes in truth; the recorded duration is near it, far from it, or missing. */
  readonly durations: ReadonlyMap<string, number>;
}

const LANES: readonly LaneName[] = ['work', 'work', 'work', 'in-process', 'instant'];

function makeRound(random: Random, { lanes = false, memory = false }: Kind): Round {
  const density = random.between(0, 4);
  const names = Array.from({ length: random.between(1, 40) }, (_, index) => `t${index}`);
  const durations = new Map(names.map((name) => [name, random.between(1, 100)]));
  const tasks = names.map((name, index): Task => {
    const needs =
      index === 0 ? [] : Array.from({ length: random.between(0, density) }, () => `t${random.below(index)}`);
    const truth = durations.get(name) ?? 0;
    return {
      name,
      needs,
      ...(random.chance(60) && { millis: random.chance(70) ? truth : random.between(0, 500) }),
      ...(lanes && { lane: random.pick(LANES) }),
      ...(memory && random.chance(70) && { peakBytes: random.between(0, 120) }),
    };
  });
  return { random, tasks, width: random.between(1, 8), durations };
}

/** Many random graphs; what goes wrong is told with the round, to be made again with the seed. */
function everyRound(kind: Kind, check: (round: Round) => void): void {
  for (let number = 0; number < ROUNDS; number++) {
    try {
      check(makeRound(Random.ofRound(SEED, number), kind));
    } catch (error) {
      throw new Error(`SCHEDULE_SEED=${SEED}, round ${number}`, { cause: error });
    }
  }
}

function run({ tasks, width, durations }: Round, more: Partial<ScheduleSettings> = {}): Simulated {
  return simulate(tasks, { width, ...more }, { durationOf: (name) => durations.get(name) ?? 0 });
}

function namesOf(tasks: readonly Task[]): readonly string[] {
  return tasks.map(({ name }) => name);
}

describe('any schedule', () => {
  test('starts each task once after its needs, no more than the width, and leaves no slot idle beside a ready task', () => {
    everyRound({ lanes: true }, (round) => {
      const { violations, started, skipped } = run(round);
      expect(violations).toEqual([]);
      expect(skipped).toEqual([]);
      expect(started.toSorted()).toEqual(namesOf(round.tasks).toSorted());
    });
  });

  test('keeps to the memory, runs what exceeds it alone, and lets a waiting task be passed no more often than promised', () => {
    everyRound({ lanes: true, memory: true }, (round) => {
      const { violations, started } = run(round, { memoryBytes: round.random.between(0, 200) });
      expect(violations).toEqual([]);
      expect(started).toHaveLength(round.tasks.length);
    });
  });

  test('with a width of 1 does everything in the order given, whatever its lane', () => {
    everyRound({ lanes: true, memory: true }, (round) => {
      const { violations, started } = run({ ...round, width: 1 }, { memoryBytes: 50 });
      expect(violations).toEqual([]);
      expect(started).toEqual(namesOf(round.tasks));
    });
  });

  test('takes at most twice as long as the best one could', () => {
    everyRound({}, (round) => {
      const { makespan } = run(round);
      const total = [...round.durations.values()].reduce((sum, each) => sum + each, 0);
      const bound = Math.max(total / round.width, longestPath(round));
      expect(makespan).toBeLessThanOrEqual(2 * bound);
      expect(makespan).toBeGreaterThanOrEqual(bound);
    });
  });
});

function longestPath({ tasks, durations }: Round): number {
  const ends = new Map<string, number>();
  for (const { name, needs } of tasks)
    ends.set(name, Math.max(0, ...needs.map((need) => ends.get(need) ?? 0)) + (durations.get(name) ?? 0));
  return Math.max(...ends.values());
}

describe('after failures', () => {
  test.each(['finish', 'stop', 'continue'] as const)('of some tasks, `%s` starts what it promises', (afterFailure) => {
    everyRound({ lanes: true, memory: true }, (round) => {
      const bad = new Set(namesOf(round.tasks).filter(() => round.random.chance(10)));
      const outcomeOf = (name: string): TaskOutcome => (bad.has(name) ? 'failed' : 'succeeded');
      const durationOf = (name: string): number => round.durations.get(name) ?? 0;
      const settings = { width: round.width, afterFailure, memoryBytes: 150 };
      const { violations, started, skipped, startedAt, endedAt } = simulate(round.tasks, settings, {
        outcomeOf,
        durationOf,
      });
      expect(violations).toEqual([]);
      const lost = dependantsOf(round.tasks, new Set(started.filter((name) => bad.has(name))));
      for (const { name, because } of skipped)
        expect([name, because]).toEqual([name, lost.has(name) ? 'needed-part-failed' : 'run-failed']);
      expect([...started, ...namesOfSkipped(skipped)].toSorted()).toEqual(namesOf(round.tasks).toSorted());
      if (afterFailure === 'continue') expect(new Set(namesOfSkipped(skipped))).toEqual(lost);
      const firstEnd = Math.min(...[...bad].map((name) => endedAt.get(name) ?? Infinity));
      if (afterFailure !== 'continue') expect(Math.max(...startedAt.values())).toBeLessThanOrEqual(firstEnd);
    });
  });
});

function namesOfSkipped(skipped: Simulated['skipped']): readonly string[] {
  return skipped.map(({ name }) => name);
}

/** Everything that needs one of them, directly or not. */
function dependantsOf(tasks: readonly Task[], failed: ReadonlySet<string>): ReadonlySet<string> {
  const lost = new Set<string>();
  for (const { name, needs } of tasks) if (needs.some((need) => failed.has(need) || lost.has(need))) lost.add(name);
  return lost;
}

describe('the order', () => {
  const started = (tasks: readonly Task[], width = 2): readonly string[] =>
    simulate(tasks, { width }, { durationOf: () => 1 }).started;

  test('is that of the work on the longest path, in recorded durations', () => {
    const chain: readonly Task[] = [
      { name: 'short', needs: [], millis: 1 },
      { name: 'shorter', needs: ['short'], millis: 1 },
      { name: 'shortest', needs: ['shorter'], millis: 1 },
      { name: 'long', needs: [], millis: 50 },
      { name: 'longer', needs: [], millis: 60 },
    ];
    expect(started(chain).slice(0, 3)).toEqual(['longer', 'long', 'short']);
    expect(started(chain.map(({ name, needs }) => ({ name, needs }))).slice(0, 2)).toEqual(['short', 'long']);
  });

  test('takes a task without a record for one of the usual length', () => {
    const tasks: readonly Task[] = [
      { name: 'quick', needs: [], millis: 5 },
      { name: 'usual', needs: [], millis: 20 },
      { name: 'unknown', needs: [] },
      { name: 'slow', needs: [], millis: 90 },
    ];
    expect(started(tasks)).toEqual(['slow', 'usual', 'unknown', 'quick']);
  });

  test('counts nothing for what is only recorded, and nothing waits for it', () => {
    const tasks: readonly Task[] = [
      { name: 'current', needs: [], lane: 'instant', millis: 1000 },
      { name: 'after', needs: ['current'], millis: 1 },
      { name: 'real', needs: [], millis: 2 },
      { name: 'other', needs: [], millis: 3 },
    ];
    const { startedAt } = simulate(tasks, { width: 2 }, { durationOf: (name) => (name === 'current' ? 0 : 10) });
    expect([...startedAt]).toEqual([
      ['current', 0],
      ['other', 0],
      ['real', 0],
      ['after', 10],
    ]);
  });

  test('of the graph of the C benchmark is never worse by durations than by depth, and better on the whole', () => {
    const nameOf = (part: number): string => `p${part}`;
    const tasks = makeGraph(24, 7).needs.map((needs, part) => ({ name: nameOf(part), needs: needs.map(nameOf) }));
    const totals = { durations: 0, depth: 0 };
    for (const [width, every] of [2, 3, 4, 8].flatMap((w) => [2, 3, 4, 5, 6, 7].map((e) => [w, e] as const))) {
      // Every so many parts have 20 files to compile, the others 2.
      const durations = tasks.map((_, part) => (part % every === 0 ? 2070 : 640));
      const known = tasks.map((task, part) => ({ ...task, millis: durations[part] ?? 0 }));
      const truth = { durationOf: (name: string) => durations[Number(name.slice(1))] ?? 0 };
      const byDepth = simulate(tasks, { width }, truth).makespan;
      const byDurations = simulate(known, { width }, truth).makespan;
      expect(byDurations).toBeLessThanOrEqual(byDepth);
      totals.durations += byDurations;
      totals.depth += byDepth;
    }
    expect(totals.durations).toBeLessThan(totals.depth);
  });
});

describe('memory', () => {
  test('a large task is passed by as many smaller ones as there are slots, and then waited for', () => {
    const small = (index: number): Task => ({ name: `small${index}`, needs: [], millis: 1, peakBytes: 60 });
    const tasks: readonly Task[] = [
      { name: 'first', needs: [], millis: 30, peakBytes: 40 },
      { name: 'large', needs: [], millis: 20, peakBytes: 90 },
      ...Array.from({ length: 5 }, (_, index) => small(index)),
    ];
    const truth = { durationOf: (name: string) => (name === 'first' ? 100 : 1) };
    const { started, startedAt, violations } = simulate(tasks, { width: 2, memoryBytes: 100 }, truth);
    expect(violations).toEqual([]);
    expect(started.slice(0, 4)).toEqual(['first', 'small0', 'small1', 'large']);
    expect(startedAt.get('large')).toBe(100);
  });

  test('what exceeds all of it runs, but beside nothing else', () => {
    const tasks: readonly Task[] = [
      { name: 'huge', needs: [], millis: 10, peakBytes: 500 },
      { name: 'a', needs: [], millis: 5 },
      { name: 'b', needs: [], millis: 4, peakBytes: 10 },
    ];
    const { startedAt } = simulate(tasks, { width: 3, memoryBytes: 100 }, { durationOf: () => 10 });
    expect([...startedAt]).toEqual([
      ['huge', 0],
      ['a', 10],
      ['b', 10],
    ]);
  });
});

describe('the lane of what runs no commands', () => {
  test('goes on while every slot of the width is taken', () => {
    const compiler = (name: string): Task => ({ name, needs: [] });
    const files = ['w', 'x', 'y', 'z', 'last'].map((name): Task => ({ name, needs: [], lane: 'in-process' }));
    const durationOf = (name: string): number => (name.startsWith('c') ? 1000 : 1);
    const { startedAt } = simulate(
      [compiler('c1'), compiler('c2'), compiler('c3'), ...files],
      { width: 2 },
      { durationOf },
    );
    expect(files.map(({ name }) => startedAt.get(name))).toEqual([0, 0, 0, 0, 1]);
    expect(startedAt.get('c3')).toBe(1000);
  });
});
