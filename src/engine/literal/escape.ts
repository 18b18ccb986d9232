import { Mistake } from './mistake.js';

/** What stands for `value` in a string, up to `end`. */
export interface Escape {
  readonly value: string;
  readonly end: number;
}

/** Python's escapes of one letter. */
export const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** Hexadecimal digits that each letter asks for. */
export const HEXADECIMAL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const OCTAL = /[0-7]{1,3}/y;
const HEXADECIMAL = /^[\da-fA-F]+$/;
const LAST_CODE_POINT = 0x10ffff;

/** Reads the escape whose backslash stands at `at`. An unknown one is no escape: the backslash stays. */
export function readEscape(source: string, at: number): Escape | Mistake {
  const letter = source.charAt(at + 1);
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const afterBreak = endOfBreak(source, at + 1);
  if (afterBreak > at + 1) return { value: '', end: afterBreak };
  const digits = HEXADECIMAL_ESCAPES.get(letter);
  if (digits !== undefined) return readHexadecimal(source, at, digits);
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(source);
  if (octal !== null) return { value: String.fromCodePoint(Number.parseInt(octal[0], 8)), end: OCTAL.lastIndex };
  if (letter !== 'N') return { value: `\\${letter}`, end: at + 2 };
  return new Mistake(
    '`\\N` names a character by words: write the character itself, or its number as in `\\u20ac`',
    at,
    at + 2,
  );
}

/** Where the line break that begins at `at` ends; `at` when there is none. */
export function endOfBreak(source: string, at: number): number {
  if (source.startsWith('\r\n', at)) return at + 2;
  const unit = source.charAt(at);
  return unit === '\n' || unit === '\r' ? at + 1 : at;
}

function readHexadecimal(source: string, at: number, count: number): Escape | Mistake {
  const end = at + 2 + count;
  const digits = source.slice(at + 2, end);
  const name = source.slice(at, at + 2);
  if (digits.length < count || !HEXADECIMAL.test(digits)) {
    return new Mistake(`\`${name}\` needs ${count} hexadecimal digits`, at, at + 2);
  }
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint > LAST_CODE_POINT) return new Mistake(`\`${name}${digits}\` is beyond the last character`, at, end);
  return { value: String.fromCodePoint(codePoint), end };
}
