import type { Host } from '../../values/host.js';
import { intOf, sizeOfInt } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { multiply } from '../../values/arithmetic.js';
import { numericIn } from '../../values/number.js';
import { typeNameOf } from '../../values/type-name.js';
import { raise } from '../../values/raised.js';
import type { Callable, Value } from '../../values/value.js';
import { native } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { chargeDigits, bigOf, realOf } from './argument.js';

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The greatest common divisor; each step of Euclid's goes over the digits. */
function divisorOf(left: bigint, right: bigint, host: Host): bigint {
  let [one, other] = [absolute(left), absolute(right)];
  const steps = 1 + (Math.min(sizeOfInt(one), sizeOfInt(other)) >>> 4);
  while (other !== 0n) {
    host.spend(steps);
    [one, other] = [other, one % other];
  }
  return one;
}

function gcd([values = []]: Given, host: Host): Value {
  return intOf(
    listOf(values, host)
      .map(bigOf)
      .reduce((one, other) => divisorOf(one, other, host), 0n),
  );
}

function lcm([values = []]: Given, host: Host): Value {
  let total = 1n;
  for (const value of listOf(values, host).map(bigOf)) {
    if (value === 0n) return 0;
    total = absolute(total / divisorOf(total, value, host)) * absolute(value);
    chargeDigits(total.toString(16).length, host);
  }
  return intOf(total);
}

function factorial([value = null]: Given, host: Host): Value {
  const count = bigOf(value);
  if (count < 0n) raise('ValueError', 'factorial() not defined for negative values');
  return product(1n, count, host);
}

/** Of all numbers from one to another. */
function product(from: bigint, to: bigint, host: Host): Value {
  let total = 1n;
  for (let factor = from; factor <= to; factor++) {
    total *= factor;
    if (factor % 64n === 0n) chargeDigits(total.toString(16).length + 64, host);
  }
  return intOf(total);
}

function isqrt([value = null]: Given, host: Host): Value {
  const number = bigOf(value);
  if (number < 0n) raise('ValueError', 'isqrt() argument must be nonnegative');
  if (number === 0n) return 0;
  const digits = number.toString(16).length;
  chargeDigits(digits * 8, host);
  let root = 1n << BigInt(2 * digits + 1);
  for (;;) {
    const next = (root + number / root) >> 1n;
    if (next >= root) return intOf(root);
    root = next;
  }
}

function perm([one = null, other = null]: Given, host: Host): Value {
  const count = bigOf(one);
  const taken = other === null ? count : bigOf(other);
  if (count < 0n) raise('ValueError', 'n must be a non-negative integer');
  if (taken < 0n) raise('ValueError', 'k must be a non-negative integer');
  return taken > count ? 0 : product(count - taken + 1n, count, host);
}

function comb([one = null, other = null]: Given, host: Host): Value {
  const count = bigOf(one);
  const given = bigOf(other);
  if (count < 0n) raise('ValueError', 'n must be a non-negative integer');
  if (given < 0n) raise('ValueError', 'k must be a non-negative integer');
  if (given > count) return 0;
  const taken = given > count - given ? count - given : given;
  let total = 1n;
  for (let at = 1n; at <= taken; at++) {
    total = (total * (count - taken + at)) / at;
    if (at % 64n === 0n) chargeDigits(total.toString(16).length + 64, host);
  }
  return intOf(total);
}

/** `floor`, `ceil` and `trunc` answer an integer of any size. */
function rounding(name: string, round: (value: number) => number): Callable {
  return native(`math.${name}`, 'x, /', ([value = null]) => {
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    if (name === 'trunc' && numericIn(value) === undefined) {
      raise('TypeError', `type ${typeNameOf(value)} doesn't define __trunc__ method`);
    }
    const rounded = round(realOf(value));
    if (Number.isNaN(rounded)) raise('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(rounded)) raise('OverflowError', 'cannot convert float infinity to integer');
    return Number.isSafeInteger(rounded) ? rounded + 0 : intOf(BigInt(rounded));
  });
}

function prod([iterable = null, start = 1]: Given, host: Host): Value {
  return listOf(iterable, host).reduce((total, factor) => multiply(total, factor, host), start);
}

export const integerFunctions: readonly Callable[] = [
  native('gcd', '*integers', gcd),
  native('lcm', '*integers', lcm),
  native('math.factorial', 'x, /', factorial),
  native('math.isqrt', 'n, /', isqrt),
  native('perm', 'n, k?, /', perm),
  native('comb', 'n, k, /', comb),
  native('prod', 'iterable, /, *, start?', prod),
  rounding('floor', Math.floor),
  rounding('ceil', Math.ceil),
  rounding('trunc', Math.trunc),
];
