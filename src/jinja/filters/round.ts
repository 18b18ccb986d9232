import { fixedDigits } from '../types/format/decimal.js';
import { wholeOf, truncated } from '../types/number/convert.js';
import { integerIn, intOf } from '../values/int.js';
import { numericIn } from '../values/number.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Float, type Value } from '../values/value.js';

/** Python's `round(value, digits)`: half to even, of the exact value; a negative number of digits is before the point. */
export function roundTo(value: Value, digits: Value): number | bigint | Float {
  const number = numericIn(value);
  if (number === undefined) raise('TypeError', `type ${typeNameOf(value)} doesn't define __round__ method`);
  if (digits === null) return number instanceof Float ? roundWhole(number.value) : number;
  const places = integerIn(digits);
  if (places === undefined) raise('TypeError', `'${typeNameOf(digits)}' object cannot be interpreted as an integer`);
  return number instanceof Float ? roundFloat(number, Number(places)) : roundInteger(number, places);
}

function roundWhole(value: number): number | bigint {
  if (!Number.isFinite(value)) return truncated(value);
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return wholeOf(rest < 0.5 ? below : below + 1);
  return wholeOf(below % 2 === 0 ? below : below + 1);
}

/** No double has digits beyond these places. */
const MOST_PLACES = 323;
const LEAST_PLACES = -308;

function roundFloat(float: Float, places: number): Float {
  const { value } = float;
  if (!Number.isFinite(value) || places > MOST_PLACES) return float;
  const isBelowZero = value < 0 || Object.is(value, -0);
  if (places < LEAST_PLACES) return new Float(isBelowZero ? -0 : 0);
  const size = Math.abs(value);
  const rounded = places >= 0 ? Number(fixedDigits(size, places)) : roundLarge(size, -places);
  if (rounded === Infinity) raise('OverflowError', 'rounded value too large to represent');
  return new Float(isBelowZero ? -rounded : rounded);
}

/** To a multiple of a power of ten; a fraction only decides where the rest is a half otherwise. */
function roundLarge(size: number, zeros: number): number {
  const whole = Math.floor(size);
  const unit = 10n ** BigInt(zeros);
  const doubled = 2n * (BigInt(whole) % unit) + (size > whole ? 1n : 0n);
  const below = BigInt(whole) / unit;
  const isUp = doubled > unit || (doubled === unit && below % 2n === 1n);
  return Number((isUp ? below + 1n : below) * unit);
}

function roundInteger(value: number | bigint, places: number | bigint): number | bigint {
  if (places >= 0) return value;
  const whole = BigInt(value);
  const size = whole < 0n ? -whole : whole;
  // More zeros than the number has digits leave nothing.
  if (-places > size.toString().length) return 0;
  const unit = 10n ** BigInt(-places);
  const below = size / unit;
  const doubled = 2n * (size % unit);
  const isUp = doubled > unit || (doubled === unit && below % 2n === 1n);
  const rounded = (isUp ? below + 1n : below) * unit;
  return intOf(whole < 0n ? -rounded : rounded);
}
