import type { Host } from '../../values/host.js';
import { integerIn, intOf } from '../../values/int.js';
import { bitsWithin, chargeDivisions, chargeProducts } from '../../values/magnitude.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Float, type Value } from '../../values/value.js';
import { sizeIn, type Given } from '../arguments.js';
import { chargeFloat, roundedDouble } from '../format/decimal.js';
import { isNegative } from '../format/float.js';
import { truncated } from '../number/convert.js';

/** `round(number, digits)`: half to even; an `int` when no digits are asked for. */
export function round(number: Value, digits: Given, host: Host): Value {
  const places = digits ?? undefined;
  const integer = integerIn(number);
  if (integer !== undefined) return places === undefined ? integer : roundInteger(integer, sizeIn(places), host);
  if (number instanceof Float) {
    return places === undefined ? roundToInteger(number.value) : roundFloat(number, sizeIn(places), host);
  }
  return raise('TypeError', `type ${typeNameOf(number)} doesn't define __round__ method`);
}

function roundToInteger(value: number): number | bigint {
  const size = Math.abs(value);
  // Beyond this there are no fractions.
  return truncated(size < 2 ** 52 ? Math.sign(value) * roundedDouble(size, 0) : value);
}

/** More digits than this a float never has, before and behind the point. */
const MOST_BEHIND = 323;
const MOST_BEFORE = 308;

function roundFloat(number: Float, places: number, host: Host): Float {
  const { value } = number;
  chargeFloat(value, places, host);
  if (!Number.isFinite(value) || places > MOST_BEHIND) return number;
  const size = places < -MOST_BEFORE ? 0 : roundedDouble(Math.abs(value), places);
  if (size === Infinity) raise('OverflowError', 'rounded value too large to represent');
  return new Float(isNegative(value) ? -size : size);
}

function roundInteger(value: number | bigint, places: number, host: Host): number | bigint {
  if (places >= 0) return value;
  // A power with more digits than the number leaves nothing.
  const bits = bitsWithin(value);
  if (-places > bits * Math.LOG10E * Math.LN2 + 1) return 0;
  const by = -places * Math.LOG2E * Math.LN10;
  chargeProducts({ bits: by, operations: 2 }, host);
  chargeDivisions({ bits, by, operations: 3 }, host);
  const unit = 10n ** BigInt(-places);
  const big = BigInt(value);
  const rest = ((big % unit) + unit) % unit;
  const down = big - rest;
  const isUp = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
  return intOf(isUp ? down + unit : down);
}
