import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { isInt } from '../../values/int.js';
import type { Value } from '../../values/value.js';

/** One `%…` of a format: `%(key)#0-+ width.precision` and a letter. */
export interface Directive {
  /** Where the format was, for messages about it. */
  readonly format: string;
  /** What stands in the parentheses. */
  readonly key: string | undefined;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  /** The code point of the letter; empty when the format ends before it. */
  readonly letter: string;
  /** What is wrong with the rest, where Python looks the key up first. */
  readonly late: string | undefined;
  /** Behind the letter. */
  readonly end: number;
}

/** Where `*` takes its number from. */
export interface Source {
  readonly mapping: Value | undefined;
  take(): Value;
}

const FLAGS = /[-+ #0]*/y;
const DIGITS = /\d*/y;

/** Reads the directive whose `%` stands at `start`. */
export function readDirective(format: string, start: number, source: Source): Directive {
  const { key, end: afterKey } = readKey(format, start + 1, source);
  const flags = match(FLAGS, format, afterKey);
  const width = readCount(format, afterKey + flags.length, { source, ...WIDTH });
  const hasPrecision = format.charAt(width.end) === '.';
  const precision = hasPrecision ? readCount(format, width.end + 1, { source, ...PRECISION }) : undefined;
  const beforeSize = precision?.end ?? width.end;
  const size = /^[hlL]/.test(format.charAt(beforeSize)) ? 1 : 0;
  const code = format.codePointAt(beforeSize + size);
  const letter = code === undefined ? '' : String.fromCodePoint(code);
  return {
    format,
    key,
    flags: width.value < 0 ? `${flags}-` : flags,
    width: Math.abs(width.value),
    precision: precision === undefined ? undefined : Math.max(precision.value, 0),
    letter,
    late: width.wrong ?? precision?.wrong ?? (letter === '' ? 'incomplete format' : undefined),
    end: beforeSize + size + letter.length,
  };
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Parentheses within the key are part of it when they are balanced. */
function readKey(format: string, at: number, source: Source): { key: string | undefined; end: number } {
  if (format.charAt(at) !== '(') return { key: undefined, end: at };
  if (source.mapping === undefined) raise('TypeError', 'format requires a mapping');
  let depth = 1;
  for (let to = at + 1; to < format.length; to++) {
    const character = format.charAt(to);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return { key: format.slice(at + 1, to), end: to + 1 };
  }
  return raise('ValueError', 'incomplete format key');
}

interface Count {
  readonly value: number;
  readonly wrong: string | undefined;
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

function readCount(format: string, at: number, limits: Limits & { readonly source: Source }): Count {
  if (format.charAt(at) === '*') {
    return { value: starCount(limits.source.take(), limits), wrong: undefined, end: at + 1 };
  }
  const digits = match(DIGITS, format, at);
  const isTooBig = digits.length > 9 && BigInt(digits) > limits.most;
  const value = isTooBig ? 0 : Number(digits === '' ? 0 : digits);
  return { value, wrong: isTooBig ? limits.tooBig : undefined, end: at + digits.length };
}

function starCount(given: Value, { most, least, type }: Limits): number {
  if (!isInt(given) && typeof given !== 'boolean') raise('TypeError', '* wants int');
  const value = integerIn(given) ?? 0;
  if (value > most || value < least) raise('OverflowError', `Python int too large to convert to C ${type}`);
  return Number(value);
}
