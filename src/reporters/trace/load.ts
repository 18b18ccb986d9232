import type { CommandBar, RunRecord } from './record.js';

/** A figure from a moment on, until the next. */
export interface Reading {
  readonly at: number;
  readonly value: number;
}

/** Slices are not shorter than this, as times are counted in hundredths of a second, and not more than this many. */
const SHORTEST_MILLIS = 250;
const MOST_SLICES = 1_000;

/** Cores that the commands kept busy: their measured time, slice by slice. Between two looks at a command it is even. */
export function busyCores({ commands, ended }: Pick<RunRecord, 'commands' | 'ended'>): readonly Reading[] {
  const width = Math.max(SHORTEST_MILLIS, Math.ceil(ended / MOST_SLICES));
  const spent = Array.from({ length: Math.ceil(ended / width) }, () => 0);
  for (const command of commands) {
    let from = { at: command.begun, cpuMillis: 0 };
    for (const to of looksAt(command)) {
      spread(spent, width, { ...from, until: to.at, cpuMillis: to.cpuMillis - from.cpuMillis });
      from = to;
    }
  }
  return [
    ...spent.map((cpuMillis, index) => {
      const at = index * width;
      return { at, value: cpuMillis / (Math.min(ended, at + width) - at) };
    }),
    { at: ended, value: 0 },
  ];
}

function looksAt({ samples, ended, cpuMillis }: CommandBar): readonly { at: number; cpuMillis: number }[] {
  return [...samples, { at: ended, cpuMillis: Math.max(cpuMillis, samples.at(-1)?.cpuMillis ?? 0) }];
}

interface Spending {
  readonly at: number;
  readonly until: number;
  readonly cpuMillis: number;
}

function spread(spent: number[], width: number, { at, until, cpuMillis }: Spending): void {
  const last = Math.min(spent.length - 1, Math.floor(until / width));
  for (let slice = Math.floor(at / width); slice <= last; slice++) {
    const overlap = Math.min(until, (slice + 1) * width) - Math.max(at, slice * width);
    const share = until > at ? Math.max(0, overlap) / (until - at) : Number(slice === last);
    spent[slice] = (spent[slice] ?? 0) + cpuMillis * share;
  }
}

/** Bytes that the commands held when they were looked at. */
export function heldBytes({ commands }: Pick<RunRecord, 'commands'>): readonly Reading[] {
  return runningSum(
    commands.flatMap(({ samples, ended }) => {
      const steps = samples.map(({ at, residentBytes }, index) => ({
        at,
        by: residentBytes - (samples[index - 1]?.residentBytes ?? 0),
      }));
      return [...steps, { at: ended, by: -(samples.at(-1)?.residentBytes ?? 0) }];
    }),
  );
}

/** Parts that were at work. */
export function partsRunning({ parts }: Pick<RunRecord, 'parts'>): readonly Reading[] {
  return runningSum(
    parts.flatMap(({ begun, ended }) => [
      { at: begun, by: 1 },
      { at: ended, by: -1 },
    ]),
  );
}

/** One reading for each moment; what happens at one moment counts together. */
function runningSum(steps: readonly { readonly at: number; readonly by: number }[]): readonly Reading[] {
  const readings = new Map<number, number>();
  let value = 0;
  for (const { at, by } of steps.toSorted((one, other) => one.at - other.at)) {
    value += by;
    readings.set(at, value);
  }
  return [...readings].map(([at, sum]) => ({ at, value: sum }));
}
