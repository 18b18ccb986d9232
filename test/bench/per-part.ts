import type { Work } from './profile.js';
import type { Finding, Table } from './report.js';
import { FLOOR, OWN } from './tools.js';

/** A cold build's table and what it is of. */
export interface ColdTable {
  readonly size: number;
  readonly work: Work;
  readonly table: Table;
}

/** Milliseconds. What the command of a part and its start cost is no cost of the engine: the floor pays it too. */
const IN_PROCESS_BUDGET = 0.5;
const BEYOND_FLOOR_BUDGET = 2;

/**
 * What one more part costs in CPU: the difference between two sizes, so that start-up and what is loaded once do not
 * count.
 */
export function costPerPart(colds: readonly ColdTable[], sizes: readonly number[]): readonly Table[] {
  const steps = sizes.slice(1).map((to, index): Step => ({ from: sizes[index] ?? 0, to }));
  return steps.flatMap((step, index) =>
    (['in-process', 'spawn'] as const).map((work): Table => {
      const previous = steps[index - 1];
      const findings = [
        ...costs(colds, work, step),
        ...(previous === undefined ? [] : growth(colds, work, [previous, step])),
      ];
      const title = `CPU a part, ${work}, from ${step.from} to ${step.to} parts`;
      return { title, rows: [], findings: findings.filter(({ value }) => !Number.isNaN(value)) };
    }),
  );
}

interface Step {
  readonly from: number;
  readonly to: number;
}

function costs(colds: readonly ColdTable[], work: Work, step: Step): readonly Finding[] {
  const names = new Set(colds.flatMap(({ table }) => table.rows.map(({ name }) => name)));
  const own = costOf(colds, { name: OWN, work }, step);
  const beyond = own - costOf(colds, { name: FLOOR, work }, step);
  const others = [...names].filter((name) => name !== OWN);
  return [
    { what: OWN, value: own, unit: 'ms', ...(work === 'in-process' && { budget: IN_PROCESS_BUDGET }) },
    {
      what: `${OWN} beyond the floor`,
      value: beyond,
      unit: 'ms',
      ...(work === 'spawn' && { budget: BEYOND_FLOOR_BUDGET }),
    },
    ...others.map((name): Finding => ({ what: name, value: costOf(colds, { name, work }, step), unit: 'ms' })),
  ];
}

function growth(colds: readonly ColdTable[], work: Work, [less, more]: readonly [Step, Step]): readonly Finding[] {
  const value = costOf(colds, { name: OWN, work }, more) / costOf(colds, { name: OWN, work }, less);
  return [{ what: `${OWN}, against from ${less.from} to ${less.to} (linear: 1)`, value, unit: 'times' }];
}

interface Program {
  readonly name: string;
  readonly work: Work;
}

/** NaN where nothing was measured. */
function costOf(colds: readonly ColdTable[], { name, work }: Program, { from, to }: Step): number {
  const cpu = (size: number): number => {
    const cold = colds.find((each) => each.size === size && each.work === work);
    return cold?.table.rows.find((row) => row.name === name)?.cpu.min ?? Number.NaN;
  };
  return (cpu(to) - cpu(from)) / (to - from);
}
