import * as arithmetic from '../../values/arithmetic.js';
import { lengthOfText } from '../../values/code-points.js';
import type { Host } from '../../values/host.js';
import { integerOf } from '../../values/int.js';
import { iterate } from '../../values/iterate.js';
import { digitsInBase } from '../../values/magnitude.js';
import { numericIn } from '../../values/number.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, Float, Tuple, type Value } from '../../values/value.js';
import { named, one, positional, smallIn, type Given } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import type { Functions } from './functions.js';
import { power } from './power.js';
import { round } from './round.js';

function absolute(value: Value): Value {
  const number = numericIn(value);
  if (number instanceof Float) return new Float(Math.abs(number.value));
  if (number !== undefined) return number < 0 ? -number : number;
  return raise('TypeError', `bad operand type for abs(): '${typeNameOf(value)}'`);
}

function inBase(radix: number, prefix: string): Functions[string] {
  return one((_, value, host) => {
    const text = digitsInBase(integerOf(value), radix, host);
    return text.startsWith('-') ? `-${prefix}${text.slice(1)}` : prefix + text;
  });
}

function character(value: Value): string {
  const code = smallIn(value);
  if (code < 0 || code > 0x10ffff) raise('ValueError', 'chr() arg not in range(0x110000)');
  return String.fromCodePoint(code);
}

function codeOf(value: Value): number {
  const text = value instanceof Bytes ? undefined : textIn(value);
  if (text === undefined && !(value instanceof Bytes)) {
    return raise('TypeError', `ord() expected string of length 1, but ${typeNameOf(value)} found`);
  }
  const length = value instanceof Bytes ? value.bytes.length : lengthOfText(text ?? '');
  if (length !== 1) raise('TypeError', `ord() expected a character, but string of length ${length} found`);
  return value instanceof Bytes ? (value.bytes[0] ?? 0) : (text?.codePointAt(0) ?? 0);
}

function divideBoth(left: Value, right: Value, host: Host): Value {
  const [one_, other] = [numericIn(left), numericIn(right)];
  if (one_ === undefined || other === undefined) {
    const types = `'${typeNameOf(left)}' and '${typeNameOf(right)}'`;
    return raise('TypeError', `unsupported operand type(s) for divmod(): ${types}`);
  }
  const isFloat = one_ instanceof Float || other instanceof Float;
  if (isFloat && Number(other instanceof Float ? other.value : other) === 0)
    raise('ZeroDivisionError', 'float divmod()');
  return new Tuple([arithmetic.floorDivide(left, right, host), arithmetic.modulo(left, right, host)]);
}

function total(items: Value, start: Given, host: Host): Value {
  const source = iterate(items, host);
  const first = start === undefined ? 0 : start;
  if (textIn(first) !== undefined) raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
  if (first instanceof Bytes) raise('TypeError', "sum() can't sum bytes [use b''.join(seq) instead]");
  let sum: Value = first;
  for (const item of source) {
    host.spend(1);
    sum = arithmetic.add(sum, item, host);
  }
  return sum;
}

export const numberFunctions: Functions = {
  abs: one((_, value) => absolute(value)),
  bin: inBase(2, '0b'),
  chr: one((_, value) => character(value)),
  divmod: positional(2, 2, (_, [left = null, right = null], host) => divideBoth(left, right, host)),
  hex: inBase(16, '0x'),
  oct: inBase(8, '0o'),
  ord: one((_, value) => codeOf(value)),
  pow: named('base, exp, mod?', (_, [base = null, exponent = null, modulus], host) =>
    power(base, exponent, { modulus: modulus === undefined ? null : modulus, host }),
  ),
  round: named('number, ndigits?', (_, [number = null, digits], host) => round(number, digits, host)),
  sum: named('iterable, /, start?', (_, [items = null, start], host) => total(items, start, host)),
};
