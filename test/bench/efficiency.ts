import { Schedule } from '../../src/engine/execute/schedule.js';
import { chooseInOrder, divideCores, MAKE_WIDTH, type Chooser, type ModelPart } from './core-model.js';
import { makeGraph } from './graph.js';
import type { Table } from './report.js';
import { TokenModel } from './token-model.js';

/** Parts of the C graph with so much work each, in seconds. */
interface Variant {
  readonly name: string;
  readonly files: number;
  readonly configure: number;
  readonly make: number;
  /** What the time-stepped model `sim.mjs` prints for its `shared`, by cores. */
  readonly reference: readonly Reference[];
}

interface Reference {
  readonly cores: number;
  readonly seconds: number;
  readonly percent: number;
}

const VARIANTS: readonly Variant[] = [
  {
    name: '20 files',
    files: 20,
    configure: 0.56,
    make: 1.51,
    reference: reference([26, 96], [14.3, 87], [9.5, 65], [7.7, 40]),
  },
  {
    name: '4 files',
    files: 4,
    configure: 0.56,
    make: 0.33,
    reference: reference([11.8, 90], [7.5, 71], [6.5, 41], [6.1, 22]),
  },
  {
    name: '20 files, configure cached',
    files: 20,
    configure: 0.02,
    make: 1.51,
    reference: reference([18.4, 100], [9.3, 99], [4.7, 97], [2.4, 94]),
  },
];

/** For 2, 4, 8 and 16 cores. */
function reference(...figures: readonly (readonly [seconds: number, percent: number])[]): readonly Reference[] {
  return figures.map(([seconds, percent], index) => ({ cores: 2 ** (index + 1), seconds, percent }));
}

const PARTS = 24;
const SEED = 7;

/** Seconds by way of building. */
export interface EfficiencyCase {
  readonly variant: string;
  readonly cores: number;
  /** Seconds of one core that all parts take. */
  readonly work: number;
  readonly seconds: {
    /** One part after the other, each with `make -jN`. */
    readonly serial: number;
    /** N parts at once, each with `make -j1`. */
    readonly parts: number;
    /** Cores divided at any moment, parts chosen by the engine's schedule. */
    readonly ours: number;
    /** Cores as tokens that a job keeps to its end, parts chosen by the engine's schedule. */
    readonly tokens: number;
    /** No way of building is faster. */
    readonly bound: number;
  };
  /** What `sim.mjs` gives. */
  readonly reference: Reference;
}

/** The C graph on more cores than this machine has: simulated time, real schedule. */
export function simulateEfficiency(): readonly EfficiencyCase[] {
  return VARIANTS.flatMap((variant) =>
    variant.reference.map((known) => simulateCase(variant, makeParts(variant), known)),
  );
}

function simulateCase({ name, files }: Variant, parts: readonly ModelPart[], known: Reference): EfficiencyCase {
  const { cores } = known;
  const seconds = {
    serial: divideCores(parts, chooseInOrder(parts, 1), { cores, shares: true }),
    parts: divideCores(parts, chooseInOrder(parts, cores), { cores, shares: false }),
    ours: divideCores(parts, chooseAsEngine(parts, cores), { cores, shares: true }),
    tokens: new TokenModel(parts, chooseAsEngine(parts, cores), { cores, files }).run(),
    bound: Math.max(workOf(parts) / cores, longestPath(parts, cores)),
  };
  return { variant: name, cores, work: workOf(parts), seconds, reference: known };
}

function makeParts({ configure, make }: Variant): readonly ModelPart[] {
  const nameOf = (part: number): string => `p${part}`;
  return makeGraph(PARTS, SEED).needs.map((needs, part) => ({
    name: nameOf(part),
    needs: needs.map(nameOf),
    configure,
    make,
  }));
}

/** The schedule that the executor drives, with the durations that it would have recorded. */
function chooseAsEngine(parts: readonly ModelPart[], width: number): Chooser {
  const tasks = parts.map(({ name, needs, configure, make }) => ({ name, needs, millis: 1000 * (configure + make) }));
  const schedule = new Schedule(tasks, { width });
  return {
    next: () => schedule.next(),
    finish(name) {
      schedule.finish(name, 'succeeded');
    },
    rankOf: (name) => schedule.rankOf(name),
  };
}

function workOf(parts: readonly ModelPart[]): number {
  return parts.reduce((sum, { configure, make }) => sum + configure + make, 0);
}

/** Seconds of the longest chain when each part has all cores. */
function longestPath(parts: readonly ModelPart[], cores: number): number {
  const ends = new Map<string, number>();
  for (const { name, needs, configure, make } of parts) {
    const begins = Math.max(0, ...needs.map((need) => ends.get(need) ?? 0));
    ends.set(name, begins + configure + make / Math.min(cores, MAKE_WIDTH));
  }
  return Math.max(...ends.values());
}

interface EfficiencyTable extends Table {
  readonly cases: readonly EfficiencyCase[];
}

export function measureEfficiency(): EfficiencyTable {
  const cases = simulateEfficiency();
  return { title: TITLE, rows: [], findings: [], lines: formatCases(cases), cases };
}

const TITLE = `efficiency of ${PARTS} C parts on N cores, simulated: seconds, and the share of the cores that works`;

const HEADS = ['serial, -jN', 'N parts, -j1', 'ours', 'ours, tokens', 'bound', 'sim.mjs shared'] as const;
const NAME_WIDTH = 36;
const CELL_WIDTH = 16;

function formatCases(cases: readonly EfficiencyCase[]): readonly string[] {
  const lines = cases.map(({ variant, cores, work, seconds, reference: known }) => {
    const share = (spent: number): string => cell(spent, (100 * work) / cores / spent);
    const { serial, parts, ours, tokens, bound } = seconds;
    const cells = [...[serial, parts, ours, tokens, bound].map(share), cell(known.seconds, known.percent)];
    return row(`${variant}, N = ${cores}`, cells);
  });
  return [row('', HEADS), ...lines, ...EXPLANATION];
}

function cell(seconds: number, percent: number): string {
  return `${seconds.toFixed(1)} s ${percent.toFixed(0).padStart(3)} %`;
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(NAME_WIDTH)}${cells.map((each) => each.padStart(CELL_WIDTH)).join('')}`;
}

const EXPLANATION = [
  '  ours: the schedule of the engine chooses the parts; cores are divided as in the model of sim.mjs, at any moment.',
  '  ours, tokens: a job keeps its core to its end, as with a jobserver; a make has as many jobs as files.',
  '  bound: no order and no sharing is faster. sim.mjs shared: what that model, stepped by 10 ms, printed.',
];
