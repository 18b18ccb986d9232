import { fail, type Result } from '../diag/index.js';
import { Doing } from './doing.js';
import type { PartEvent } from './events.js';
import type { PartFailure } from './failures.js';
import type { Run } from './run.js';

/** The time that one part has, from its start to its end. */
export interface PartTime {
  /** The run as the part sees it: its signal ends with the run's, or with the time of the part. */
  readonly run: Run;
  /** What the part came to: what was cancelled because its time was up has failed. */
  settle<Value>(result: Result<Value, PartFailure>, logPath: string): Result<Value, PartFailure>;
  end(): void;
}

export function limitPart(run: Run): PartTime {
  const seconds = run.settings.limits.partSeconds;
  if (seconds === undefined) return { run, settle: (result) => result, end: () => undefined };
  const own = new AbortController();
  let isUp = false;
  /** What it did when its time was up; what it does to end is another matter. */
  let did: string | undefined;
  const doing = new Doing();
  const stop = (): void => own.abort();
  const timer = setTimeout(() => {
    isUp = !own.signal.aborted;
    did = doing.words;
    stop();
  }, seconds * 1_000);
  run.signal.addEventListener('abort', stop);
  if (run.signal.aborted) stop();
  const emit = (event: PartEvent): void => {
    doing.follow(event);
    run.emit(event);
  };
  return {
    run: { ...run, signal: own.signal, emit },
    settle: (result, logPath) =>
      isUp && !result.ok ? fail({ kind: 'part-timeout', seconds, doing: did, logPath }) : result,
    end() {
      clearTimeout(timer);
      run.signal.removeEventListener('abort', stop);
    },
  };
}
