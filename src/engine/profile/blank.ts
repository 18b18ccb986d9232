/**
 * What Python's `str.isspace` calls blank. JavaScript's `trim` and `\s` differ: they take U+FEFF and leave
 * U+001C to U+001F and U+0085.
 */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x85) return false;
  return code === 0x85 || code === 0xa0 || isWideBlank(code);
}

/** The same for the inside of a character class of a regular expression, but for line ends. */
export const BLANKS_IN_LINE = '\\t\\v\\f\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

function isWideBlank(code: number): boolean {
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The first offset from `start` that is not blank, or `end`. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The end of `text[start, end)` without its trailing blanks. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

export function strip(text: string): string {
  const start = skipBlanks(text, 0, text.length);
  return text.slice(start, trimmedEnd(text, start, text.length));
}

/** A piece of a longer text, with the offset at which it starts. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** The words between blanks, as Python's `str.split()` gives them. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let start = skipBlanks(text, 0, text.length);
  while (start < text.length) {
    let end = start;
    while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
    words.push({ text: text.slice(start, end), start });
    start = skipBlanks(text, end, text.length);
  }
  return words;
}
