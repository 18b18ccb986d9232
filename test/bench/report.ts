import type { Row } from './measure.js';

/** A figure made of others. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MiB' | 'times' | 'share';
  /** What the design allows on a quiet machine, in the same unit. */
  readonly budget?: number;
  /** What it must be at least, in the same unit. */
  readonly least?: number;
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
  /** What is no row of measured figures, ready to print. */
  readonly lines?: readonly string[];
  /** The row that all others are divided by. */
  readonly reference?: string;
  /** With it, the share of so many cores that each row kept busy. */
  readonly cores?: number;
  /** What is not in the table, and why. */
  readonly notes?: readonly string[];
}

interface Column {
  readonly title: string;
  cell(row: Row): string;
}

const WIDTH = 9;

/** A table for people: rows in milliseconds, then what follows from them. */
export function formatTable(table: Table): string {
  const { title, rows, findings, lines: own = [], notes = [] } = table;
  const columns = columnsOf(table);
  const names = [title, ...rows.map(({ name }) => `  ${name}`)];
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`.trimEnd();
  const head =
    rows.length > 0
      ? line(
          title,
          columns.map((column) => column.title),
        )
      : title;
  const lines = rows.map((row) =>
    line(
      `  ${row.name}`,
      columns.map((column) => column.cell(row)),
    ),
  );
  const behind = [...findings.map(formatFinding), ...notes.map((note) => `skipped: ${note}`)];
  return [head, ...own, ...lines, ...behind.map((text) => `    ${text}`), ''].join('\n');
}

function columnsOf({ rows, reference, cores }: Table): readonly Column[] {
  const own = rows.find(({ name }) => name === reference);
  const measured: readonly Column[] = [
    { title: 'runs', cell: ({ runs }) => String(runs) },
    { title: 'wall min', cell: ({ wall }) => round(wall.min) },
    { title: 'median', cell: ({ wall }) => round(wall.median) },
    { title: 'CPU min', cell: ({ cpu }) => round(cpu.min) },
    { title: 'median', cell: ({ cpu }) => round(cpu.median) },
    { title: 'MiB', cell: ({ peak }) => round(peak) },
  ];
  const ratios: readonly Column[] =
    own === undefined
      ? []
      : [
          { title: '×wall', cell: ({ wall }) => (wall.min / own.wall.min).toFixed(2) },
          { title: '×CPU', cell: ({ cpu }) => (cpu.min / own.cpu.min).toFixed(2) },
        ];
  const efficiency: readonly Column[] =
    cores === undefined ? [] : [{ title: 'cores', cell: ({ busy }) => `${Math.round((busy / cores) * 100)} %` }];
  return [...measured, ...ratios, ...efficiency];
}

function formatFinding({ what, value, unit, budget, least }: Finding): string {
  const figure = `${what}: ${inUnit(plain(value), unit)}`;
  if (budget !== undefined) {
    const met = value <= budget ? 'met' : 'not met';
    return `${figure} (budget ${inUnit(String(budget), unit)}: ${met})`;
  }
  if (least === undefined) return figure;
  return `${figure} (at least ${inUnit(String(least), unit)}: ${value >= least ? 'met' : 'not met'})`;
}

function inUnit(figure: string, unit: Finding['unit']): string {
  switch (unit) {
    case 'times':
      return `×${figure}`;
    case 'share':
      return `${(Number(figure) * 100).toFixed(0)} %`;
    case 'ms':
    case 'MiB':
      return `${figure} ${unit}`;
    default:
      return unit satisfies never;
  }
}

function plain(value: number): string {
  return Math.abs(value) < 1000 ? value.toPrecision(3) : value.toFixed(0);
}

function round(figure: number | undefined): string {
  if (figure === undefined) return '';
  return figure.toFixed(figure < 1000 ? 1 : 0);
}
