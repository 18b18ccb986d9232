import { locate, type Span } from '../engine/diag/index.js';
import { columnsOf, columnsOfCharacter } from './columns.js';
import { redactWithOffsets } from './redact.js';

/** The line that a span starts on, fit to be shown, and the columns to underline in it. */
export interface Excerpt {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** 0-based column of the first caret, and how many there are (at least one). */
  readonly caret: number;
  readonly carets: number;
}

const TAB_COLUMNS = 4;
/** Characters of a line that are looked at before and after a span: far more than can be shown. */
const WINDOW = 4096;
/** Columns kept before and after a span when the line is cut. */
const CONTEXT_COLUMNS = 12;

/** Only the first line of a span is shown; a line wider than `columns` is cut around the span. */
export function excerptOf(span: Span, columns: number): Excerpt {
  const { line, column } = locate(span.source, span.start);
  const lineStart = Math.max(span.start - (column - 1), span.start - WINDOW);
  const raw = lineFrom(span.source.text, lineStart).slice(0, 2 * WINDOW);
  const shown = redactWithOffsets(raw);
  const start = shown.offsetOf(Math.min(span.start - lineStart, raw.length));
  const end = shown.offsetOf(Math.min(span.end - lineStart, raw.length));
  const before = expandTabs(shown.text.slice(0, start), 0);
  const caret = columnsOf(before);
  const inside = expandTabs(shown.text.slice(start, end), caret);
  const after = expandTabs(shown.text.slice(end), caret + columnsOf(inside));
  const carets = Math.max(1, columnsOf(inside));
  return { line, column, ...cutAround({ text: (before + inside + after).trimEnd(), caret, carets }, columns) };
}

function lineFrom(text: string, start: number): string {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = start;
  return text.slice(start, lineEnd.exec(text)?.index ?? text.length);
}

function expandTabs(text: string, startColumn: number): string {
  if (!text.includes('\t')) return text;
  let column = startColumn;
  let result = '';
  for (const character of text) {
    const width = character === '\t' ? TAB_COLUMNS - (column % TAB_COLUMNS) : columnsOfCharacter(character);
    result += character === '\t' ? ' '.repeat(width) : character;
    column += width;
  }
  return result;
}

type Marked = Pick<Excerpt, 'text' | 'caret' | 'carets'>;

/** Keeps the start of the span in view, with something before it, and as much of the rest as fits. */
function cutAround(marked: Marked, columns: number): Marked {
  const total = columnsOf(marked.text);
  if (total <= columns) return marked;
  const right = Math.min(marked.caret + marked.carets + CONTEXT_COLUMNS, total);
  const from = Math.max(0, Math.min(right - columns, marked.caret - CONTEXT_COLUMNS));
  const head = from > 0 ? '…' : '';
  const tail = from + columns < total ? '…' : '';
  const skip = from + head.length;
  const text = head + sliceColumns(marked.text, skip, from + columns - tail.length) + tail;
  const caret = Math.max(head.length, marked.caret - from);
  return { text, caret, carets: Math.max(1, Math.min(marked.carets, columns - tail.length - caret)) };
}

/** The characters that lie wholly between two columns; half of a wide one that is cut becomes a blank. */
function sliceColumns(text: string, from: number, to: number): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    const next = column + columnsOfCharacter(character);
    if (column >= from && next <= to) result += character;
    else if (column < from && next > from) result += ' ';
    column = next;
  }
  return result;
}
