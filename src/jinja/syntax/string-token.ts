import { HEXADECIMAL_ESCAPES, SIMPLE_ESCAPES } from '../../engine/literal/index.js';

/** What is wrong with a string, as Python's codec says it, and where in the text between the quotes. */
export class BadEscape {
  readonly message: string;
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    this.message = message;
    this.start = start;
    this.end = end;
  }
}

interface Escape {
  readonly value: string;
  readonly end: number;
}

const OCTAL = /[0-7]{1,3}/y;
const HEXADECIMAL = /^[\da-fA-F]*/;
const LAST_CODE_POINT = 0x10ffff;

/**
 * The value of a string whose inside is written so. Line breaks become `newline` first and escapes are read then, so that
 * a backslash takes a break away only where breaks are `\n`.
 */
export function readString(inside: string, newline: string): string | BadEscape {
  if (!inside.includes('\\')) return withNewlines(inside, newline);
  const pieces: string[] = [];
  let from = 0;
  for (let at = inside.indexOf('\\'); at !== -1; at = inside.indexOf('\\', from)) {
    const escape = readEscape(inside, at, newline);
    if (escape instanceof BadEscape) return escape;
    pieces.push(withNewlines(inside.slice(from, at), newline), escape.value);
    from = escape.end;
  }
  pieces.push(withNewlines(inside.slice(from), newline));
  return pieces.join('');
}

export function withNewlines(text: string, newline: string): string {
  return newline === '\n' || !text.includes('\n') ? text : text.replaceAll('\n', newline);
}

function readEscape(text: string, at: number, newline: string): Escape | BadEscape {
  const letter = text.charAt(at + 1);
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const digits = HEXADECIMAL_ESCAPES.get(letter);
  if (digits !== undefined) return readHexadecimal(text, at, digits);
  if (letter === '\n') return { value: newline === '\n' ? '' : `\\${newline}`, end: at + 2 };
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(text);
  if (octal !== null) return { value: String.fromCodePoint(Number.parseInt(octal[0], 8)), end: OCTAL.lastIndex };
  return letter === 'N' ? refuseName(text, at) : unknownEscape(text, at);
}

/** Jinja writes characters beyond ASCII as escapes before it reads escapes: behind a backslash the text of one remains. */
function unknownEscape(text: string, at: number): Escape {
  const codePoint = text.codePointAt(at + 1) ?? 0;
  const hexadecimal = codePoint.toString(16);
  const end = at + 1 + String.fromCodePoint(codePoint).length;
  if (codePoint < 0x80) return { value: text.slice(at, end), end };
  if (codePoint < 0x100) return { value: `\\x${hexadecimal}`, end };
  if (codePoint < 0x10000) return { value: `\\u${hexadecimal.padStart(4, '0')}`, end };
  return { value: `\\U${hexadecimal.padStart(8, '0')}`, end };
}

function readHexadecimal(text: string, at: number, count: number): Escape | BadEscape {
  const letter = text.charAt(at + 1);
  const [digits = ''] = HEXADECIMAL.exec(text.slice(at + 2, at + 2 + count)) ?? [];
  const end = at + 2 + digits.length;
  if (digits.length < count) return new BadEscape(`truncated \\${letter}${'X'.repeat(count)} escape`, at, end);
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint > LAST_CODE_POINT) return new BadEscape('illegal Unicode character', at, end);
  return { value: String.fromCodePoint(codePoint), end };
}

/** The names of characters are a table of a megabyte: Python has it, this engine does not. */
function refuseName(text: string, at: number): BadEscape {
  const [named] = /^\{[^}]+\}/.exec(text.slice(at + 2, at + 100)) ?? [];
  if (named === undefined) return new BadEscape('malformed \\N character escape', at, at + 2);
  const message = 'characters cannot be named: write the character itself, or its number as in \\u20ac';
  return new BadEscape(message, at, at + 2 + named.length);
}
