import { BLANKS_IN_LINE, isBlank, skipBlanks, trimmedEnd } from './blank.js';
import { PART_DEPENDENCIES, type Operator } from './ast.js';

/** An option line taken apart into offsets; the value is stripped. */
export interface OptionParts {
  readonly name: string;
  readonly nameEnd: number;
  readonly operator: Operator;
  readonly operatorStart: number;
  readonly operatorEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * A name and its operator. The sign of an operator touches its `=`, or ends the name: `x += 1`, `x+=1`, `x+ = 1`, but
 * not `x + = 1`.
 */
const NAME_AND_OPERATOR = new RegExp(`([^${BLANKS_IN_LINE}\\r\\n{}[\\]=:]+)[${BLANKS_IN_LINE}]*[-+]?=`, 'y');

/** Reads `name = value`, `name += value`, `name -= value` or `=> value`; `undefined` when the line is none of them. */
export function readOptionLine(text: string, start: number, end: number): OptionParts | undefined {
  if (text.startsWith('=>', start)) return arrowLine(text, start, end);
  NAME_AND_OPERATOR.lastIndex = start;
  const written = NAME_AND_OPERATOR.exec(text)?.[1];
  if (written === undefined) return undefined;
  const operatorEnd = NAME_AND_OPERATOR.lastIndex;
  const signedEnd = trimmedEnd(text, start, operatorEnd - 1);
  const sign = text.charCodeAt(signedEnd - 1);
  if (sign !== PLUS && sign !== MINUS) {
    const place = { nameEnd: signedEnd, operatorStart: operatorEnd - 1, operatorEnd };
    return { name: written, operator: '=', ...place, ...valueAfter(text, operatorEnd, end) };
  }
  const nameEnd = endBeforeSigns(text, start, signedEnd);
  if (nameEnd === start) return undefined;
  const place = { nameEnd, operatorStart: signedEnd - 1, operatorEnd };
  const operator = sign === PLUS ? '+=' : '-=';
  return { name: text.slice(start, nameEnd), operator, ...place, ...valueAfter(text, operatorEnd, end) };
}

const PLUS = 0x2b;
const MINUS = 0x2d;

/** A name cannot end in a sign, so `x++=1` adds to `x`. */
function endBeforeSigns(text: string, start: number, end: number): number {
  const sign = text.charCodeAt(end - 1);
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === sign || isBlank(text.charCodeAt(at - 1)))) at--;
  return at;
}

function arrowLine(text: string, start: number, end: number): OptionParts {
  const place = { nameEnd: start + 2, operatorStart: start, operatorEnd: start + 2 };
  return { name: PART_DEPENDENCIES, operator: '=', ...place, ...valueAfter(text, start + 2, end) };
}

function valueAfter(text: string, start: number, end: number): { valueStart: number; valueEnd: number } {
  const valueEnd = trimmedEnd(text, start, end);
  return { valueStart: skipBlanks(text, start, valueEnd), valueEnd };
}
