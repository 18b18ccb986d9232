import { columnsOf, cutToColumns } from './columns.js';
import { PartActivity } from './part-activity.js';
import { redact } from './redact.js';
import type { PartEvent } from './reporter.js';

/** The parts at work. */
export interface RunningParts {
  readonly follow: (event: PartEvent) => void;
  readonly count: () => number;
  /** One line a part, oldest first, at most `room` of them. */
  readonly lines: (columns: number, room: number) => readonly string[];
}

export interface Clocks {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** What a part took when it was made before; milliseconds. */
  readonly expected: (part: string) => number | undefined;
}

export function makeRunningParts({ now, expected }: Clocks): RunningParts {
  const parts = new Map<string, PartActivity>();
  const tell = (name: string, { since, words }: PartActivity): Row => {
    const usual = expected(name);
    const usually = usual === undefined ? '' : ` of ~${elapsed(Math.max(1_000, usual))}`;
    return { name: redact(name), time: elapsed(now() - since), usually, doing: redact(words) };
  };
  return {
    count: () => parts.size,
    follow(event) {
      const { part } = event;
      if (begins(event) && !parts.has(part)) parts.set(part, new PartActivity(now()));
      if (ENDS.has(event.state)) parts.delete(part);
      else parts.get(part)?.follow(event, now());
    },
    lines(columns, room) {
      const rows = [...parts].map(([name, part]) => tell(name, part));
      const shown = rows.length <= room ? rows : rows.slice(0, Math.max(0, room - 1));
      const more = rows.length - shown.length;
      return [...layOut(shown, columns), ...(more === 0 ? [] : [`  and ${String(more)} more`])];
    },
  };
}

interface Row {
  readonly name: string;
  readonly time: string;
  readonly usually: string;
  readonly doing: string;
}

/** Below this width the expected time is left out, so that what the part does can be read. */
const ROOM_FOR_EXPECTED = 50;

function layOut(rows: readonly Row[], columns: number): readonly string[] {
  const room = Math.max(1, Math.floor(columns / 2));
  const names = rows.map(({ name }) => cutToColumns(name, room));
  const withExpected = columns >= ROOM_FOR_EXPECTED ? Math.max(0, ...rows.map(({ usually }) => usually.length)) : 0;
  const width = Math.max(0, ...names.map(columnsOf));
  return rows.map(({ time, usually, doing }, index) => {
    const name = names[index] ?? '';
    const times = `${time.padStart(7)}${withExpected === 0 ? '' : usually.padEnd(withExpected)}`;
    return `  ${name}${' '.repeat(width - columnsOf(name))}  ${times}  ${doing}`;
  });
}

/** A part that is to be removed may have something to do before, without being started. */
function begins(event: PartEvent): boolean {
  // A wait for cores is one of a command, which may outlive a part that did not wait for it.
  if (event.state === 'waiting') return event.cores === undefined;
  return event.state === 'started' || event.state === 'phase';
}

const ENDS: ReadonlySet<PartEvent['state']> = new Set([
  'installed',
  'substituted',
  'up-to-date',
  'failed',
  'skipped',
  'removed',
]);

/** `24 s`, `1:03`, `2:01:03`. */
export function elapsed(millis: number): string {
  const whole = Math.floor(millis / 1_000);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) return `${String(hours)}:${twoDigits(minutes)}:${twoDigits(rest)}`;
  return minutes > 0 ? `${String(minutes)}:${twoDigits(rest)}` : `${String(rest)} s`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
