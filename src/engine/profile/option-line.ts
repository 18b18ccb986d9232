import { isBlank, skipBlanks, trimmedEnd } from './blank.js';
import { PART_DEPENDENCIES, type Operator } from './ast.js';
import type { TextLine } from './lines.js';

/** An option line taken apart into offsets; the value is stripped. */
export interface OptionParts {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly operator: Operator;
  readonly operatorStart: number;
  readonly operatorEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Reads `name = value`, `name += value`, `name -= value` or `=> value`; `undefined` when the line is none of them. */
export function readOptionLine(text: string, { start, end }: TextLine): OptionParts | undefined {
  if (text.startsWith('=>', start)) return arrowLine(text, start, end);
  const nameLimit = endOfName(text, start, end);
  if (nameLimit === start) return undefined;
  const equals = signAndEquals(text, nameLimit, end);
  if (equals === undefined) return undefined;
  const signedEnd = trimmedEnd(text, start, equals);
  const sign = text[signedEnd - 1];
  const operator = sign === '+' ? '+=' : sign === '-' ? '-=' : '=';
  const nameEnd = operator === '=' ? signedEnd : endBeforeSigns(text, start, signedEnd);
  if (nameEnd === start) return undefined;
  const operatorStart = operator === '=' ? equals : signedEnd - 1;
  const name = { name: text.slice(start, nameEnd), nameStart: start, nameEnd };
  return { ...name, operator, operatorStart, operatorEnd: equals + 1, ...valueAfter(text, equals + 1, end) };
}

/** The sign of an operator touches its `=`, or ends the name: `x += 1`, `x+=1`, `x+ = 1`, but not `x + = 1`. */
function signAndEquals(text: string, nameLimit: number, end: number): number | undefined {
  let at = skipBlanks(text, nameLimit, end);
  if (at > nameLimit && (text[at] === '+' || text[at] === '-')) at++;
  return at < end && text[at] === '=' ? at : undefined;
}

function endOfName(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at)) && !'{}[]=:'.includes(text.charAt(at))) at++;
  return at;
}

/** A name cannot end in a sign, so `x++=1` adds to `x`. */
function endBeforeSigns(text: string, start: number, end: number): number {
  const sign = text[end - 1];
  let at = end;
  while (at > start && (text[at - 1] === sign || isBlank(text.charCodeAt(at - 1)))) at--;
  return at;
}

function arrowLine(text: string, start: number, end: number): OptionParts {
  const place = { nameStart: start, nameEnd: start + 2, operatorStart: start, operatorEnd: start + 2 };
  return { name: PART_DEPENDENCIES, operator: '=', ...place, ...valueAfter(text, start + 2, end) };
}

function valueAfter(text: string, start: number, end: number): { valueStart: number; valueEnd: number } {
  const valueEnd = trimmedEnd(text, start, end);
  return { valueStart: skipBlanks(text, start, valueEnd), valueEnd };
}
