import type { Host } from './host.js';
import { intOf } from './int.js';
import { bitsOf, bitsWithin, chargeDivisions, chargeProducts } from './magnitude.js';
import { raise } from './raised.js';
import { floatIn } from './number.js';
import { nearest, powerOfFloats } from './power.js';
import { Float } from './value.js';

/** An integer of Python; see `intOf`. */
type Int = number | bigint;

/** Space for a result of that many bits, counted in hexadecimal digits. */
function reserve(bits: number, host: Host): void {
  if (bits > SMALL) host.reserve(Math.ceil(bits / 4));
}

const SMALL = 256;

export function add(left: Int, right: Int, host: Host): Int {
  reserve(Math.max(bitsWithin(left), bitsWithin(right)), host);
  return intOf(BigInt(left) + BigInt(right));
}

export function subtract(left: Int, right: Int, host: Host): Int {
  reserve(Math.max(bitsWithin(left), bitsWithin(right)), host);
  return intOf(BigInt(left) - BigInt(right));
}

export function multiply(left: Int, right: Int, host: Host): Int {
  const [bits, by] = [bitsWithin(left), bitsWithin(right)];
  reserve(bits + by, host);
  chargeProducts({ bits, by }, host);
  return intOf(BigInt(left) * BigInt(right));
}

/** Rounded once, from the exact quotient. */
export function divide(left: Int, right: Int, host: Host): Float {
  if (Number(right) === 0) raise('ZeroDivisionError', 'division by zero');
  if (typeof left === 'number' && typeof right === 'number') return new Float(left / right);
  // A quotient of few bits is looked for: what is divided is cut or filled up to them.
  chargeDivisions({ bits: Math.max(bitsWithin(left), bitsWithin(right)) }, host);
  const quotient = ratio(BigInt(left), BigInt(right));
  return Number.isFinite(quotient)
    ? new Float(quotient)
    : raise('OverflowError', 'integer division result too large for a float');
}

/** With so many bits in the quotient that only the last of them stands for the rest. */
function ratio(left: bigint, right: bigint): number {
  const [over, under] = [left < 0n ? -left : left, right < 0n ? -right : right];
  const shift = 70 - bitsOf(over) + bitsOf(under);
  const [high, low] = shift >= 0 ? [over << BigInt(shift), under] : [over, under << BigInt(-shift)];
  const quotient = high / low;
  const size = nearest({ mantissa: quotient * low === high ? quotient : quotient | 1n, exponent: -shift });
  return left < 0n === right < 0n ? size : -size;
}

/** Rounded towards minus infinity. */
export function floorDivide(left: Int, right: Int, host: Host): Int {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0) raise('ZeroDivisionError', 'integer division or modulo by zero');
    const rest = left % right;
    const quotient = (left - rest) / right;
    return (rest !== 0 && rest < 0 !== right < 0 ? quotient - 1 : quotient) + 0;
  }
  chargeDivisions({ bits: bitsWithin(left), by: bitsWithin(right), operations: 2 }, host);
  const [over, under] = [BigInt(left), BigInt(right)];
  if (under === 0n) raise('ZeroDivisionError', 'integer division or modulo by zero');
  const quotient = over / under;
  return intOf(quotient * under !== over && over < 0n !== under < 0n ? quotient - 1n : quotient);
}

/** With the sign of the divisor. */
export function modulo(left: Int, right: Int, host: Host): Int {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0) raise('ZeroDivisionError', 'integer modulo by zero');
    return moduloOfSafe(left, right);
  }
  chargeDivisions({ bits: bitsWithin(left), by: bitsWithin(right), operations: 2 }, host);
  const [over, under] = [BigInt(left), BigInt(right)];
  if (under === 0n) raise('ZeroDivisionError', 'integer modulo by zero');
  const rest = over % under;
  return intOf(rest !== 0n && rest < 0n !== under < 0n ? rest + under : rest);
}

function moduloOfSafe(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest + 0;
}

/** A float for a negative exponent. */
export function power(left: Int, right: Int, host: Host): Int | Float {
  if (right < 0) return new Float(powerOfFloats(floatIn(left), floatIn(right)));
  const small = Number(left) ** Number(right);
  if (Number.isSafeInteger(small)) return small + 0;
  if (left === 0 || left === 1) return left;
  if (left === -1) return BigInt(right) % 2n === 0n ? 1 : -1;
  const base = BigInt(left);
  const bits = bitsOf(base < 0n ? -base : base) * Number(right);
  reserve(bits, host);
  // Powers of two are moved bits.
  if (base !== 2n) chargeProducts({ bits, operations: 2 }, host);
  return intOf(base ** BigInt(right));
}
