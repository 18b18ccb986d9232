import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Schedule } from '../../src/engine/execute/schedule.js';
import { runTasks } from '../../src/engine/execute/scheduler.js';
import type { SkipReason, Task, TaskOutcome } from '../../src/engine/execute/task.js';

/** Tasks that end only when the test says so. */
function stage(tasks: readonly Task[], width: number) {
  const abort = new AbortController();
  const started: string[] = [];
  const skipped: [string, SkipReason][] = [];
  const gates = new Map<string, (outcome: TaskOutcome) => void>();
  const done = runTasks(new Schedule(tasks, { width }), {
    signal: abort.signal,
    run: (name) => {
      started.push(name);
      return new Promise((resolve) => gates.set(name, resolve));
    },
    skip: (name, because) => skipped.push([name, because]),
  });
  const end = async (name: string, outcome: TaskOutcome = 'succeeded'): Promise<void> => {
    gates.get(name)?.(outcome);
    gates.delete(name);
    await settle();
  };
  return { abort, started, skipped, gates, done, end };
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

const DIAMOND: readonly Task[] = [
  { name: 'base', needs: [] },
  { name: 'left', needs: ['base'] },
  { name: 'right', needs: ['base'] },
  { name: 'top', needs: ['left', 'right'] },
];

describe('runTasks', () => {
  test('starts a task when everything it needs has succeeded, independent ones at once', async () => {
    const { started, end, done } = stage(DIAMOND, 8);
    expect(started).toEqual(['base']);
    await end('base');
    expect(started).toEqual(['base', 'left', 'right']);
    await end('right');
    expect(started).toHaveLength(3);
    await end('left');
    await end('top');
    await done;
    expect(started).toEqual(['base', 'left', 'right', 'top']);
  });

  test('the longest chain of dependants goes first', () => {
    const tasks = [
      { name: 'leaf', needs: [] },
      { name: 'root', needs: [] },
      { name: 'middle', needs: ['root'] },
      { name: 'top', needs: ['middle'] },
    ];
    expect(stage(tasks, 1).started).toEqual(['leaf']);
    expect(stage(tasks, 2).started).toEqual(['root', 'leaf']);
  });

  test('after a failure nothing starts, what runs is waited for, and each skipped task says why', async () => {
    const tasks = [...DIAMOND, { name: 'other', needs: ['right'] }];
    const { end, done, skipped, started } = stage(tasks, 2);
    await end('base');
    await end('left', 'failed');
    expect(started).toEqual(['base', 'left', 'right']);
    await end('right');
    await done;
    expect(started).toEqual(['base', 'left', 'right']);
    expect(skipped).toEqual([
      ['top', 'needed-part-failed'],
      ['other', 'run-failed'],
    ]);
  });

  test('cancelling starts nothing new', async () => {
    const { abort, end, done, skipped } = stage(DIAMOND, 2);
    abort.abort();
    await end('base');
    await done;
    expect(skipped.map(([name, because]) => `${name} ${because}`)).toEqual([
      'left cancelled',
      'right cancelled',
      'top cancelled',
    ]);
  });

  test('any graph, any order of ends: needs come first, the width holds, every task runs once', async () => {
    const graphs = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        graphs,
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.nat()),
        async (needs, width, picks) => {
          const tasks = needs.map((list, index) => ({
            name: `t${String(index)}`,
            needs: index === 0 ? [] : list.map((need) => `t${String(need % index)}`),
          }));
          const { started, gates, end, done } = stage(tasks, width);
          const ended = new Set<string>();
          while (gates.size > 0) {
            expect(gates.size).toBeLessThanOrEqual(width);
            const open = [...gates.keys()];
            const name = open[(picks.next().value as number) % open.length] ?? '';
            expect(tasks.find((task) => task.name === name)?.needs.every((need) => ended.has(need))).toBe(true);
            ended.add(name);
            await end(name);
          }
          await done;
          expect(started.toSorted()).toEqual(tasks.map(({ name }) => name).toSorted());
          if (width === 1) expect(started).toEqual(tasks.map(({ name }) => name));
        },
      ),
      { numRuns: 200 },
    );
  });
});
