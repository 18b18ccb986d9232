import { join } from 'node:path';
import { makeGraph } from './graph.js';
import { measure, type MeasureSettings, type Row, type Subject } from './measure.js';
import type { Work } from './profile.js';
import type { Finding, Table } from './report.js';
import { NotWorking } from './sample.js';
import type { Site } from './site.js';
import { PROGRAM, type Tool, type Workshop } from './tools.js';

export interface Bench {
  readonly workshop: Workshop;
  readonly tools: readonly Tool[];
  readonly settings: MeasureSettings;
}

/** A size to measure, and how its parts are made. */
interface Shape {
  readonly size: number;
  readonly work: Work;
}

const STARTUP_BUDGET = 25;

export function measureStartup({ workshop: { folder: cwd, env }, settings }: Bench): Table {
  const subjects: Subject[] = [
    { name: 'node -e 0', command: { argv: [process.execPath, '-e', '0'], cwd, env } },
    { name: 'slapbuild --version', command: { argv: [process.execPath, PROGRAM, '--version'], cwd, env } },
  ];
  const rows = measure(subjects, settings);
  const [empty, started] = rows;
  if (empty === undefined || started === undefined) return { title: 'start-up', rows, findings: [] };
  const findings: Finding[] = [
    {
      what: 'CPU beyond the empty process',
      value: started.cpu.min - empty.cpu.min,
      unit: 'ms',
      budget: STARTUP_BUDGET,
    },
    { what: 'CPU against the empty process', value: started.cpu.min / empty.cpu.min, unit: 'times' },
    { what: 'wall beyond the empty process', value: started.wall.min - empty.wall.min, unit: 'ms' },
  ];
  return { title: 'start-up', rows, findings };
}

/** Every part current: once with nothing changed at all, once with a profile whose text is new and says the same. */
export function measureNoop(bench: Bench, size: number): readonly Table[] {
  const sites = openSites(bench, { size, work: 'in-process' }, (site) => {
    buildAll(bench, site, size);
    // What was written a moment ago may be written again in the same tick: the first run after it looks closer.
    bench.settings.sampler.run(site.command);
    expectWritten(bench, site, []);
  });
  const quick = measure(sites.map(toSubject), bench.settings);
  const edited = measure(
    sites.map((each) => ({ ...toSubject(each), before: each.site.touch })),
    bench.settings,
  );
  const quickFindings = [...judgeWall(quick, size), ...judgeMemory(quick, size), ...compare(quick)];
  const editedFindings = [...judgeMemory(edited, size), ...compare(edited)];
  return [
    { title: `no-op, ${size} parts`, rows: quick, findings: quickFindings },
    { title: `no-op, ${size} parts, profile edited, no part changed`, rows: edited, findings: editedFindings },
  ];
}

/** Milliseconds, by number of parts. */
const NOOP_BUDGETS: ReadonlyMap<number, number> = new Map([
  [1000, 120],
  [10_000, 250],
]);

/** MiB, by number of parts. */
const MEMORY_BUDGETS: ReadonlyMap<number, number> = new Map([
  [1000, 100],
  [10_000, 150],
]);

function judgeWall(rows: readonly Row[], size: number): readonly Finding[] {
  const own = rows.find(({ name }) => name === 'slapbuild');
  const budget = NOOP_BUDGETS.get(size);
  return own === undefined || budget === undefined
    ? []
    : [{ what: 'slapbuild, wall', value: own.wall.min, unit: 'ms', budget }];
}

function judgeMemory(rows: readonly Row[], size: number): readonly Finding[] {
  const peak = rows.find(({ name }) => name === 'slapbuild')?.peak;
  const budget = MEMORY_BUDGETS.get(size);
  return peak === undefined || budget === undefined
    ? []
    : [{ what: 'slapbuild, memory', value: peak, unit: 'MiB', budget }];
}

/** From nothing, at every size. */
export function measureCold(bench: Bench, shape: Shape): Table {
  const sites = openSites(bench, shape, (site) => {
    buildAll(bench, site, shape.size);
  });
  const subjects = sites.map((each) => ({ ...toSubject(each), before: each.site.clean }));
  const rows = measure(subjects, bench.settings);
  return {
    title: `cold build, ${shape.size} parts, ${shape.work}`,
    rows,
    findings: [...judgeMemory(rows, shape.size), ...compare(rows)],
  };
}

/** One part changed that nothing needs. */
export function measureLeaf(bench: Bench, size: number): Table {
  const sites = openSites(bench, { size, work: 'in-process' }, (site) => {
    buildAll(bench, site, size);
    site.changeLeaf();
    expectWritten(bench, site, [size - 1]);
  });
  const subjects = sites.map((each) => ({ ...toSubject(each), before: each.site.changeLeaf }));
  const rows = measure(subjects, bench.settings);
  return { title: `one leaf changed, ${size} parts`, rows, findings: compare(rows) };
}

interface OpenSite {
  readonly tool: Tool;
  readonly site: Site;
}

/** A fresh site for each tool; those that do not come through the rehearsal are told and left out. */
function openSites(bench: Bench, { size, work }: Shape, rehearse: (site: Site) => void): readonly OpenSite[] {
  const graph = makeGraph(size);
  return bench.tools.flatMap((tool) => {
    const site = tool.makeSite(join(bench.workshop.folder, `${tool.name}-${size}-${work}`), graph, work);
    try {
      rehearse(site);
      return [{ tool, site }];
    } catch (error) {
      if (!(error instanceof NotWorking)) throw error;
      bench.settings.onProblem(`${tool.name}, ${size} parts, ${work}: ${error.message}`);
      return [];
    }
  });
}

function toSubject({ tool, site }: OpenSite): Subject {
  return { name: tool.name, command: site.command };
}

function buildAll({ settings }: Bench, site: Site, size: number): void {
  site.clean();
  settings.sampler.run(site.command);
  const built = site.outputs().size;
  if (built !== size) throw new NotWorking(`a cold build made ${built} of ${size} parts`);
}

/** Runs once and sees that these parts were written, and no other. */
function expectWritten({ settings }: Bench, site: Site, parts: readonly number[]): void {
  const before = site.outputs();
  settings.sampler.run(site.command);
  const after = [...site.outputs()];
  const written = after.filter(([part, stamp]) => before.get(part) !== stamp).map(([part]) => part);
  if (written.join(' ') === parts.join(' ')) return;
  throw new NotWorking(`${written.length} parts were written, not ${parts.length}`);
}

/** The figures of others beside ours. */
function compare(rows: readonly Row[]): readonly Finding[] {
  const own = rows.find(({ name }) => name === 'slapbuild');
  if (own === undefined) return [];
  return rows.flatMap(({ name, wall, cpu }): Finding[] => {
    if (name === own.name) return [];
    const isFloor = name === 'floor';
    const what = isFloor ? 'slapbuild against the floor' : `${name} against slapbuild`;
    const ratio = (mine: number, theirs: number): number => (isFloor ? mine / theirs : theirs / mine);
    return [
      { what: `${what}, wall`, value: ratio(own.wall.min, wall.min), unit: 'times' },
      { what: `${what}, CPU`, value: ratio(own.cpu.min, cpu.min), unit: 'times' },
    ];
  });
}
