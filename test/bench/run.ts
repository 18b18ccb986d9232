// npm run bench: what slapbuild costs beside the least that Node can do, and beside zc.buildout where it is present.
// Slow is no failure here: the exit status tells only whether everything worked.
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { measureEfficiency } from './efficiency.js';
import { parseOptions, USAGE, type Options } from './options.js';
import { costPerPart, type ColdTable } from './per-part.js';
import { formatTable, type Table } from './report.js';
import { measureResolve } from './resolve.js';
import { makeSampler } from './sample.js';
import { measureCold, measureLeaf, measureNoop, measureStartup, type Bench } from './scenarios.js';
import { findZcBuildout, makeFloor, makeSlapbuild, makeWorkshop, PROGRAM } from './tools.js';

function main(): number {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const options = parseOptions(args);
  if (typeof options === 'string') {
    console.error(`${options}\n${USAGE}`);
    return 2;
  }
  if (!existsSync(PROGRAM)) {
    console.error('there is no program to measure; `npm run build` makes it');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'slapbuild-bench-'));
  try {
    return runBench(options, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runBench(options: Options, folder: string): number {
  const say = options.json ? () => undefined : (text: string) => console.log(text);
  const workshop = makeWorkshop(folder, process.env);
  const zc = findZcBuildout(process.env['BENCH_PYTHON'], workshop);
  const problems: string[] = [];
  const sampler = makeSampler(folder, workshop.peakMemoryModule);
  const onProblem = (problem: string): void => {
    problems.push(problem);
    console.error(`did not work: ${problem}`);
  };
  const tools = [makeSlapbuild(workshop), makeFloor(workshop), ...(zc === undefined ? [] : [zc.tool])];
  const machine = describeMachine(folder);
  const references = { 'zc.buildout': zc?.version ?? 'not present, skipped' };
  say(Object.values(machine).join(', '));
  say(`zc.buildout: ${references['zc.buildout']}`);
  say('milliseconds; CPU is user and system time of the process and its children\n');
  const tables: Table[] = [];
  const bench = { workshop, tools, settings: { sampler, runs: options.runs, onProblem } };
  const zcPython = zc === undefined ? undefined : process.env['BENCH_PYTHON'];
  for (const table of measureAll(options, bench, zcPython)) {
    tables.push(table);
    say(formatTable(table));
  }
  const loadAfter = describeLoad();
  say(`${loadAfter} at the end`);
  if (options.json) console.log(JSON.stringify({ machine, references, tables, loadAfter, problems }, undefined, 2));
  return problems.length > 0 ? 1 : 0;
}

function* measureAll(
  { only, sizes, runs }: Options,
  bench: Bench,
  zcPython: string | undefined,
): Generator<Table, void> {
  if (only.includes('start-up')) yield measureStartup(withRuns(bench, 2 * runs));
  if (only.includes('resolve')) yield* measureResolve(bench, zcPython);
  if (only.includes('no-op')) for (const size of sizes) yield* measureNoop(bench, size);
  if (only.includes('leaf')) yield measureLeaf(bench, sizes.at(-1) ?? sizes[1]);
  if (only.includes('cold')) yield* measureColds(sizes, bench);
  if (only.includes('efficiency')) yield measureEfficiency();
}

function* measureColds(sizes: Options['sizes'], bench: Bench): Generator<Table, void> {
  const colds: ColdTable[] = [];
  const largest = sizes.at(-1) ?? sizes[1];
  const beyond = 2 * largest;
  const justOurs = { ...bench, tools: bench.tools.filter(({ name }) => name === 'slapbuild') };
  for (const work of ['in-process', 'spawn'] as const) {
    for (const size of [...sizes, beyond]) {
      const table = measureCold(size === beyond ? justOurs : bench, { size, work });
      colds.push({ size, work, table });
      yield table;
    }
  }
  yield costPerPart(colds, { sizes: [sizes[0], largest], beyond });
}

function withRuns(bench: Bench, runs: number): Bench {
  return { ...bench, settings: { ...bench.settings, runs } };
}

/** Magic numbers of statfs(2). */
const FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x01021994, 'tmpfs'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlayfs'],
]);

function describeMachine(folder: string): Readonly<Record<string, string>> {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const { type } = statfsSync(folder);
  return {
    date: new Date().toISOString().slice(0, 16),
    node: `node ${process.version}`,
    platform: `${process.platform} ${process.arch}`,
    cores: `${availableParallelism()} cores (${model})`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    files: `files on ${FILE_SYSTEMS.get(type) ?? `file system 0x${type.toString(16)}`}`,
    load: describeLoad(),
  };
}

function describeLoad(): string {
  return `load ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`;
}

process.exitCode = main();
