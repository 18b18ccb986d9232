import { redactDeep } from '../redact-deep.js';
import { assignLanes, nest, type Stretch } from './lanes.js';
import { busyCores, heldBytes, partsRunning, type Reading } from './load.js';
import type { CommandBar, PartBar, RunRecord } from './record.js';

/** An event of Chrome's trace format; `ts` and `dur` are microseconds. */
interface TraceEvent {
  readonly ph: 'X' | 'C' | 'M' | 's' | 'f';
  readonly name: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly id?: number;
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, unknown>>;
}

const PID = 1;
/** The row of the run itself; the lanes follow. */
const RUN_ROW = 0;

/** A run in Chrome's trace format, for Perfetto or chrome://tracing. */
export function formatTrace(record: RunRecord): string {
  const bars = placeBars(record);
  const events = [...nameRows(record, bars), ...runBars(record), ...laneEvents(record, bars), ...counters(record)];
  const { finished, profile } = record;
  const document = {
    displayTimeUnit: 'ms',
    otherData: redactDeep({
      program: 'slapbuild',
      profile,
      directory: finished?.directory,
      outcome: finished?.outcome,
      ...finished?.review,
    }),
  };
  const head = JSON.stringify(document).slice(0, -1);
  return `${head},"traceEvents":[\n${events.map((event) => JSON.stringify(redactDeep(event))).join(',\n')}\n]}\n`;
}

type Placed =
  | { readonly kind: 'part'; readonly bar: PartBar; readonly commands: readonly CommandBar[] }
  | { readonly kind: 'command'; readonly bar: CommandBar };

type Placeable = Placed & Stretch;
type PlacedBars = readonly (readonly [Placeable, lane: number])[];

/** Parts, each with what its commands did inside it; a command that does not fit there stands for itself. */
function placeBars({ parts, commands }: RunRecord): PlacedBars {
  const byPart = commandsByPart(commands);
  const loose = new Set(commands);
  const placed = parts.map((bar): Placeable => {
    const own = (byPart.get(bar.part) ?? []).filter(({ begun, ended }) => begun >= bar.begun && ended <= bar.ended);
    const { nested } = nest(own, [...bar.phases, ...bar.waits]);
    for (const command of nested) loose.delete(command);
    return { kind: 'part', bar, commands: nested, begun: bar.begun, ended: bar.ended };
  });
  const alone = [...loose].map((bar): Placeable => ({ kind: 'command', bar, begun: bar.begun, ended: bar.ended }));
  return assignLanes([...placed, ...alone]);
}

function commandsByPart(commands: readonly CommandBar[]): ReadonlyMap<string, readonly CommandBar[]> {
  const byPart = new Map<string, CommandBar[]>();
  for (const command of commands) {
    const known = byPart.get(command.part);
    if (known === undefined) byPart.set(command.part, [command]);
    else known.push(command);
  }
  return byPart;
}

function* laneEvents(record: RunRecord, bars: PlacedBars): Generator<TraceEvent> {
  const critical = new Set(record.finished?.review?.criticalPath.map(({ part }) => part));
  const places = new Map<string, { readonly bar: PartBar; readonly tid: number }>();
  for (const [placed, lane] of bars) {
    const tid = RUN_ROW + 1 + lane;
    if (placed.kind === 'command') {
      yield commandEvent(placed.bar, tid);
      continue;
    }
    const { bar, commands } = placed;
    places.set(bar.part, { bar, tid });
    yield partEvent(bar, tid, critical.has(bar.part));
    for (const phase of bar.phases) yield complete(phase, { name: phase.name, cat: 'phase', tid });
    for (const wait of bar.waits) yield complete(wait, { name: wait.name, cat: 'waiting', tid });
    for (const command of commands) yield commandEvent(command, tid);
  }
  yield* flows(places);
}

/** From the end of what a part needs to its start. */
function* flows(places: ReadonlyMap<string, { readonly bar: PartBar; readonly tid: number }>): Generator<TraceEvent> {
  let id = 0;
  for (const { bar, tid } of places.values()) {
    for (const need of bar.needs) {
      const from = places.get(need);
      if (from === undefined || from.bar.ended > bar.begun) continue;
      const arrow = { name: 'needs', cat: 'needs', pid: PID, id: (id += 1) };
      // An arrow belongs to the bar at its moment: the last one of the bar that it starts from.
      const ts = Math.max(micros(from.bar.begun), micros(from.bar.ended) - 1);
      yield { ...arrow, ph: 's', tid: from.tid, ts };
      yield { ...arrow, ph: 'f', bp: 'e', tid, ts: micros(bar.begun) };
    }
  }
}

function partEvent(bar: PartBar, tid: number, critical: boolean): TraceEvent {
  const { part, state, needs, expectedMillis, cost } = bar;
  const { cpuMillis, peakBytes } = cost ?? {};
  const waited = cost && Math.max(0, Math.round(bar.ended - bar.begun - cost.millis));
  const args = { state, needs, critical, expectedMillis, cpuMillis, peakBytes, waitedMillis: waited };
  return complete(bar, { name: part, cat: critical ? 'part,critical' : 'part', tid, args });
}

function commandEvent(bar: CommandBar, tid: number): TraceEvent {
  const { part, program, title, cwd, ending, cpuMillis, peakBytes } = bar;
  const args = { part, program, cwd, ending, cpuMillis, peakBytes };
  return complete(bar, { name: title, cat: 'command', tid, args });
}

function* runBars({ planned, ended, waits }: RunRecord): Generator<TraceEvent> {
  const row = { cat: 'run', tid: RUN_ROW };
  yield complete({ begun: 0, ended: planned ?? ended }, { ...row, name: 'resolve and plan' });
  for (const wait of waits) yield complete(wait, { ...row, name: wait.name });
  if (planned !== undefined) yield complete({ begun: planned, ended }, { ...row, name: 'build' });
}

function complete({ begun, ended }: Stretch, rest: Pick<TraceEvent, 'name' | 'cat' | 'tid' | 'args'>): TraceEvent {
  // Both ends are rounded, not the length: bars that touch must not overlap.
  return { ph: 'X', pid: PID, ts: micros(begun), dur: micros(ended) - micros(begun), ...rest };
}

function* counters(record: RunRecord): Generator<TraceEvent> {
  const series: readonly (readonly [name: string, readings: readonly Reading[], scale: number])[] = [
    ['busy cores', busyCores(record), 1],
    ['parts running', partsRunning(record), 1],
    ['memory MiB', heldBytes(record), 2 ** 20],
  ];
  for (const [name, readings, scale] of series)
    for (const { at, value } of readings)
      yield { ph: 'C', pid: PID, name, ts: micros(at), args: { value: Math.round((1_000 * value) / scale) / 1_000 } };
}

function* nameRows({ profile }: RunRecord, bars: PlacedBars): Generator<TraceEvent> {
  const lanes = Math.max(0, ...bars.map(([, lane]) => lane + 1));
  const meta = (name: string, tid: number, args: TraceEvent['args']): TraceEvent => ({
    ph: 'M',
    pid: PID,
    tid,
    name,
    ...(args && { args }),
  });
  yield meta('process_name', RUN_ROW, { name: `slapbuild ${profile}` });
  for (let tid = RUN_ROW; tid <= RUN_ROW + lanes; tid++) {
    yield meta('thread_name', tid, { name: tid === RUN_ROW ? 'run' : `lane ${String(tid)}` });
    yield meta('thread_sort_index', tid, { sort_index: tid });
  }
}

function micros(millis: number): number {
  return Math.round(millis * 1_000);
}
