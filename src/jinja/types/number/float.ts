import type { Member, Property } from '../../values/attributes.js';
import { intOf } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { Callable, Float, Tuple, type Value } from '../../values/value.js';
import { methodsOf, none, one, type Definition } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { partsOf } from '../format/decimal.js';
import { isNegative } from '../format/float.js';
import { isSpace } from '../text/classes.js';
import { stripUnits } from '../text/strip.js';

function ratioOf(value: number): Tuple {
  if (Number.isNaN(value)) raise('ValueError', 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) raise('OverflowError', 'cannot convert Infinity to integer ratio');
  const { mantissa, exponent } = partsOf(Math.abs(value));
  if (mantissa === 0n) return new Tuple([0, 1]);
  const signed = value < 0 ? -mantissa : mantissa;
  if (exponent >= 0) return new Tuple([intOf(signed << BigInt(exponent)), 1]);
  return new Tuple([intOf(signed), intOf(1n << BigInt(-exponent))]);
}

/** Digits of the fraction, in base 16. */
const FRACTION_DIGITS = 13;

function hexOf(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = isNegative(value) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = partsOf(Math.abs(value));
  const length = mantissa.toString(2).length;
  // Numbers too small for a leading one keep the smallest exponent.
  const power = Math.max(exponent + length - 1, -1022);
  const scaled = mantissa << BigInt(FRACTION_DIGITS * 4 + exponent - power);
  const digits = scaled.toString(16).padStart(FRACTION_DIGITS + 1, '0');
  return `${sign}0x${digits.charAt(0)}.${digits.slice(1)}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

const HEX = /^([-+]?)(?:(inf(?:inity)?)|(nan)|(?:0x)?([\da-f]*)(?:\.([\da-f]*))?(?:p([-+]?\d+))?)$/i;

function parseHex(text: string): number {
  const [, sign, infinity, nan, whole = '', fraction = '', power = '0'] = HEX.exec(stripUnits(text, isSpace)) ?? [];
  if (nan !== undefined) return Number.NaN;
  const isNumber = whole !== '' || fraction !== '';
  if (infinity === undefined && !isNumber) raise('ValueError', 'invalid hexadecimal floating-point string');
  const size = infinity === undefined ? sizeOf(`${whole}${fraction}`, Number(power) - fraction.length * 4) : Infinity;
  if (infinity === undefined && size === Infinity) {
    raise('OverflowError', 'hexadecimal value too large to represent as a float');
  }
  return sign === '-' ? -size : size;
}

/** `digits × 2^power`, rounded once, half to even. */
function sizeOf(digits: string, power: number): number {
  const mantissa = BigInt(`0x${digits}`);
  if (mantissa === 0n) return 0;
  const length = mantissa.toString(2).length;
  const top = length - 1 + power;
  if (top > 1100) return Infinity;
  if (top < -1100) return 0;
  // Bits below the last that a double of that size has are rounded away here.
  const least = Math.max(top - 52, -1074);
  const drop = least - power;
  if (drop <= 0) return timesPower(mantissa, power);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = 1n << BigInt(drop - 1);
  const isUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return timesPower(isUp ? kept + 1n : kept, least);
}

function timesPower(mantissa: bigint, power: number): number {
  // In two steps, as 2^power alone may be too small or too large.
  const half = Math.trunc(power / 2);
  return Number(mantissa) * 2 ** half * 2 ** (power - half);
}

/** `float.fromhex`, of the type itself. */
const fromHex: Definition<Value> = one((_, argument, host) => {
  const text = textIn(argument) ?? raise('TypeError', 'bad argument type for built-in operation');
  host.spend(text.length);
  return new Float(parseHex(text));
});

const runFromHex = fromHex({ name: 'fromhex', full: 'float.fromhex' });
export const fromhex = new Callable('fromhex', (call, host) => runFromHex(null, call, host));

const definitions: Readonly<Record<string, Definition<number>>> = {
  as_integer_ratio: none(ratioOf),
  conjugate: none((value) => new Float(value)),
  fromhex: () => (_, call, host) => fromhex.run(call, host),
  hex: none(hexOf),
  is_integer: none((value) => Number.isInteger(value)),
};

export const floatMethods: ReadonlyMap<string, Member> = methodsOf(
  'float',
  (value) => (value instanceof Float ? value.value : 0),
  definitions,
);

export const floatProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ['imag', () => new Float(0)],
  ['real', (value) => value],
]);
