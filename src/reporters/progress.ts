import type { EngineEvent } from '../engine/events.js';
import type { PartEvent } from './reporter.js';

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

interface Task {
  readonly needs: readonly string[];
  readonly expected: number | undefined;
  since: number | undefined;
}

/** Guessing for the rest is fair while most of what is to come is known. */
const KNOWN_SHARE = 0.8;

/** Follows the parts of a run. `now` is in milliseconds. */
export function makeProgress(now: () => number): Progress {
  const expected = new Map<string, number>();
  const tasks = new Map<string, Task>();
  let wanted: ReadonlySet<string> | undefined;
  const total = { all: 0, ended: 0, failed: 0 };
  let widest = 1;
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
        if (event.expectedMillis !== undefined) expected.set(part, event.expectedMillis);
        tasks.set(part, { needs: event.needs, expected: event.expectedMillis, since: undefined });
        total.all += 1;
        return;
      }
      case 'started': {
        const task = tasks.get(part);
        if (task !== undefined) task.since = now();
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
        return undefined;
    }
  };
  return {
    follow(event) {
      if (event.type === 'part') followPart(event);
      else if (event.type === 'run' && event.state === 'planned')
        wanted = new Set(event.plan.parts.filter(({ action }) => action !== 'current').map(({ part }) => part.name));
    },
    counts: () => total,
    expected: (part) => expected.get(part),
    left: () => timeLeft(tasks, { now: now(), widest }),
  };
}

/** The longest chain of what is to come, or all of it side by side, whichever takes longer. */
function timeLeft(
  tasks: ReadonlyMap<string, Task>,
  { now, widest }: { readonly now: number; readonly widest: number },
): number | undefined {
  const known = [...tasks.values()].flatMap(({ expected }) => expected ?? []);
  if (known.length === 0 || known.length < KNOWN_SHARE * tasks.size) return undefined;
  const usual = known.reduce((sum, millis) => sum + millis, 0) / known.length;
  const ends = new Map<string, number>();
  let work = 0;
  // Parts are queued in an order in which needs come first.
  for (const [name, { needs, expected = usual, since }] of tasks) {
    const rest = Math.max(0, expected - (since === undefined ? 0 : now - since));
    work += rest;
    ends.set(name, rest + Math.max(0, ...needs.map((need) => ends.get(need) ?? 0)));
  }
  return Math.max(work / widest, ...ends.values());
}
