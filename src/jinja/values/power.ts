import { bitsOf } from './magnitude.js';
import { raise } from './raised.js';

/**
 * `left ** right` of floats, to the nearest float: what JavaScript engines answer may be off by one in the last digit.
 * Raises `ValueError` where Python answers a complex number: there are none here.
 */
export function powerOfFloats(left: number, right: number): number {
  if (left === 0 && right < 0 && Number.isFinite(right)) {
    raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  // JavaScript says NaN for these.
  if (left === 1 || (left === -1 && Math.abs(right) === Infinity)) return 1;
  if (left === 0 || !Number.isFinite(left) || !Number.isFinite(right)) return left ** right;
  if (left < 0 && !Number.isInteger(right)) {
    raise('ValueError', 'negative number cannot be raised to a fractional power');
  }
  const size = powerOf(Math.abs(left), right);
  if (size === Infinity) raise('OverflowError', "(34, 'Numerical result out of range')");
  return left < 0 && right % 2 !== 0 ? -size : size;
}

/** Of a positive base. Some exponents take one operation, whose result is rounded already. */
function powerOf(base: number, exponent: number): number {
  switch (exponent) {
    case 0:
      return 1;
    case 1:
      return base;
    case 2:
      return base * base;
    case -1:
      return 1 / base;
    case 0.5:
      return Math.sqrt(base);
  }
  const rough = base ** exponent;
  if (rough === 0 || rough === Infinity) return rough;
  return Number.isInteger(exponent) && Math.abs(exponent) <= 64
    ? wholePower(base, exponent)
    : nearest(exponentOf(base, exponent));
}

/** An integer times a power of two. */
interface Scaled {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function scaled(value: number): Scaled {
  let exponent = 0;
  let mantissa = value;
  while (mantissa >= 2 ** 53) [mantissa, exponent] = [mantissa / 2, exponent + 1];
  while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  return { mantissa: BigInt(mantissa), exponent };
}

function wholePower(base: number, exponent: number): number {
  const { mantissa, exponent: shift } = scaled(base);
  const size = Math.abs(exponent);
  const power = mantissa ** BigInt(size);
  if (exponent > 0) return nearest({ mantissa: power, exponent: shift * size });
  const bits = bitsOf(power) + 70;
  const inverse = (1n << BigInt(bits)) / power;
  return nearest({ mantissa: inverse | 1n, exponent: -bits - shift * size });
}

/** Numbers with that many binary places are integers here. */
const PLACES = 224;
const ONE = 1n << BigInt(PLACES);

function times(left: bigint, right: bigint): bigint {
  return (left * right) >> BigInt(PLACES);
}

/** `base ** exponent` as `2 ** (exponent * log2(base))`, with far more places than a float has. */
function exponentOf(base: number, exponent: number): Scaled {
  const { mantissa, exponent: shift } = scaled(base);
  const bits = bitsOf(mantissa) - 1;
  const fraction = (mantissa << BigInt(PLACES)) >> BigInt(bits);
  ln2 ??= logarithm(2n * ONE);
  const log2 = BigInt(shift + bits) * ONE + (logarithm(fraction) << BigInt(PLACES)) / ln2;
  const factor = scaled(Math.abs(exponent));
  const product = shifted(log2 * factor.mantissa, factor.exponent) * (exponent < 0 ? -1n : 1n);
  const whole = product >> BigInt(PLACES);
  const rest = product - (whole << BigInt(PLACES));
  return { mantissa: exponential(times(rest, ln2)) | 1n, exponent: Number(whole) - PLACES };
}

/** Made when it is asked for. */
let ln2: bigint | undefined;

function shifted(value: bigint, places: number): bigint {
  return places < 0 ? value >> BigInt(-places) : value << BigInt(places);
}

/** Of a number from 1 to 2, by the series of the inverse hyperbolic tangent. */
function logarithm(value: bigint): bigint {
  const ratio = ((value - ONE) << BigInt(PLACES)) / (value + ONE);
  const square = times(ratio, ratio);
  let sum = 0n;
  let term = ratio;
  for (let at = 1n; term > 0n; at += 2n) {
    sum += term / at;
    term = times(term, square);
  }
  return 2n * sum;
}

/** Of a number from 0 to 1, by its series. */
function exponential(value: bigint): bigint {
  let sum = 0n;
  let term = ONE;
  for (let at = 1n; term > 0n; at++) {
    sum += term;
    term = times(term, value) / at;
  }
  return sum;
}

/** The nearest float, the even one of two; `Infinity` for what is larger than all. */
export function nearest({ mantissa, exponent }: Scaled): number {
  const bits = bitsOf(mantissa);
  if (bits + exponent > 1024) return Infinity;
  const lowest = Math.max(bits + exponent - 53, -1074);
  const dropped = BigInt(lowest - exponent);
  if (dropped <= 0n) return Number(mantissa) * 2 ** exponent;
  const kept = mantissa >> dropped;
  const twice = (mantissa - (kept << dropped)) << 1n;
  const unit = 1n << dropped;
  const isUp = twice > unit || (twice === unit && kept % 2n === 1n);
  return Number(isUp ? kept + 1n : kept) * 2 ** lowest;
}
