import type { SyntaxSettings } from './settings.js';
import { isSpace, skipSpace } from './whitespace.js';

export type OpeningKind = 'raw' | 'comment' | 'block' | 'variable' | 'line-statement' | 'line-comment';

/** The mark that ends a stretch of text, with all that belongs to it. */
export interface Opening {
  readonly kind: OpeningKind;
  readonly start: number;
  readonly end: number;
  /** Whether whitespace before it goes (`-`), stays (`+`), or is up to the settings. */
  readonly sign: Sign;
}

export type Sign = '-' | '+' | '';

/** A way to begin something that is no text. */
interface Mark {
  readonly kind: OpeningKind;
  readonly written: string;
  /** Where the mark whose `written` part is at `at` begins; `undefined` where it is none. */
  readonly startOf: (text: string, at: number) => number | undefined;
}

/** The next place of a mark, kept until it is passed, so that no text is searched twice for it. */
interface Found {
  readonly mark: Mark;
  start: number;
  end: number;
}

/** Finds the openings of a text one after the other. */
export class OpeningFinder {
  readonly #text: string;
  readonly #settings: SyntaxSettings;
  readonly #found: readonly Found[];

  constructor(text: string, settings: SyntaxSettings) {
    this.#text = text;
    this.#settings = settings;
    this.#found = marksOf(settings).map((mark) => ({ mark, start: -1, end: -1 }));
  }

  /** The first opening at or behind `from`, which never goes back. */
  next(from: number): Opening | undefined {
    let first: Found | undefined;
    let raw: Opening | undefined;
    for (const found of this.#found) {
      if (found.start < from) this.#search(found, from);
      if (first === undefined || found.start < first.start) first = found;
    }
    if (first === undefined || first.start === Infinity) return undefined;
    const block = this.#found.find(({ mark, start }) => mark.kind === 'block' && start === first.start);
    if (block !== undefined) raw = this.#rawAt(block.start);
    if (raw !== undefined) return raw;
    const sign = signAt(this.#text, first.end);
    return { kind: first.mark.kind, start: first.start, end: first.end + sign.length, sign };
  }

  #search(found: Found, from: number): void {
    const { written, startOf } = found.mark;
    for (let at = this.#text.indexOf(written, from); at !== -1; at = this.#text.indexOf(written, at + 1)) {
      const start = startOf(this.#text, at);
      if (start === undefined || start < from) continue;
      found.start = start;
      found.end = at + written.length;
      return;
    }
    found.start = Infinity;
  }

  /** The `raw` tag, which is no statement, at a place where a block begins. */
  #rawAt(start: number): Opening | undefined {
    const { blockStart, blockEnd } = this.#settings;
    const text = this.#text;
    const sign = signAt(text, start + blockStart.length);
    const word = skipSpace(text, start + blockStart.length + sign.length);
    if (!text.startsWith('raw', word)) return undefined;
    const end = skipSpace(text, word + 'raw'.length);
    if (text.startsWith(`-${blockEnd}`, end)) {
      return { kind: 'raw', start, end: skipSpace(text, end + 1 + blockEnd.length), sign };
    }
    return text.startsWith(blockEnd, end) ? { kind: 'raw', start, end: end + blockEnd.length, sign } : undefined;
  }
}

export function signAt(text: string, at: number): Sign {
  const sign = text.charAt(at);
  return sign === '-' || sign === '+' ? sign : '';
}

/** In the order in which they are tried where several stand at one place: longer ones first. */
function marksOf(settings: SyntaxSettings): readonly Mark[] {
  const { lineStatementPrefix, lineCommentPrefix } = settings;
  const marks: Mark[] = [{ kind: 'variable', written: settings.variableStart, startOf: anywhere }];
  if (lineStatementPrefix !== undefined) {
    marks.push({ kind: 'line-statement', written: lineStatementPrefix, startOf: afterBlanksOfLine });
  }
  if (lineCommentPrefix !== undefined) {
    marks.push({ kind: 'line-comment', written: lineCommentPrefix, startOf: withBlanks });
  }
  marks.push({ kind: 'comment', written: settings.commentStart, startOf: anywhere });
  marks.push({ kind: 'block', written: settings.blockStart, startOf: anywhere });
  return marks.sort((a, b) => b.written.length - a.written.length);
}

function anywhere(_text: string, at: number): number {
  return at;
}

/** Only tabs, vertical tabs and spaces may stand before a line statement, and they belong to it. */
function afterBlanksOfLine(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && ' \t\v'.includes(text.charAt(start - 1))) start--;
  return start === 0 || text.charAt(start - 1) === '\n' ? start : undefined;
}

/** A line comment takes the blanks before it along. */
function withBlanks(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charAt(start - 1) !== '\n' && isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}
