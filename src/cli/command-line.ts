import { shellWord, type Diagnostic, type Source, type Span } from '../engine/diag/index.js';

/** The words of a command line, as one text that diagnostics point into. */
export interface CommandLine {
  readonly words: readonly string[];
  /** Where a word stands, or several from one to another. */
  readonly spanOf: (index: number, last?: number) => Span;
}

/** What is wrong with one word. */
export interface WordProblem {
  readonly code: `cli-${string}`;
  readonly message: string;
  readonly hint?: string;
  /** The last of several words that it is about. */
  readonly last?: number;
}

const PROGRAM = 'slapbuild';

export function makeCommandLine(words: readonly string[]): CommandLine {
  const shown = words.map(quote);
  const source: Source = { path: '<command line>', text: [PROGRAM, ...shown].join(' ') };
  return {
    words,
    spanOf(index, last = index) {
      const start = [PROGRAM, ...shown.slice(0, index)].join(' ').length + 1;
      return { source, start, end: start + shown.slice(index, last + 1).join(' ').length };
    },
  };
}

/** A line break inside a word must not end the line that is shown. */
function quote(word: string): string {
  return shellWord(word.replaceAll('\n', '⏎'));
}

export function wordProblem(line: CommandLine, index: number, { hint, last, ...problem }: WordProblem): Diagnostic {
  const at = line.spanOf(index, last);
  return { severity: 'error', ...problem, at, notes: [], ...(hint !== undefined && { hint }) };
}
