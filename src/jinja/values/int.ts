import type { Value } from './value.js';
import { raise } from './raised.js';

/** The `int` of that value as this engine keeps it: a `number` where JavaScript counts exactly. */
export function intOf(big: bigint): number | bigint {
  return big >= LEAST && big <= MOST ? Number(big) : big;
}

const LEAST = BigInt(Number.MIN_SAFE_INTEGER);
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** An `int` that is no `bool`. */
export function isInt(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** An `int` or a `bool` as the integer that it is; `undefined` for everything else. */
export function integerIn(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

/**
 * An index for JavaScript, of an `int` or a `bool`. Raises `TypeError` for what is no integer, and `IndexError` for one
 * that no sequence can have, as `operator.index` and the sequences do.
 */
export function toIndex(value: Value, typeName: (value: Value) => string): number {
  const integer = integerIn(value);
  if (typeof integer === 'number') return integer;
  if (integer === undefined) raise('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
  return raise('IndexError', "cannot fit 'int' into an index-sized integer");
}

/** How many hexadecimal digits an integer has: what it is charged as. */
export function sizeOfInt(value: number | bigint): number {
  return typeof value === 'number' ? 14 : value.toString(16).length;
}
