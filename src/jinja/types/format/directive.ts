import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { isInt } from '../../values/int.js';
import type { Value } from '../../values/value.js';

/** One `%…` of a format: `%(key)#0-+ width.precision` and a letter. */
export interface Directive {
  /** Where the format was, for messages about it. */
  readonly format: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  /** One code point. */
  readonly letter: string;
  /** Behind the letter. */
  readonly end: number;
}

/** Where a directive takes its values from. */
export interface Source {
  /** Makes what stands at a key the next value; absent when there are no keys. */
  readonly choose?: (key: string) => void;
  /** The next value, for a `*`. */
  readonly take: () => Value;
}

/** Letters of C that mean nothing here. */
const SIZES: ReadonlySet<string> = new Set('hlL');
const DIGITS = /\d*/y;

/** Reads the directive whose `%` stands at `start`. */
export function readDirective(format: string, start: number, source: Source): Directive {
  const afterKey = readKey(format, start + 1, source);
  const flags = readFlags(format, afterKey);
  const width = readCount(format, afterKey + flags.length, { source, limits: WIDTH });
  const hasPrecision = format.charAt(width.end) === '.';
  const precision = hasPrecision ? readCount(format, width.end + 1, { source, limits: PRECISION }) : undefined;
  const beforeSize = precision?.end ?? width.end;
  const size = SIZES.has(format.charAt(beforeSize)) ? 1 : 0;
  const code = format.codePointAt(beforeSize + size);
  const letter = code === undefined ? raise('ValueError', 'incomplete format') : String.fromCodePoint(code);
  return {
    format,
    flags: width.value < 0 ? `${flags}-` : flags,
    width: Math.abs(width.value),
    precision: precision === undefined ? undefined : Math.max(precision.value, 0),
    letter,
    end: beforeSize + size + letter.length,
  };
}

function readFlags(format: string, start: number): string {
  let end = start;
  while (end < format.length && '-+ #0'.includes(format.charAt(end))) end += 1;
  return format.slice(start, end);
}

/** Chooses the value of a key and answers where the key ends. Parentheses within it are part of it when they are balanced. */
function readKey(format: string, at: number, { choose }: Source): number {
  if (format.charAt(at) !== '(') return at;
  if (choose === undefined) raise('TypeError', 'format requires a mapping');
  let depth = 1;
  for (let to = at + 1; to < format.length; to++) {
    const character = format.charAt(to);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > 0) continue;
    choose(format.slice(at + 1, to));
    return to + 1;
  }
  return raise('ValueError', 'incomplete format key');
}

interface Count {
  readonly value: number;
  readonly end: number;
}

interface Limits {
  readonly most: bigint;
  readonly least: bigint;
  readonly tooBig: string;
  readonly type: string;
}

const WIDTH: Limits = { most: 2n ** 63n - 1n, least: -(2n ** 63n), tooBig: 'width too big', type: 'ssize_t' };
const PRECISION: Limits = { most: 2n ** 31n - 1n, least: -(2n ** 31n), tooBig: 'precision too big', type: 'int' };

interface Counting {
  readonly limits: Limits;
  readonly source: Source;
}

function readCount(format: string, at: number, { limits, source }: Counting): Count {
  const character = format.charAt(at);
  if (character === '*') return { value: starCount(source.take(), limits), end: at + 1 };
  if (character < '0' || character > '9') return { value: 0, end: at };
  DIGITS.lastIndex = at;
  const [digits = ''] = DIGITS.exec(format) ?? [];
  if (digits.length > 9 && BigInt(digits) > limits.most) raise('ValueError', limits.tooBig);
  return { value: Number(digits), end: at + digits.length };
}

function starCount(given: Value, { most, least, type }: Limits): number {
  if (!isInt(given) && typeof given !== 'boolean') raise('TypeError', '* wants int');
  const value = integerIn(given) ?? 0;
  if (value > most || value < least) raise('OverflowError', `Python int too large to convert to C ${type}`);
  return Number(value);
}
