import { powerOfFloats } from './power.js';
import { raise } from './raised.js';
import { Float } from './value.js';

export function add(left: number, right: number): Float {
  return new Float(left + right);
}

export function subtract(left: number, right: number): Float {
  return new Float(left - right);
}

export function multiply(left: number, right: number): Float {
  return new Float(left * right);
}

export function divide(left: number, right: number): Float {
  if (right === 0) raise('ZeroDivisionError', 'float division by zero');
  return new Float(left / right);
}

export function modulo(left: number, right: number): Float {
  if (right === 0) raise('ZeroDivisionError', 'float modulo');
  return new Float(rest(left, right));
}

/** With the sign of the divisor, for zero too. */
function rest(left: number, right: number): number {
  const remainder = left % right;
  if (remainder === 0) return right < 0 ? -0 : 0;
  return remainder < 0 !== right < 0 ? remainder + right : remainder;
}

export function floorDivide(left: number, right: number): Float {
  if (right === 0) raise('ZeroDivisionError', 'float floor division by zero');
  const quotient = (left - (left % right)) / right - (isCrossing(left, right) ? 1 : 0);
  if (quotient === 0) return new Float(left / right < 0 || Object.is(left / right, -0) ? -0 : 0);
  const floor = Math.floor(quotient);
  return new Float(quotient - floor > 0.5 ? floor + 1 : floor);
}

/** Whether a remainder is left that has another sign than the divisor. */
function isCrossing(left: number, right: number): boolean {
  const remainder = left % right;
  return remainder !== 0 && remainder < 0 !== right < 0;
}

export function power(left: number, right: number): Float {
  return new Float(powerOfFloats(left, right));
}
