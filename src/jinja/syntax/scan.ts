import type { Operator } from './token.js';

/** What can stand in a name at all; which of them begin one is asked later. */
const NAME = /[\p{L}\p{N}\p{XIDC}]*/uy;
const IDENTIFIER = /^[\p{XIDS}_]\p{XIDC}*$/u;

/** Where the letters, digits and the like that begin at `from` end. */
export function endOfName(text: string, from: number): number {
  let at = from;
  while (isAsciiLetterOrDigit(text.charCodeAt(at))) at++;
  if (!(text.charCodeAt(at) >= 0x80)) return at;
  NAME.lastIndex = at;
  NAME.test(text);
  return NAME.lastIndex;
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
