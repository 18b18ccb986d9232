import { endOfBreak, readEscape, type Escape } from './escape.js';
import { Mistake } from './mistake.js';

export interface StringLiteral {
  readonly value: string;
  readonly end: number;
}

export interface StringForm {
  /** Behind `r`: a backslash stays in the string, and still keeps the quote after it from closing the string. */
  readonly raw: boolean;
}

/** What does not stand for itself: in a string on one line, and in one of several lines. */
const IN_LINE = /[\\\r\n'"]/g;
const IN_LINES = /[\\\r]|'''|"""/g;

/** Reads the string whose first quote stands at `start`. Line breaks in it become `\n`, as Python reads its sources. */
export function readString(source: string, start: number, { raw }: StringForm): StringLiteral | Mistake {
  const quote = source.charAt(start);
  const triple = source.startsWith(quote.repeat(3), start);
  const close = triple ? quote.repeat(3) : quote;
  const special = triple ? IN_LINES : IN_LINE;
  const pieces: string[] = [];
  let from = start + close.length;
  special.lastIndex = from;
  for (let found = special.exec(source); found !== null; found = special.exec(source)) {
    const { index: at } = found;
    const [text] = found;
    if (text === close) return { value: pieces.join('') + source.slice(from, at), end: special.lastIndex };
    const piece = text === '\\' ? readBackslash(source, at, raw) : readBreak(source, at);
    if (piece === undefined) continue;
    if (piece instanceof Mistake) return piece;
    if (text !== '\\' && !triple) return new Mistake('the string is not closed', start, at);
    pieces.push(source.slice(from, at), piece.value);
    from = piece.end;
    special.lastIndex = from;
  }
  return new Mistake('the string is not closed', start, source.length);
}

function readBackslash(source: string, at: number, raw: boolean): Escape | Mistake {
  if (!raw) return readEscape(source, at);
  const after = readBreak(source, at + 1) ?? { value: source.charAt(at + 1), end: at + 2 };
  return { value: `\\${after.value}`, end: after.end };
}

/** A line break as one `\n`; `undefined` when there is none. */
function readBreak(source: string, at: number): Escape | undefined {
  const end = endOfBreak(source, at);
  return end === at ? undefined : { value: '\n', end };
}
