import { describe, expect, test } from 'vitest';
import { Schedule, type ScheduleSettings } from '../../src/engine/execute/schedule.js';
import { runTasks } from '../../src/engine/execute/scheduler.js';
import type { Task, TaskOutcome } from '../../src/engine/execute/task.js';

interface Gate {
  readonly end: (outcome: TaskOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Tasks that end only when the test says so. */
function open(tasks: readonly Task[], settings: ScheduleSettings) {
  const abort = new AbortController();
  const log: string[] = [];
  const gates = new Map<string, Gate>();
  const schedule = new Schedule(tasks, settings);
  const done = runTasks(schedule, {
    signal: abort.signal,
    run(name) {
      log.push(`start ${name}`);
      return new Promise((end, fail) => gates.set(name, { end, fail }));
    },
    onFailure: () => log.push('failure'),
    skip: (name, because) => log.push(`skip ${name}: ${because}`),
  });
  // Failing is looked at by the test.
  done.catch(() => undefined);
  const end = async (name: string, outcome: TaskOutcome = 'succeeded'): Promise<void> => {
    gates.get(name)?.end(outcome);
    await settle();
  };
  return { abort, log, gates, schedule, done, end };
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const TASKS: readonly Task[] = [
  { name: 'a', needs: [] },
  { name: 'b', needs: [] },
  { name: 'over-a', needs: ['a'] },
  { name: 'over-b', needs: ['b'] },
  { name: 'over-both', needs: ['over-a', 'over-b'] },
];

describe('a failure', () => {
  test('with `continue` takes away what needs it, and nothing else', async () => {
    const { end, log, schedule, done } = open(TASKS, { width: 2, afterFailure: 'continue' });
    expect(schedule.expects('over-a')).toBe(true);
    await end('a', 'failed');
    expect(['over-a', 'over-b', 'over-both'].map((name) => schedule.expects(name))).toEqual([false, true, false]);
    await end('b');
    await end('over-b');
    await done;
    expect(log).toEqual([
      'start a',
      'start b',
      'failure',
      'start over-b',
      'skip over-a: needed-part-failed',
      'skip over-both: needed-part-failed',
    ]);
  });

  test.each(['finish', 'stop'] as const)('with `%s` starts nothing new, and is told at once', async (afterFailure) => {
    const { end, log, schedule, done } = open(TASKS, { width: 2, afterFailure });
    await end('b', 'failed');
    expect(log).toEqual(['start a', 'start b', 'failure']);
    expect(schedule.expects('over-a')).toBe(false);
    await end('a', 'cancelled');
    await done;
    expect(log.slice(3)).toEqual([
      'skip over-a: run-failed',
      'skip over-b: needed-part-failed',
      'skip over-both: needed-part-failed',
    ]);
  });

  test('before the run is interrupted does not hide what it took away', async () => {
    const { end, log, abort, done } = open(TASKS, { width: 2, afterFailure: 'continue' });
    await end('a', 'failed');
    abort.abort();
    await end('b', 'cancelled');
    await done;
    expect(log.slice(3)).toEqual([
      'skip over-a: needed-part-failed',
      'skip over-b: cancelled',
      'skip over-both: needed-part-failed',
    ]);
  });
});

describe('a bug', () => {
  test.each(['finish', 'continue', 'stop'] as const)(
    'in a task is thrown when the others have ended, with `%s`',
    async (afterFailure) => {
      const { end, log, gates, done } = open(TASKS, { width: 2, afterFailure });
      let settled = false;
      void done.catch(() => (settled = true));
      gates.get('a')?.fail(new TypeError('a bug'));
      await settle();
      expect(settled).toBe(false);
      await end('b');
      await expect(done).rejects.toThrow('a bug');
      expect(log).toEqual([
        'start a',
        'start b',
        'failure',
        'skip over-a: needed-part-failed',
        'skip over-b: run-failed',
        'skip over-both: needed-part-failed',
      ]);
    },
  );

  test('of whoever ends a task that does not run is thrown', () => {
    const schedule = new Schedule(TASKS, { width: 1 });
    expect(() => {
      schedule.finish('b', 'succeeded');
    }).toThrow('`b` ends without having started');
  });
});

test('thousands of tasks that only have to be recorded end in one go', async () => {
  const tasks = Array.from({ length: 20_000 }, (_, index): Task => ({ name: `t${index}`, needs: [], lane: 'instant' }));
  let ran = 0;
  await runTasks(new Schedule(tasks, { width: 2 }), {
    signal: new AbortController().signal,
    run() {
      ran += 1;
      return Promise.resolve('succeeded');
    },
    skip: () => undefined,
  });
  expect(ran).toBe(20_000);
});

test('no tasks end at once', async () => {
  await expect(open([], { width: 2 }).done).resolves.toBeUndefined();
});
