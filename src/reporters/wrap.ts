import { columnsOf } from './columns.js';

/** Where a text is to be broken: at how many columns, how many are taken before it, and how far its next lines are set in. */
export interface Wrapping {
  readonly columns: number;
  readonly taken: number;
  readonly indent: string;
}

/**
 * Breaks a line at blanks. Words, and what stands between backticks, stay whole however long they are: they are there
 * to be copied.
 */
export function wrapLine(text: string, { columns, taken, indent }: Wrapping): string {
  let result = '';
  let used = taken;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const blanks = text.slice(end, index);
    end = index + word.length;
    const width = columnsOf(word);
    const fits = result === '' || used + columnsOf(blanks) + width <= columns;
    result += fits ? blanks + word : `\n${indent}${word}`;
    used = (fits ? used + columnsOf(blanks) : indent.length) + width;
  }
  return result + text.slice(end);
}

const WORDS = /(?:`[^`]*`|\S)+/gu;
