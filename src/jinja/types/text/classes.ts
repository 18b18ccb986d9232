import { classOf, type CodePointClass as Class } from '../../../engine/literal/index.js';
import * as tables from './unicode-14.js';

export const isAlpha = classOf(tables.ALPHA);
export const isDecimal = classOf(tables.DECIMAL);
export const isDigit = classOf(tables.DIGIT);
export const isNumeric = classOf(tables.NUMERIC);
export const isLower = classOf(tables.LOWER);
export const isUpper = classOf(tables.UPPER);
/** What an identifier may begin with, and what it may go on with. */
export const isIdentifierStart = classOf(tables.START);
export const isIdentifierPart = classOf(tables.CONTINUE);

/** Digraphs of which the first letter alone is large, and Greek letters with an iota beside them. */
export function isTitleLetter(code: number): boolean {
  if (code < 0x1c5) return false;
  if (code <= 0x1f2) return code === 0x1c5 || code === 0x1c8 || code === 0x1cb || code === 0x1f2;
  if (code >= 0x1f88 && code <= 0x1faf) return (code & 8) !== 0;
  return code === 0x1fbc || code === 0x1fcc || code === 0x1ffc;
}

export function isCased(code: number): boolean {
  return isLower(code) || isUpper(code) || isTitleLetter(code);
}

export function isAlphanumeric(code: number): boolean {
  return isAlpha(code) || isNumeric(code);
}

/** Python's white space, which is not that of JavaScript, for a character class of a pattern. */
export const WHITE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const SPACE = new RegExp(`[${WHITE}]`);

export function isSpace(character: string): boolean {
  return SPACE.test(character);
}

/** Zeros of the scripts whose ten digits follow each other: all of them do. */
export function decimalValue(codePoint: number): number | undefined {
  if (codePoint >= 0x30 && codePoint <= 0x39) return codePoint - 0x30;
  if (codePoint < 0x80 || !isDecimal(codePoint)) return undefined;
  let first = codePoint;
  while (isDecimal(first - 1)) first -= 1;
  // Some sets of digits stand side by side.
  return (codePoint - first) % 10;
}

/** Whether every character is of the class, and there is one. */
export function everyCharacter(text: string, isOfClass: Class): boolean {
  if (text === '') return false;
  for (const character of text) if (!isOfClass(character.codePointAt(0) ?? 0)) return false;
  return true;
}

/** What `islower` and `isupper` ask: a character of the one case, and none of the others. */
export function isWholly(text: string, own: Class, other: Class): boolean {
  let found = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (other(code) || isTitleLetter(code)) return false;
    found ||= own(code);
  }
  return found;
}

/** What `istitle` asks: large letters follow uncased characters only, small ones cased characters only. */
export function isTitled(text: string): boolean {
  let found = false;
  let afterCased = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isLarge = isUpper(code) || isTitleLetter(code);
    const isSmall = !isLarge && isLower(code);
    if ((isLarge && afterCased) || (isSmall && !afterCased)) return false;
    afterCased = isLarge || isSmall;
    found ||= afterCased;
  }
  return found;
}

export function isIdentifier(text: string): boolean {
  let isFirst = true;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!(isFirst ? isIdentifierStart(code) : isIdentifierPart(code))) return false;
    isFirst = false;
  }
  return !isFirst;
}
