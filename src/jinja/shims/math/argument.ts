import { integerOf, integerWithin } from '../../values/int.js';
import { floatIn, numericIn } from '../../values/number.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { checkDefined } from '../../values/undefined.js';
import { type Callable, Float, type Value } from '../../values/value.js';
import { native } from '../module.js';

/** A real number as JavaScript has it. */
export function realOf(value: Value): number {
  const number = numericIn(value) ?? integerWithin(value);
  if (number !== undefined) return floatIn(number);
  checkDefined(value);
  return raise('TypeError', `must be real number, not ${typeNameOf(value)}`);
}

export function bigOf(value: Value): bigint {
  return BigInt(integerOf(value));
}

/** A function of one real number; `NaN` made of a number is a domain error, infinity made of a finite one a range error. */
export function real(name: string, compute: (value: number) => number, pole = false): Callable {
  const body = ([value = null]: readonly (Value | undefined)[]): Value => {
    const given = realOf(value);
    return checked(compute(given), Number.isFinite(given), { isNan: Number.isNaN(given), pole });
  };
  return native(`math.${name}`, 'x, /', body);
}

interface From {
  readonly isNan: boolean;
  readonly pole: boolean;
}

function checked(result: number, isFinite: boolean, { isNan, pole }: From): Float {
  if (Number.isNaN(result) && !isNan) raise('ValueError', 'math domain error');
  if (!Number.isFinite(result) && isFinite) {
    if (pole) raise('ValueError', 'math domain error');
    raise('OverflowError', 'math range error');
  }
  return new Float(result);
}

/** A function of two real numbers. */
export function real2(name: string, compute: (left: number, right: number) => number): Callable {
  return native(name, 'x, y, /', ([one = null, other = null]) => {
    const [left, right] = [realOf(one), realOf(other)];
    const isNan = Number.isNaN(left) || Number.isNaN(right);
    return checked(compute(left, right), Number.isFinite(left) && Number.isFinite(right), { isNan, pole: false });
  });
}

/** A question about a real number. */
export function question(name: string, answer: (value: number) => boolean): Callable {
  return native(`math.${name}`, 'x, /', ([value = null]) => answer(realOf(value)));
}
