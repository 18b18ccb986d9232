import type { Host } from '../../values/host.js';
import { listOf } from '../../values/iterate.js';
import { integerIn } from '../../values/int.js';
import { bitsOf } from '../../values/magnitude.js';
import { raise } from '../../values/raised.js';
import { Float, type Module, Tuple, type Value } from '../../values/value.js';
import { moduleOf, native } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { question, real, real2, realOf } from './argument.js';
import { integerFunctions } from './integers.js';

/** Integers of any size have a logarithm. */
function logarithm(value: Value, ofNumber: (value: number) => number, base: number): number {
  const integer = integerIn(value);
  if (typeof integer === 'bigint' && integer > 0n) {
    const shift = Math.max(0, Math.ceil(bitsOf(integer) / 4) - 15) * 4;
    return ofNumber(Number(integer >> BigInt(shift))) + (shift * Math.LN2) / base;
  }
  const number = realOf(value);
  if (number <= 0 || number === Number.NEGATIVE_INFINITY) raise('ValueError', 'math domain error');
  return ofNumber(number);
}

function log([value = null, base]: Given): Value {
  const top = logarithm(value, Math.log, 1);
  if (base === undefined) return new Float(top);
  const bottom = logarithm(base, Math.log, 1);
  return bottom === 0 ? raise('ZeroDivisionError', 'float division by zero') : new Float(top / bottom);
}

function isclose([one = null, other = null, relative = new Float(1e-9), absolute = new Float(0)]: Given): Value {
  const [left, right, ratio, least] = [realOf(one), realOf(other), realOf(relative), realOf(absolute)];
  if (ratio < 0 || least < 0) raise('ValueError', 'tolerances must be non-negative');
  if (left === right) return true;
  if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
  const difference = Math.abs(right - left);
  return difference <= Math.abs(ratio * right) || difference <= Math.abs(ratio * left) || difference <= least;
}

function pow(left: number, right: number): number {
  if (left === 1 || right === 0) return 1;
  if (left === -1 && !Number.isFinite(right) && !Number.isNaN(right)) return 1;
  if (left === 0 && right < 0 && Number.isFinite(right)) raise('ValueError', 'math domain error');
  return left ** right;
}

function remainder(left: number, right: number): number {
  return Number.isFinite(left) && !Number.isFinite(right) && !Number.isNaN(right) ? left : left % right;
}

function modf([value = null]: Given): Value {
  const number = realOf(value);
  const whole = Math.trunc(number);
  const rest = Number.isFinite(number) ? number - whole : 0;
  const sign = number < 0 || Object.is(number, -0) ? -1 : 1;
  const part = Number.isNaN(number) ? number : sign * Math.abs(rest);
  return new Tuple([new Float(part), new Float(whole)]);
}

/** Exact: the sum of all, rounded once. */
function fsum([iterable = null]: Given, host: Host): Value {
  const partials: number[] = [];
  let special = 0;
  for (const value of listOf(iterable, host)) {
    const number = realOf(value);
    if (!Number.isFinite(number)) special += number;
    else addTo(partials, number);
  }
  if (special !== 0) return new Float(special);
  return new Float(partials.reduceRight((total, part) => total + part, 0) + 0);
}

/** Keeps a sum as parts that do not overlap. */
function addTo(partials: number[], value: number): void {
  let sum = value;
  let kept = 0;
  for (const part of partials.slice()) {
    const [large, small] = Math.abs(sum) < Math.abs(part) ? [part, sum] : [sum, part];
    const high = large + small;
    const low = small - (high - large);
    if (low !== 0) partials[kept++] = low;
    sum = high;
  }
  partials.length = kept;
  partials.push(sum);
}

function copysign(left: number, right: number): number {
  return Math.abs(left) * (right < 0 || Object.is(right, -0) ? -1 : 1);
}

function hypot([values = []]: Given, host: Host): Value {
  return new Float(Math.hypot(...listOf(values, host).map(realOf)));
}

const functions = [
  real('sqrt', Math.sqrt),
  real('cbrt', Math.cbrt),
  real('exp', Math.exp),
  real('expm1', Math.expm1),
  real('exp2', (value) => 2 ** value),
  real('log1p', (value) => (value <= -1 ? Number.NaN : Math.log1p(value))),
  real('fabs', Math.abs),
  real('sin', Math.sin),
  real('cos', Math.cos),
  real('tan', Math.tan),
  real('asin', Math.asin),
  real('acos', Math.acos),
  real('atan', Math.atan),
  real('sinh', Math.sinh),
  real('cosh', Math.cosh),
  real('tanh', Math.tanh),
  real('asinh', Math.asinh),
  real('acosh', Math.acosh),
  real('atanh', Math.atanh, true),
  native('math.degrees', 'x, /', ([value = null]) => new Float(realOf(value) * (180 / Math.PI))),
  native('math.radians', 'x, /', ([value = null]) => new Float(realOf(value) * (Math.PI / 180))),
  real2('pow', pow),
  real2('fmod', remainder),
  real2('atan2', Math.atan2),
  real2('copysign', copysign),
  question('isnan', Number.isNaN),
  question('isinf', (value) => !Number.isFinite(value) && !Number.isNaN(value)),
  question('isfinite', Number.isFinite),
  native('log', 'x, base?, /', log),
  native('math.log2', 'x, /', ([value = null]) => new Float(logarithm(value, Math.log2, Math.LN2))),
  native('math.log10', 'x, /', ([value = null]) => new Float(logarithm(value, Math.log10, Math.LN10))),
  native('isclose', 'a, b, *, rel_tol?, abs_tol?', isclose),
  native('math.modf', 'x, /', modf),
  native('math.fsum', 'seq, /', fsum),
  native('hypot', '*coordinates', hypot),
  ...integerFunctions,
];

export const math: Module = moduleOf('math', functions, [
  ['pi', new Float(Math.PI)],
  ['e', new Float(Math.E)],
  ['tau', new Float(2 * Math.PI)],
  ['inf', new Float(Number.POSITIVE_INFINITY)],
  ['nan', new Float(Number.NaN)],
]);
