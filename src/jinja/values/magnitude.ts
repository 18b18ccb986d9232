import type { Host } from './host.js';

/** The sizes between which integers are told apart: with fewer bits a `number` says more. */
const LEAST_BITS = 1024;
const MOST_BITS = 2 ** 22;

interface Rung {
  readonly bits: number;
  readonly bound: bigint;
}

const LADDER: readonly Rung[] = rungs();

function rungs(): readonly Rung[] {
  const all: Rung[] = [];
  for (let bits = LEAST_BITS; bits <= MOST_BITS; bits *= 2) all.push({ bits, bound: 1n << BigInt(bits) });
  return all;
}

/**
 * At least as many bits as an integer has, and less than twice as many for a long one. It takes no time, as comparing
 * integers of different lengths takes none; only beyond the ladder it takes some, as does everything there.
 */
export function bitsWithin(value: number | bigint): number {
  if (typeof value === 'number') return 53;
  const size = Math.abs(Number(value));
  if (size < 2 ** 64) return 64;
  if (size < 2 ** 256) return 256;
  const positive = value > 0n;
  for (const { bits, bound } of LADDER) if (positive ? value < bound : value > -bound) return bits;
  return value.toString(16).length * 4;
}

/** The number of bits of a positive integer; it takes as long as copying it. */
export function bitsOf(value: bigint): number {
  let rest = value;
  let bits = 0;
  for (const rung of LADDER.toReversed()) {
    while (rest >= rung.bound) {
      rest >>= BigInt(rung.bits);
      bits += rung.bits;
    }
  }
  return bits + bitsOfDigits(rest.toString(16));
}

function bitsOfDigits(digits: string): number {
  return 4 * digits.length - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

const BITS_IN_LIMB = 64;

/** Of two factors, in steps: what the engine's multiplication takes, between linear and quadratic. */
function stepsOfProduct(bits: number, otherBits: number): number {
  const long = Math.max(bits, otherBits) / BITS_IN_LIMB;
  const short = Math.min(bits, otherBits) / BITS_IN_LIMB;
  return (long * short ** 0.6) / 4;
}

/** Work on integers of such sizes. Sizes are in bits; what is small is part of the operation that it belongs to. */
export interface Work {
  readonly bits: number;
  /** Of the other factor, or of the divisor; the same where it is absent. */
  readonly by?: number;
  readonly operations?: number;
}

const SMALL = 256;

/** Counts multiplications. */
export function chargeProducts({ bits, by = bits, operations = 1 }: Work, host: Host): void {
  if (bits > SMALL || by > SMALL || operations > 1) host.spend(stepsOfProduct(bits, by) * operations);
}

/** Counts divisions: twice what multiplying the quotient and the divisor takes, and what going over both takes. */
export function chargeDivisions({ bits, by = bits, operations = 1 }: Work, host: Host): void {
  if (bits <= SMALL && operations === 1) return;
  // Both sizes are known to a factor of two.
  const quotient = Math.max(bits - by / 2, BITS_IN_LIMB);
  const linear = (bits + by) / BITS_IN_LIMB / 8;
  host.spend((stepsOfProduct(quotient, by) * 2 + linear) * operations);
}

/** Counts what goes over an integer bit by bit, or digit by digit in a base that is a power of two. */
export function chargeBits(bits: number, host: Host): void {
  if (bits <= SMALL) return;
  host.reserve(bits / 4);
  host.spend(bits / 16);
}

/** An integer written in a base that is a power of two. */
export function digitsInBase(value: number | bigint, base: number, host: Host): string {
  chargeBits(bitsWithin(value), host);
  return value.toString(base);
}

/** Counts writing an integer as decimal digits, or reading it. */
export function chargeDecimal(bits: number, host: Host): void {
  if (bits > SMALL) host.spend(stepsOfProduct(bits, bits) * 5);
}
