import type { Schedule } from './schedule.js';
import type { SkipReason, TaskOutcome } from './task.js';

/** How the tasks of a schedule are done. */
export interface TaskRunner {
  /** Once it is aborted nothing new starts; ending what runs is the affair of `run`. */
  readonly signal: AbortSignal;
  readonly run: (name: string) => Promise<TaskOutcome>;
  /** Told at once of a task that failed, or threw. */
  readonly onFailure?: () => void;
  /** Told at the end of each task that never started. */
  readonly skip: (name: string, because: SkipReason) => void;
}

/** An end that the schedule has not been told of. */
type Ended = readonly [name: string, outcome: TaskOutcome];

/** Does what the schedule says until nothing runs any more. After a bug in a task nothing new starts, and it is thrown at the end. */
export async function runTasks(schedule: Schedule, runner: TaskRunner): Promise<void> {
  const ended: Ended[] = [];
  const thrown: unknown[] = [];
  const bell = makeBell();
  const start = async (name: string): Promise<void> => {
    const outcome = await guard(runner, name, thrown);
    if (outcome === 'failed') runner.onFailure?.();
    ended.push([name, outcome]);
    bell.ring();
  };
  for (;;) {
    for (const [name, outcome] of ended.splice(0)) schedule.finish(name, outcome);
    if (runner.signal.aborted) schedule.halt('cancelled');
    if (thrown.length > 0) schedule.halt('run-failed');
    for (const name of schedule.next()) void start(name);
    if (schedule.running === 0) break;
    // No task ends before this waits: `run` is asynchronous, so an end is told in a later turn.
    await bell.heard();
  }
  for (const { name, because } of schedule.skipped()) runner.skip(name, because);
  if (thrown.length > 0) throw thrown[0];
}

/** Wakes one who waits; a ring that nobody waits for is lost. */
function makeBell(): { readonly ring: () => void; readonly heard: () => Promise<void> } {
  const waiting: (() => void)[] = [];
  return {
    ring() {
      for (const wake of waiting.splice(0)) wake();
    },
    heard: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** A bug in one task must not leave the others running behind the back of the caller. */
async function guard({ run }: TaskRunner, name: string, thrown: unknown[]): Promise<TaskOutcome> {
  try {
    return await run(name);
  } catch (error) {
    thrown.push(error);
    return 'failed';
  }
}
