import type { Row } from './measure.js';

/** A figure made of others. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MiB' | 'times';
  /** What the design allows on a quiet machine, in the same unit. */
  readonly budget?: number;
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
  /** What is no row of measured figures, ready to print. */
  readonly lines?: readonly string[];
}

const COLUMNS = ['runs', 'wall min', 'median', 'CPU min', 'median', 'MiB'] as const;
const WIDTH = 9;

/** A table for people: rows in milliseconds, then what follows from them. */
export function formatTable({ title, rows, findings, lines: own = [] }: Table): string {
  const names = [title, ...rows.map(({ name }) => `  ${name}`)];
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`;
  const lines = rows.map(({ name, runs, wall, cpu, peak }) =>
    line(`  ${name}`, [String(runs), ...[wall.min, wall.median, cpu.min, cpu.median, peak].map(round)]),
  );
  const head = rows.length > 0 ? line(title, COLUMNS) : title;
  return [head, ...own, ...lines, ...findings.map((finding) => `    ${formatFinding(finding)}`), ''].join('\n');
}

function formatFinding({ what, value, unit, budget }: Finding): string {
  const figure = unit === 'times' ? `×${value.toFixed(2)}` : `${plain(value)} ${unit}`;
  return `${what}: ${figure}${budget === undefined ? '' : ` (budget ${budget} ${unit})`}`;
}

function plain(value: number): string {
  return Math.abs(value) < 1000 ? value.toPrecision(3) : value.toFixed(0);
}

function round(figure: number | undefined): string {
  if (figure === undefined) return '';
  return figure.toFixed(figure < 1000 ? 1 : 0);
}
