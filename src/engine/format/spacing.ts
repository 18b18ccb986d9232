import type { Row } from './rows.js';

const BLANK: Row = { kind: 'blank', text: '' };

/** One blank line before each header with the comments right above it, at most one elsewhere, none at the ends. */
export function spaced(rows: readonly Row[]): readonly Row[] {
  const placed: Row[] = [];
  for (const row of rows) {
    if (row.kind === 'header') setApart(placed);
    if (row.kind !== 'blank' || isLine(placed.at(-1))) placed.push(row);
  }
  if (placed.at(-1)?.kind === 'blank') placed.pop();
  return placed;
}

/** Puts a blank line before the comments at the end of the rows, where there is none and there may be one. */
function setApart(placed: Row[]): void {
  let start = placed.length;
  while (placed[start - 1]?.kind === 'comment') start--;
  const before = placed[start - 1];
  if (isLine(before) && before?.kind !== 'fixed') placed.splice(start, 0, BLANK);
}

function isLine(row: Row | undefined): boolean {
  return row !== undefined && row.kind !== 'blank';
}
