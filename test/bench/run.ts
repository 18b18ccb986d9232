// npm run bench: what slapbuild costs beside the least that Node can do, and beside its peers where they are present.
// Slow is no failure here: the exit status tells only whether everything worked.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { measureCGraph } from './c/scenario.js';
import { measureEfficiency } from './efficiency.js';
import { describeLoad, describeMachine } from './machine.js';
import { measureMemcached } from './memcached.js';
import { parseOptions, USAGE, type Options } from './options.js';
import { PEERS } from './peers/index.js';
import { findPythonOfZc } from './peers/zc-buildout.js';
import { costPerPart, type ColdTable } from './per-part.js';
import { Releases } from './releases.js';
import { formatTable, type Table } from './report.js';
import { measureResolve } from './resolve.js';
import { makeSampler } from './sample.js';
import { measureCold, measureLeaf, measureNoop } from './scenarios.js';
import { measureStartup } from './startup.js';
import { measureTemplates } from './templates/scenario.js';
import { makeFloor, makeSlapbuild, makeWorkshop, PROGRAM, type Tool, type Workshop } from './tools.js';

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
  const problems: string[] = [];
  const onProblem = (problem: string): void => {
    problems.push(problem);
    console.error(`did not work: ${problem}`);
  };
  const jobs = availableParallelism();
  const machine = describeMachine(folder);
  const peers = findPeers(options, workshop, jobs);
  say(Object.values(machine).join(', '));
  for (const [name, version] of Object.entries(peers.versions)) say(`${name}: ${version}`);
  say('milliseconds; CPU is user and system time of the process and its children; ×: divided by slapbuild\n');
  const bench: Bench = {
    workshop,
    tools: [makeSlapbuild(workshop), makeFloor(workshop), ...peers.tools],
    settings: { sampler: makeSampler(folder, workshop.peakMemoryModule), runs: options.rounds, onProblem },
    callerEnv: process.env,
    jobs,
    closing: [],
  };
  const tables: Table[] = [];
  try {
    for (const table of measureAll(options, bench)) {
      tables.push(table);
      say(formatTable(table));
    }
  } finally {
    for (const close of bench.closing) close();
  }
  const loadAfter = describeLoad();
  say(`${loadAfter} at the end`);
  const document = { machine, peers: peers.versions, tables, loadAfter, problems };
  if (options.json) console.log(JSON.stringify(document, undefined, 2));
  return problems.length > 0 ? 1 : 0;
}

interface FoundPeers {
  readonly tools: readonly Tool[];
  /** Of each peer that was looked for; or that it is skipped. */
  readonly versions: Readonly<Record<string, string>>;
}

function findPeers({ peers }: Options, workshop: Workshop, jobs: number): FoundPeers {
  const looked = PEERS.filter(({ name }) => peers.includes(name)).map((peer) => ({
    peer,
    found: peer.find({ workshop, callerEnv: process.env, jobs }),
  }));
  return {
    tools: looked.flatMap(({ found }) => found?.tool ?? []),
    versions: Object.fromEntries(
      looked.map(({ peer, found }) => [peer.name, found?.version ?? `not present, skipped (${peer.wants})`]),
    ),
  };
}

function* measureAll({ only, sizes, peers }: Options, bench: Bench): Generator<Table, void> {
  const zcPython = peers.includes('zc.buildout') ? findPythonOfZc(bench.callerEnv) : undefined;
  if (only.includes('startup')) yield measureStartup(bench);
  if (only.includes('resolve')) yield* measureResolve(bench, zcPython);
  if (only.includes('templates')) yield* measureTemplates(bench);
  const releases = new Releases(bench);
  const colds: ColdTable[] = [];
  for (const size of sizes) {
    for (const work of only.includes('cold') ? (['in-process', 'spawn'] as const) : []) {
      const table = measureCold(releases, { size, work });
      colds.push({ size, work, table });
      yield table;
    }
    if (only.includes('noop')) yield* measureNoop(releases, size);
    if (only.includes('leaf')) yield measureLeaf(releases, size);
  }
  yield* costPerPart(colds, only.includes('cold') ? sizes : []);
  if (only.includes('cgraph')) yield* measureCGraph(bench);
  if (only.includes('memcached')) yield* measureMemcached(bench);
  if (only.includes('efficiency')) yield measureEfficiency();
}

process.exitCode = main();
