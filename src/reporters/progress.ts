import type { EngineEvent } from '../engine/events.js';
import { PartActivity } from './part-activity.js';
import type { PartEvent } from './reporter.js';
import { timeLeft, type OpenTask } from './time-left.js';

/** How far a run has come. */
export interface Progress {
  readonly follow: (event: EngineEvent) => void;
  /** Parts that the plan has work for, and how many of them are through, one way or another. */
  readonly counts: () => { readonly all: number; readonly ended: number; readonly failed: number };
  /** What the part took when it was made before; milliseconds. */
  readonly expected: (part: string) => number | undefined;
  /** Milliseconds until the end as far as earlier runs tell; `undefined` when too little is known. */
  readonly left: () => number | undefined;
}

/** Follows the parts of a run. `now` is in milliseconds. */
export function makeProgress(now: () => number): Progress {
  const expected = new Map<string, number>();
  const tasks = new Map<string, OpenTask>();
  let wanted: ReadonlySet<string> | undefined;
  const total = { all: 0, ended: 0, failed: 0 };
  let widest = 1;
  let cores = Infinity;
  const running = new Set<string>();
  const end = (part: string): void => {
    running.delete(part);
    if (tasks.delete(part)) total.ended += 1;
  };
  const followPart = (event: PartEvent): void => {
    const { part } = event;
    switch (event.state) {
      case 'queued': {
        if (wanted?.has(part) === false) return;
        const { needs, expectedMillis, expectedCpuMillis: expectedCpu } = event;
        if (expectedMillis !== undefined) expected.set(part, expectedMillis);
        tasks.set(part, { needs, expected: expectedMillis, expectedCpu, activity: undefined });
        total.all += 1;
        return;
      }
      case 'started': {
        const task = tasks.get(part);
        if (task !== undefined) task.activity = new PartActivity(now());
        running.add(part);
        widest = Math.max(widest, running.size);
        return;
      }
      case 'failed':
        total.failed += 1;
        return end(part);
      case 'installed':
      case 'substituted':
      case 'up-to-date':
      case 'skipped':
        return end(part);
      default:
        return tasks.get(part)?.activity?.follow(event, now());
    }
  };
  return {
    follow(event) {
      if (event.type === 'part') followPart(event);
      else if (event.type === 'run' && event.state === 'planned') {
        wanted = new Set(event.plan.parts.filter(({ action }) => action !== 'current').map(({ part }) => part.name));
        cores = event.cores ?? cores;
      }
    },
    counts: () => total,
    expected: (part) => expected.get(part),
    left: () => timeLeft(tasks, { now: now(), parts: widest, cores }),
  };
}
