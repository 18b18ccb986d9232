import { columnsOf } from './columns.js';

/** Before every line of a text but its first, so that the next text is seen to begin. */
export const INDENT = '  ';

/**
 * Breaks lines at blanks; `taken` columns stand before them. Words, and what stands between backticks, stay whole
 * however long they are: they are there to be copied. Without `columns` nothing is broken.
 */
export function wrapLines(columns: number | undefined): (line: string, taken?: number) => string {
  return columns === undefined ? (line) => line : (line, taken = 0) => wrapLine(line, columns, taken);
}

function wrapLine(text: string, columns: number, taken: number): string {
  let result = '';
  let used = taken;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const blanks = text.slice(end, index);
    end = index + word.length;
    const width = columnsOf(word);
    const fits = result === '' || used + columnsOf(blanks) + width <= columns;
    result += fits ? blanks + word : `\n${INDENT}${word}`;
    used = (fits ? used + columnsOf(blanks) : INDENT.length) + width;
  }
  return result + text.slice(end);
}

const WORDS = /(?:`[^`]*`|\S)+/gu;
