import { MAX_LENGTH } from './limits.js';
import { Mistake } from './mistake.js';
import { readDocument } from './parser.js';
import { printLiteral } from './print.js';
import type { TypedValue } from './value.js';

export type Parsed = ParsedValue | ParseFailure;

interface ParsedValue {
  readonly ok: true;
  readonly value: TypedValue;
}

interface ParseFailure {
  readonly ok: false;
  readonly problem: LiteralProblem;
}

/** Why a text is no literal. `start` and `end` are UTF-16 offsets in the text that was given. */
export interface LiteralProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** No character prints as more than this many: U+E000 as `\ue000`, and `1e15,` as `1000000000000000.0, `. */
const LONGEST_PRINTED = 8;

/**
 * Parses the text behind `!py!`: Python's literals, `+` between two of a kind, subscripts and slices. What it gives can be
 * printed and parsed again, for the limits hold for the printed text too. Never throws, and takes linear time.
 */
export function parseLiteral(text: string): Parsed {
  if (text.length > MAX_LENGTH)
    return refuse(new Mistake(`the text is longer than ${MAX_LENGTH} characters`, 0, text.length));
  const value = readDocument(text);
  if (value instanceof Mistake) return refuse(value);
  if (text.length > MAX_LENGTH / LONGEST_PRINTED && printLiteral(value).length > MAX_LENGTH) {
    return refuse(new Mistake(`the value is longer than ${MAX_LENGTH} characters when it is printed`, 0, text.length));
  }
  return { ok: true, value };
}

function refuse({ message, start, end }: Mistake): ParseFailure {
  return { ok: false, problem: { message, start, end } };
}
