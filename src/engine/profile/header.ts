import { isBlank, skipBlanks, trimmedEnd } from './blank.js';

/** A header line taken apart into offsets. `expression` is absent without a condition. */
export interface HeaderParts {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly expression: { readonly start: number; readonly end: number } | undefined;
}

/** Reads `[name]` or `[name:expression]`, both with an optional comment; `undefined` when the line is not a header. */
export function readHeader(text: string, start: number, end: number): HeaderParts | undefined {
  if (text[start] !== '[') return undefined;
  const nameStart = skipBlanks(text, start + 1, end);
  const nameEnd = endOfName(text, nameStart, end);
  if (nameEnd === nameStart) return undefined;
  const closing = closingBracket(text, nameEnd, end);
  if (closing === undefined) return undefined;
  const colon = skipBlanks(text, nameEnd, closing);
  if (colon === closing) return { nameStart, nameEnd, expression: undefined };
  if (text[colon] !== ':') return undefined;
  const expression = colon + 1 === closing ? undefined : { start: colon + 1, end: closing };
  return { nameStart, nameEnd, expression };
}

function endOfName(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at)) && !'#[]:;{}'.includes(text.charAt(at))) at++;
  return at;
}

/** The last bracket before the comment, which only blanks may follow. */
function closingBracket(text: string, start: number, end: number): number | undefined {
  let comment = start;
  while (comment < end && text[comment] !== '#' && text[comment] !== ';') comment++;
  const last = trimmedEnd(text, start, comment) - 1;
  return last >= start && text[last] === ']' ? last : undefined;
}
