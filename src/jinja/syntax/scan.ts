import { isPrintable } from '../../engine/literal/index.js';
import type { Operator } from './token.js';

/** What can stand in a name at all; which of them begin one is asked later. */
const IN_NAME = /^[\p{L}\p{N}\p{XIDC}]$/u;
const IDENTIFIER = /^[\p{XIDS}_]\p{XIDC}*$/u;

/**
 * Marks that came after Jinja's own table of them was made, with Unicode 12 and later, and two middle dots that are no part
 * of a name for Python 3.11.
 */
const TOO_NEW = new RegExp(
  [
    '^[',
    String.raw`\u0898-\u089f\u08ca-\u08d2\u0b55\u0c3c\u0d81\u0eba\u1715\u180f\u1abf-\u1ace\u1dfa\u30fb\ua82c\uff65`,
    String.raw`\u{10eab}\u{10eac}\u{10f82}-\u{10f85}\u{11070}\u{11073}\u{11074}\u{110c2}\u{111ce}\u{111cf}`,
    String.raw`\u{11930}-\u{11935}\u{11937}\u{11938}\u{1193b}-\u{1193e}\u{11940}\u{11942}\u{11943}\u{119d1}-\u{119d7}`,
    String.raw`\u{119da}-\u{119e0}\u{119e4}\u{16f4f}\u{16f7f}-\u{16f87}\u{16fe4}\u{16ff0}\u{16ff1}\u{1cf00}-\u{1cf2d}`,
    String.raw`\u{1cf30}-\u{1cf46}\u{1e130}-\u{1e136}\u{1e2ae}\u{1e2ec}-\u{1e2ef}`,
    ']$',
  ].join(''),
  'u',
);

/** Where the letters, digits and the like that begin at `from` end. */
export function endOfName(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (isAsciiLetterOrDigit(unit)) at++;
    else if (unit >= 0x80) {
      const codePoint = text.codePointAt(at) ?? 0;
      // What is printable is in the Unicode of Python 3.11; every Node knows another.
      if (!isPrintable(codePoint) || !canBeInName(String.fromCodePoint(codePoint))) return at;
      at += codePoint > 0xffff ? 2 : 1;
    } else return at;
  }
}

function canBeInName(character: string): boolean {
  return IN_NAME.test(character) && !TOO_NEW.test(character);
}

/** Whether what `endOfName` found, and does not begin with an ASCII digit, is a name for Python. */
export function isIdentifier(text: string): boolean {
  return ASCII.test(text) || IDENTIFIER.test(text);
}

const ASCII = /^\w+$/;

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isAsciiLetterOrDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || isDigit(unit) || unit === UNDERSCORE;
}

const UNDERSCORE = 0x5f;
const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;

export function isQuote(unit: number): boolean {
  return unit === QUOTE || unit === DOUBLE_QUOTE;
}

/** Where the string whose quote stands at `from` ends; it may go over several lines. */
export function endOfString(text: string, from: number): number | undefined {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (unit === quote) return at + 1;
  }
  return undefined;
}

/** The bracket that closes one that opens. */
export const CLOSED_BY: ReadonlyMap<Operator, Operator> = new Map<Operator, Operator>([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

export const CLOSING: ReadonlySet<Operator> = new Set<Operator>(CLOSED_BY.values());

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [
    ...(['**', '//', '==', '!=', '>=', '<='] as const),
    ...(['+', '-', '/', '*', '%', '~', '[', ']', '(', ')', '{', '}'] as const),
    ...(['>', '<', '=', '.', ':', '|', ',', ';'] as const),
  ].map((operator): [string, Operator] => [operator, operator]),
);

export function operatorAt(text: string, at: number): Operator | undefined {
  return OPERATORS.get(text.slice(at, at + 2)) ?? OPERATORS.get(text.charAt(at));
}
