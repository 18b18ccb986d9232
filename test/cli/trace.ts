/** A bar of a trace; microseconds. */
export interface Bar {
  readonly name: string;
  readonly cat: string;
  readonly tid: number;
  readonly from: number;
  readonly to: number;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Trace {
  readonly bars: readonly Bar[];
  /** Readings of each counter. */
  readonly counters: ReadonlyMap<string, readonly { readonly at: number; readonly value: number }[]>;
  readonly other: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a trace, and refuses what a viewer would show wrongly. */
export function readTrace(text: string): Trace {
  const document = object(JSON.parse(text));
  const events = document['traceEvents'];
  if (!Array.isArray(events)) throw new Error('no traceEvents');
  const bars: Bar[] = [];
  const arrows = new Map<number, string[]>();
  const counters = new Map<string, { at: number; value: number }[]>();
  const rows = new Set<number>();
  for (const event of events.map(object)) {
    const name = textOf(event, 'name');
    if (event['pid'] !== 1) throw new Error(`${name} belongs to no process`);
    const args = event['args'] === undefined ? {} : object(event['args']);
    switch (event['ph']) {
      case 'M':
        if (name === 'thread_name') rows.add(count(event, 'tid'));
        break;
      case 'X': {
        const from = count(event, 'ts');
        const tid = count(event, 'tid');
        if (!rows.has(tid)) throw new Error(`the row of ${name} has no name`);
        bars.push({ name, cat: textOf(event, 'cat'), tid, from, to: from + count(event, 'dur'), args });
        break;
      }
      case 'C':
        counters.set(name, [...(counters.get(name) ?? []), { at: count(event, 'ts'), value: number(args, 'value') }]);
        break;
      case 's':
      case 'f': {
        const id = count(event, 'id');
        arrows.set(id, [...(arrows.get(id) ?? []), `${event['ph']} ${String(count(event, 'ts'))}`]);
        break;
      }
      default:
        throw new Error(`unknown phase ${String(event['ph'])}`);
    }
  }
  for (const ends of arrows.values()) checkArrow(ends);
  for (const tid of rows) checkNesting(bars.filter((bar) => bar.tid === tid));
  for (const readings of counters.values()) checkOrder(readings.map(({ at }) => at));
  return { bars, counters, other: object(document['otherData']) };
}

function checkArrow(ends: readonly string[]): void {
  const [start, finish, ...more] = ends.map((end) => end.split(' '));
  if (start?.[0] !== 's' || finish?.[0] !== 'f' || more.length > 0) throw new Error(`an arrow has ${ends.join(', ')}`);
  if (Number(start[1]) > Number(finish[1])) throw new Error('an arrow goes back in time');
}

/** Two bars of a row are apart, or one holds the other. */
function checkNesting(bars: readonly Bar[]): void {
  const open: Bar[] = [];
  for (const bar of bars.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    while ((open.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= bar.from) open.pop();
    const outer = open.at(-1);
    if (outer !== undefined && bar.to > outer.to) throw new Error(`${bar.name} crosses the end of ${outer.name}`);
    if (outer?.cat.startsWith('part') === true && bar.cat.startsWith('part'))
      throw new Error(`${bar.name} and ${outer.name} share a lane`);
    open.push(bar);
  }
}

function checkOrder(times: readonly number[]): void {
  if (times.some((at, index) => at < (times[index - 1] ?? 0))) throw new Error('a counter goes back in time');
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Error(`${String(value)} is no object`);
  return value as Json; // just looked at
}

function number(from: Json, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || value < 0) throw new Error(`${name} is ${String(value)}`);
  return value;
}

function count(from: Json, name: string): number {
  const value = number(from, name);
  if (!Number.isInteger(value)) throw new Error(`${name} is ${String(value)}`);
  return value;
}

function textOf(from: Json, name: string): string {
  const value = from[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name} is ${String(value)}`);
  return value;
}
