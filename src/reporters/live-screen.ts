import { columnsOf, cutToColumns } from './columns.js';
import type { Output } from './reporter.js';

/** The terminal of a live view. `size` is asked anew for every picture, so a resized window is noticed. */
export interface Terminal extends Output {
  readonly size: () => { readonly columns: number; readonly rows: number };
}

export interface Screen {
  /** Keeps text for the next picture, where it stands above the live lines for good. */
  readonly addAbove: (text: string) => void;
  /** Shows a text at once; the live lines are gone until the next picture. */
  readonly interrupt: (text: string) => void;
  readonly draw: (lines: readonly string[]) => void;
}

/** What is drawn last is always a block of whole lines with the cursor below it. */
export function makeScreen(terminal: Terminal): Screen {
  let above = '';
  let block: readonly string[] = [];
  const erase = (): string => {
    const { columns } = terminal.size();
    // A window that became narrower has broken the lines of the last picture.
    const rows = block.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / Math.max(1, columns))), 0);
    return rows === 0 ? '' : `\u001B[${String(rows)}A\r\u001B[J`;
  };
  const replace = (lines: readonly string[]): void => {
    if (above === '' && lines.length === block.length && lines.every((line, index) => line === block[index])) return;
    const text = `${erase()}${above}${lines.map((line) => `${line}\n`).join('')}`;
    above = '';
    block = lines;
    terminal.out(text);
  };
  return {
    addAbove(text) {
      above += text;
    },
    interrupt(text) {
      replace([]);
      terminal.err(text);
    },
    draw(lines) {
      const { columns } = terminal.size();
      // A line in the last column would wrap on some terminals.
      replace(lines.map((line) => cutToColumns(line, columns - 1)));
    },
  };
}
