import { measure, type Row, type Subject } from './measure.js';
import type { Finding, Table } from './report.js';
import { findReaders, openTree, rehearse, type TreeReader, type TreeReaders, type TreeSite } from './resolvers.js';
import { NotWorking } from './sample.js';
import type { Bench } from './bench.js';
import { countReads, publicShape, smallShape } from './trees.js';
import type { TreeShape } from './tree-shape.js';

/** Milliseconds of wall time for the largest public release, whatever the stage. */
const BUDGET = 250;
/** As many files as zc.buildout can bear: it reads a profile again for each path that leads to it. */
const SMALL_SIZES = [12, 16] as const;
const EMPTY = 'node -e 0';
const OWN = 'slapbuild';

/** A tree as large as the largest public release, one ten times as large, and small ones beside zc.buildout. */
export function* measureResolve(bench: Bench, zcPython: string | undefined): Generator<Table, void> {
  const readers = findReaders(bench.workshop, zcPython);
  const beside = [...readers.own, ...readers.python];
  const one = measureTree(bench, openTree(bench.workshop, 'tree', publicShape(1)), beside);
  yield { title: `resolve, ${describe(publicShape(1))}`, rows: one, findings: [...judge(one), ...compare(one)] };
  const ten = measureTree(bench, openTree(bench.workshop, 'tenfold-tree', publicShape(10)), beside);
  yield { title: `resolve, ${describe(publicShape(10))}`, rows: ten, findings: compare(ten) };
  yield { title: 'resolve, ten times the tree (linear: 10)', rows: [], findings: growth(one, ten, 10) };
  if (readers.zc.length > 0) yield* measureSmall(bench, readers);
}

function* measureSmall(bench: Bench, { own, python, zc }: TreeReaders): Generator<Table, void> {
  const merging = [...own.slice(0, 1), ...python.slice(0, 1), ...zc];
  const all: (readonly Row[])[] = [];
  for (const size of SMALL_SIZES) {
    const site = openTree(bench.workshop, `tree-of-${size}`, smallShape(size));
    const rows = measureTree(bench, site, merging);
    all.push(rows);
    const title = `resolve, ${describe(site.shape)}; zc.buildout reads ${countReads(site.tree)} files`;
    yield { title, rows, findings: compare(rows) };
  }
  const [less = [], more = []] = all;
  const [small, large] = SMALL_SIZES;
  const title = `resolve, ${large} files against ${small} (linear: ${(large / small).toFixed(2)})`;
  yield { title, rows: [], findings: growth(less, more) };
}

function describe({ files, sections, options }: TreeShape): string {
  return `${files} files, ${sections} sections, ${options} options`;
}

/** What does not read the tree that it is given is told and left out. */
function measureTree(
  { workshop: { env }, settings }: Bench,
  site: TreeSite,
  readers: readonly TreeReader[],
): readonly Row[] {
  const empty: Subject = { name: EMPTY, command: { argv: [process.execPath, '-e', '0'], cwd: site.folder, env } };
  const working = readers.flatMap((reader): Subject[] => {
    try {
      rehearse(reader, site);
      return [{ name: reader.name, command: reader.command(site) }];
    } catch (error) {
      if (!(error instanceof NotWorking)) throw error;
      settings.onProblem(`${reader.name}, ${site.shape.files} files: ${error.message}`);
      return [];
    }
  });
  return measure([empty, ...working], settings);
}

function judge(rows: readonly Row[]): readonly Finding[] {
  return rows.flatMap(({ name, wall }): Finding[] =>
    name.startsWith(OWN) ? [{ what: `${name}, wall`, value: wall.min, unit: 'ms', budget: BUDGET }] : [],
  );
}

/** What comes on top of an empty process, and others beside ours at the same stage. */
function compare(rows: readonly Row[]): readonly Finding[] {
  const empty = rows.find(({ name }) => name === EMPTY);
  const own = rows.filter(({ name }) => name.startsWith(OWN));
  const beyond = own.flatMap(({ name, cpu }): Finding[] => {
    const value = cpu.min - (empty?.cpu.min ?? Number.NaN);
    return Number.isNaN(value) ? [] : [{ what: `${name}, CPU beyond the empty process`, value, unit: 'ms' }];
  });
  const beside = rows.flatMap(({ name, wall, cpu }): Finding[] => {
    if (name === EMPTY || name.startsWith(OWN)) return [];
    const peer = own.find((row) => stageOf(row) === stageOf({ name })) ?? own[0];
    if (peer === undefined) return [];
    const what = `${name} against ${peer.name}`;
    return [
      { what: `${what}, wall`, value: wall.min / peer.wall.min, unit: 'times' },
      { what: `${what}, CPU`, value: cpu.min / peer.cpu.min, unit: 'times' },
    ];
  });
  return [...beyond, ...beside];
}

function stageOf({ name }: Pick<Row, 'name'>): string {
  return name.slice(name.indexOf(', '));
}

/** How much more the larger of two trees costs. `budget`: how much it may be for us. */
function growth(less: readonly Row[], more: readonly Row[], budget?: number): readonly Finding[] {
  return less.flatMap((small): Finding[] => {
    const large = more.find(({ name }) => name === small.name);
    if (large === undefined || small.name === EMPTY) return [];
    const limit = budget !== undefined && small.name.startsWith(OWN) && { budget };
    return [
      { what: `${small.name}, wall`, value: large.wall.min / small.wall.min, unit: 'times', ...limit },
      { what: `${small.name}, CPU`, value: large.cpu.min / small.cpu.min, unit: 'times', ...limit },
    ];
  });
}
