import { intOf } from '../values/int.js';
import { Float } from '../values/value.js';

/** What Jinja takes for a number, and Python reads. */
export interface ReadNumber {
  readonly type: 'integer' | 'float';
  readonly value: number | bigint | Float;
  readonly end: number;
}

const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const INTEGER = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;

/** `int` of Python 3.11 reads no more digits in base 10 than that; other bases are not limited. */
const MOST_DIGITS = 4300;

/** Says what Python's `ValueError` says. */
export class TooManyDigits {
  readonly message: string;
  readonly end: number;

  constructor(digits: number, end: number) {
    this.message =
      `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion: value has ${digits} digits; ` +
      'use sys.set_int_max_str_digits() to increase the limit';
    this.end = end;
  }
}

/** Reads the number that begins with the ASCII digit at `at`. */
export function readNumber(text: string, at: number): ReadNumber | TooManyDigits {
  FLOAT.lastIndex = at;
  const float = FLOAT.exec(text);
  if (float !== null) {
    return { type: 'float', value: new Float(Number(float[0].replaceAll('_', ''))), end: FLOAT.lastIndex };
  }
  INTEGER.lastIndex = at;
  const written = (INTEGER.exec(text)?.[0] ?? '0').replaceAll('_', '');
  const end = INTEGER.lastIndex;
  if (written.startsWith('0')) return { type: 'integer', value: intOf(BigInt(written)), end };
  if (written.length > MOST_DIGITS) return new TooManyDigits(written.length, end);
  return { type: 'integer', value: intOf(BigInt(written)), end };
}
