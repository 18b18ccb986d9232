// How full the cores were until the end of the critical path of a run: node scripts/trace-summary.mjs FILE [--cores N]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const SLICES = 10;

/** @typedef {{ ph: string, name: string, cat?: string, ts: number, dur?: number, args?: Record<string, unknown> }} TraceEvent */
/** @typedef {{ at: number, value: number }} Reading `at`: microseconds */

/**
 * The mean of a figure that holds from each reading to the next.
 * @param {readonly Reading[]} readings
 * @param {number} from
 * @param {number} until
 */
function meanOf(readings, from, until) {
  let sum = 0;
  for (const [index, { at, value }] of readings.entries()) {
    const end = readings[index + 1]?.at ?? until;
    sum += value * Math.max(0, Math.min(end, until) - Math.max(at, from));
  }
  return until > from ? sum / (until - from) : 0;
}

/** @param {number} micros */
function seconds(micros) {
  return `${(micros / 1e6).toFixed(1)} s`;
}

/** @param {readonly TraceEvent[]} events */
function spanOf(events) {
  const parts = events.filter(({ ph, cat = '' }) => ph === 'X' && cat.split(',').includes('part'));
  const critical = parts.filter(({ args }) => args?.['critical'] === true);
  const path = critical.length > 0 ? critical : parts;
  const begun = parts.reduce((first, { ts }) => Math.min(first, ts), Infinity);
  const ended = path.reduce((last, { ts, dur = 0 }) => Math.max(last, ts + dur), -Infinity);
  return { path: path.toSorted((one, other) => one.ts - other.ts), begun, ended };
}

/**
 * @param {readonly TraceEvent[]} events
 * @param {number} cores
 */
function summarise(events, cores) {
  const readings = events
    .filter(({ ph, name }) => ph === 'C' && name === 'busy cores')
    .map(({ ts, args }) => ({ at: ts, value: Number(args?.['value']) }));
  const { path, begun, ended } = spanOf(events);
  if (path.length === 0) return ['no part was made'];
  /** @param {number} from @param {number} until */
  const percent = (from, until) => `${((100 * meanOf(readings, from, until)) / cores).toFixed(0).padStart(3)} %`;
  const slice = (ended - begun) / SLICES;
  const slices = Array.from({ length: SLICES }, (_, index) => begun + index * slice);
  return [
    `critical path: ${path.map(({ name, dur = 0 }) => `${name} ${seconds(dur)}`).join(' > ')}`,
    `from the first part to the end of the critical path: ${seconds(ended - begun)}, ${String(cores)} cores ${percent(begun, ended).trim()} busy`,
    ...slices.map(
      (from) =>
        `  ${seconds(from - begun).padStart(8)} to ${seconds(from + slice - begun).padStart(8)}  ${percent(from, from + slice)}`,
    ),
  ];
}

const { values, positionals } = parseArgs({ options: { cores: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (file === undefined) {
  console.error('usage: node scripts/trace-summary.mjs FILE [--cores N]');
  process.exitCode = 2;
} else {
  const trace = /** @type {{ traceEvents: TraceEvent[], otherData?: { cores?: number } }} */ (
    JSON.parse(readFileSync(file, 'utf8'))
  );
  const cores = Number(values.cores ?? trace.otherData?.cores);
  if (!(cores > 0)) {
    console.error('the trace does not say how many cores there were: --cores N');
    process.exitCode = 2;
  } else console.log(summarise(trace.traceEvents, cores).join('\n'));
}
