import { judgeMemory, judgeNoop } from './budgets.js';
import { measure, type Subject } from './measure.js';
import type { Release, Releases, Shape } from './releases.js';
import type { Table } from './report.js';
import { NotWorking } from './sample.js';
import { OWN } from './tools.js';

/** From nothing; every part must have been written. */
export function measureCold(all: Releases, shape: Shape): Table {
  const { releases, notes } = all.open(shape, { all: false });
  const subjects = releases.map((release): Subject => {
    const { tool, site } = release;
    return {
      name: tool.name,
      command: site.command,
      before: site.clean,
      check: () => {
        all.checkBuilt(release);
      },
    };
  });
  const rows = measure(subjects, all.bench.settings);
  for (const release of releases) {
    const row = rows.find(({ name }) => name === release.tool.name);
    if (row !== undefined) all.tell(release, row.wall.min);
  }
  const title = `cold build, ${shape.size} parts, ${shape.work}`;
  return { title, rows, findings: judgeMemory(rows, shape.size), reference: OWN, notes };
}

/** Every part current: once with nothing changed at all, once with a profile whose text is new and says the same. */
export function measureNoop(all: Releases, size: number): readonly Table[] {
  const { settings } = all.bench;
  const { releases, notes } = all.openBuilt({ size, work: 'in-process' });
  for (const { site } of releases) settle(site.command, settings);
  const quick = measure(
    releases.map((release) => ({ ...subjectOf(release), check: watch(release, []).check })),
    settings,
  );
  const edited = measure(
    releases.flatMap((release): readonly Subject[] => {
      const { touch } = release.site;
      return touch === undefined ? [] : [{ ...subjectOf(release), before: touch, check: watch(release, []).check }];
    }),
    settings,
  );
  const [quickFindings, editedFindings] = [judgeNoop(quick, size), judgeMemory(edited, size)];
  const memory = judgeMemory(quick, size);
  const about = `no-op, ${size} parts`;
  return [
    { title: about, rows: quick, findings: [...quickFindings, ...memory], reference: OWN, notes },
    {
      title: `${about}, profile edited, no part changed`,
      rows: edited,
      findings: editedFindings,
      reference: OWN,
    },
  ];
}

/** One part changed that nothing needs; it alone must have been written. */
export function measureLeaf(all: Releases, size: number): Table {
  const { releases, notes } = all.openBuilt({ size, work: 'in-process' });
  const subjects = releases.map((release): Subject => {
    const { look, check } = watch(release, [String(size - 1)]);
    const before = (): void => {
      look();
      release.site.changeLeaf();
    };
    return { ...subjectOf(release), before, check };
  });
  const rows = measure(subjects, all.bench.settings);
  return { title: `one leaf changed, ${size} parts`, rows, findings: [], reference: OWN, notes };
}

function subjectOf({ tool, site }: Release): Subject {
  return { name: tool.name, command: site.command };
}

/** What was written a moment ago may be written again in the same tick: the first run after it looks closer. */
function settle(command: Subject['command'], { sampler }: Releases['bench']['settings']): void {
  sampler.run(command);
}

/** Sees that of all parts just these were written since it looked last. */
function watch({ site }: Release, parts: readonly string[]): { readonly look: () => void; readonly check: () => void } {
  let before = site.outputs();
  return {
    look() {
      before = site.outputs();
    },
    check() {
      const written = [...site.outputs()].filter(([part, stamp]) => before.get(part) !== stamp).map(([part]) => part);
      if (written.join(' ') === parts.join(' ')) return;
      throw new NotWorking(`${written.length} parts were written, not ${parts.length}`);
    },
  };
}
