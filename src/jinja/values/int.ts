import { HostObject } from './host-object.js';
import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import type { Value } from './value.js';

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

/** The same of an object that has an integer to stand for it. */
export function integerWithin(value: Value): number | bigint | undefined {
  return integerIn(value) ?? (value instanceof HostObject ? value.integer?.() : undefined);
}

/** `operator.index(value)`; raises `TypeError` for what is no integer. */
export function integerOf(value: Value): number | bigint {
  return (
    integerWithin(value) ?? raise('TypeError', `'${typeNameOf(value)}' object cannot be interpreted as an integer`)
  );
}

/**
 * An index for JavaScript, of an `int` or a `bool`. Raises `TypeError` for what is no integer, and `IndexError` for one
 * that no sequence can have, as `operator.index` and the sequences do.
 */
export function toIndex(value: Value): number {
  return indexIn(integerOf(value)) ?? raise('IndexError', "cannot fit 'int' into an index-sized integer");
}

/** The integer if 64 bits hold it, which is what CPython counts items with. */
export function indexIn(integer: number | bigint): number | undefined {
  if (typeof integer === 'number') return integer;
  return BigInt.asIntN(64, integer) === integer ? Number(integer) : undefined;
}
