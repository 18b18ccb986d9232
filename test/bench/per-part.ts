import type { Work } from './profile.js';
import type { Finding, Table } from './report.js';

/** A cold build's table and what it is of. */
export interface ColdTable {
  readonly size: number;
  readonly work: Work;
  readonly table: Table;
}

/** Milliseconds. What the command of a part and its start cost is no cost of the engine: the floor pays it too. */
const BUDGETS = { whole: { 'in-process': 0.5 }, beyondFloor: { spawn: 2 } } as const;

/**
 * What one more part costs: the difference between two sizes, so that start-up and what is loaded once do not count.
 * `sizes` are the two; `beyond`, a larger one, tells whether the cost grows with the number of parts.
 */
export function costPerPart(
  colds: readonly ColdTable[],
  { sizes: [small, large], beyond }: { readonly sizes: readonly [number, number]; readonly beyond: number },
): Table {
  const findings = (['in-process', 'spawn'] as const).flatMap((work): Finding[] => {
    const cost = (name: string, from: number, to: number): number => {
      const [less, more] = [cpuOf(colds, { name, size: from, work }), cpuOf(colds, { name, size: to, work })];
      return (more - less) / (to - from);
    };
    const own = cost('slapbuild', small, large);
    const floor = cost('floor', small, large);
    const all: Finding[] = [
      {
        what: `slapbuild, ${work}`,
        value: own,
        unit: 'ms',
        ...(work === 'in-process' && { budget: BUDGETS.whole[work] }),
      },
      { what: `floor, ${work}`, value: floor, unit: 'ms' },
      {
        what: `slapbuild beyond the floor, ${work}`,
        value: own - floor,
        unit: 'ms',
        ...(work === 'spawn' && { budget: BUDGETS.beyondFloor[work] }),
      },
      { what: `zc.buildout, ${work}`, value: cost('zc.buildout', small, large), unit: 'ms' },
      {
        what: `slapbuild, ${work}, from ${large} to ${beyond} parts against from ${small} to ${large} (linear: 1)`,
        value: cost('slapbuild', large, beyond) / own,
        unit: 'times',
      },
    ];
    return all.filter(({ value }) => !Number.isNaN(value));
  });
  return { title: `CPU a part, from ${small} to ${large} parts`, rows: [], findings };
}

interface Cell {
  readonly name: string;
  readonly size: number;
  readonly work: Work;
}

/** NaN where nothing was measured. */
function cpuOf(colds: readonly ColdTable[], { name, size, work }: Cell): number {
  const cold = colds.find((each) => each.size === size && each.work === work);
  return cold?.table.rows.find((row) => row.name === name)?.cpu.min ?? Number.NaN;
}
