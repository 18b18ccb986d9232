import { WHITE } from '../types/text/classes.js';
import { lengthOfText } from '../values/code-points.js';
import { printBytes } from '../values/repr.js';
import type { Bytes } from '../values/value.js';
import { printString } from '../../engine/literal/index.js';

/** Where a value stands on its line, and how much follows it there. */
export interface Room {
  readonly indent: number;
  readonly allowance: number;
}

/** How far lines may go. */
export const WIDTH = 80;

/** With its line breaks. */
// oxlint-disable-next-line no-control-regex -- Python ends lines at them
const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;
/** With the white space behind it. */
const WORD = new RegExp(`[^${WHITE}]*[${WHITE}]*`, 'g');

/** A string as the literals of its parts, one below the other; in brackets where nothing is round it. */
export function wrapString(text: string, room: Room, isOutermost: boolean): string {
  const extra = isOutermost ? 1 : 0;
  const indent = room.indent + extra;
  const allowance = room.allowance + extra;
  const lines = nonEmpty(text.match(LINE));
  const chunks = lines.flatMap((line, at) => {
    const isLast = at === lines.length - 1;
    const whole = printString(line);
    const fits = lengthOfText(whole) <= WIDTH - indent - (isLast ? allowance : 0);
    return fits ? [whole] : wrapWords(line, WIDTH - indent, isLast ? allowance : 0);
  });
  return stack(chunks, indent, isOutermost);
}

function wrapWords(line: string, width: number, allowance: number): readonly string[] {
  const words = nonEmpty(line.match(WORD));
  const chunks: string[] = [];
  let current = '';
  for (const [at, word] of words.entries()) {
    const candidate = current + word;
    const most = at === words.length - 1 ? width - allowance : width;
    if (lengthOfText(printString(candidate)) > most) {
      if (current !== '') chunks.push(printString(current));
      current = word;
    } else {
      current = candidate;
    }
  }
  if (current !== '') chunks.push(printString(current));
  return chunks;
}

function nonEmpty(parts: readonly string[] | null): readonly string[] {
  return (parts ?? []).filter((part) => part !== '');
}

function stack(chunks: readonly string[], indent: number, isOutermost: boolean): string {
  const [only = ''] = chunks;
  if (chunks.length === 1) return only;
  const text = chunks.join(`\n${' '.repeat(indent)}`);
  return isOutermost ? `(${text})` : text;
}

/** The same for bytes, in portions of four. */
export function wrapBytes({ bytes }: Bytes, room: Room, isOutermost: boolean): string {
  if (bytes.length <= PORTION) return printBytes(bytes);
  const extra = isOutermost ? 1 : 0;
  const indent = room.indent + extra;
  const last = Math.floor(bytes.length / PORTION) * PORTION;
  const chunks: string[] = [];
  let from = 0;
  let to = 0;
  for (let at = 0; at < bytes.length; at += PORTION) {
    const width = WIDTH - indent - (at === last ? room.allowance + extra : 0);
    const end = Math.min(at + PORTION, bytes.length);
    if (printBytes(bytes.subarray(from, end)).length > width) {
      if (to > from) chunks.push(printBytes(bytes.subarray(from, to)));
      from = at;
    }
    to = end;
  }
  chunks.push(printBytes(bytes.subarray(from, to)));
  const text = chunks.join(`\n${' '.repeat(indent)}`);
  return isOutermost ? `(${text})` : text;
}

const PORTION = 4;
