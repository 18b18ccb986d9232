import type { Host } from '../../values/host.js';
import { intOf } from '../../values/int.js';
import { bitsOf, bitsWithin, chargeDivisions, chargeProducts } from '../../values/magnitude.js';
import { listOf } from '../../values/iterate.js';
import { multiply } from '../../values/arithmetic.js';
import { numericIn } from '../../values/number.js';
import { typeNameOf } from '../../values/type-name.js';
import { raise } from '../../values/raised.js';
import type { Callable, Value } from '../../values/value.js';
import { native } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { bigOf, realOf } from './argument.js';

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatest(left: bigint, right: bigint, host: Host): bigint {
  let [one, other] = [absolute(left), absolute(right)];
  while (other !== 0n) {
    chargeDivisions({ bits: bitsWithin(one), by: bitsWithin(other) }, host);
    [one, other] = [other, one % other];
  }
  return one;
}

function gcd([values = []]: Given, host: Host): Value {
  return intOf(
    listOf(values, host)
      .map(bigOf)
      .reduce((left, right) => greatest(left, right, host), 0n),
  );
}

function lcm([values = []]: Given, host: Host): Value {
  let total = 1n;
  for (const value of listOf(values, host).map(bigOf)) {
    if (value === 0n) return 0;
    const common = greatest(total, value, host);
    const [bits, by] = [bitsWithin(total), bitsWithin(value)];
    chargeDivisions({ bits, by: bitsWithin(common) }, host);
    chargeProducts({ bits, by }, host);
    total = absolute(total / common) * absolute(value);
  }
  return intOf(total);
}

function factorial([value = null]: Given, host: Host): Value {
  const count = bigOf(value);
  if (count < 0n) raise('ValueError', 'factorial() not defined for negative values');
  return product(1n, count, host);
}

/** One factor more of a long product, in time with the length of what there is. */
function chargeFactor(total: bigint, host: Host): void {
  const bits = bitsWithin(total);
  host.reserve(bits / 4);
  host.spend(2 + bits / 256);
}

/** Of all numbers from one to another. */
function product(from: bigint, to: bigint, host: Host): Value {
  let total = 1n;
  for (let factor = from; factor <= to; factor++) {
    total *= factor;
    chargeFactor(total, host);
  }
  return intOf(total);
}

function isqrt([value = null]: Given, host: Host): Value {
  const number = bigOf(value);
  if (number < 0n) raise('ValueError', 'isqrt() argument must be nonnegative');
  const bits = bitsWithin(number);
  chargeDivisions({ bits, by: bits / 2, operations: 6 }, host);
  return intOf(rootOf(number));
}

/** Newton's method, from the root of the upper half of the digits: each length is divided two or three times. */
function rootOf(number: bigint): bigint {
  if (number === 0n) return 0n;
  let root = firstRoot(number);
  for (;;) {
    const next = (root + number / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Not less than the root, and near to it. */
function firstRoot(number: bigint): bigint {
  if (number < 2n ** 100n) return BigInt(Math.floor(Math.sqrt(Number(number)))) + 2n;
  const dropped = BigInt(Math.floor(bitsOf(number) / 4));
  return (rootOf(number >> (2n * dropped)) + 1n) << dropped;
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
    chargeFactor(total, host);
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
