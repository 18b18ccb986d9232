import { isList, isString, tupleOf, type TypedTuple, type TypedValue } from './value.js';

/** Values of one family can be joined by `+`; those without one cannot be joined at all. */
export type Family = 'number' | 'string' | 'list' | 'tuple';

export function familyOf(value: TypedValue): Family | undefined {
  if (value === null) return undefined;
  if (isList(value)) return 'list';
  if (typeof value === 'object') return value.kind === 'tuple' ? 'tuple' : undefined;
  return typeof value === 'string' ? 'string' : 'number';
}

/** A value as the number that it is in Python, where booleans are integers. */
export function numberOf(value: TypedValue): bigint | number | undefined {
  if (typeof value === 'boolean') return BigInt(value);
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

/**
 * The values joined from left to right, in linear time; they are of one family. `undefined` when the sum is too large
 * for a float.
 */
export function addAll(values: readonly TypedValue[], family: Family): TypedValue | undefined {
  switch (family) {
    case 'number':
      return addNumbers(values.map(numberOf).filter((number) => number !== undefined));
    case 'string':
      return values.filter(isString).join('');
    case 'list':
      return values.filter(isList).flatMap((items) => items);
    case 'tuple':
      return tupleOf(values.filter(isTuple).flatMap(({ items }) => items));
  }
}

function isTuple(value: TypedValue): value is TypedTuple {
  return familyOf(value) === 'tuple';
}

/** Exact up to the first float; from there on each sum is a float. */
function addNumbers(numbers: readonly (bigint | number)[]): bigint | number | undefined {
  const firstFloat = numbers.findIndex((number) => typeof number === 'number');
  if (firstFloat === -1) return addIntegers(numbers.filter(isInteger));
  const exact = numbers.slice(0, firstFloat).filter(isInteger);
  const floats = numbers.slice(firstFloat).map(Number);
  // Not 0 for no integers: -0.0 must stay what it is.
  if (exact.length > 0) floats.unshift(Number(addIntegers(exact)));
  const sum = floats.reduce((left, right) => left + right);
  return Number.isFinite(sum) ? sum : undefined;
}

/** In halves, so that a long sum with large integers takes no quadratic time. */
function addIntegers(integers: readonly bigint[]): bigint {
  const [first = 0n] = integers;
  if (integers.length <= 1) return first;
  const middle = integers.length >>> 1;
  return addIntegers(integers.slice(0, middle)) + addIntegers(integers.slice(middle));
}

function isInteger(number: bigint | number): number is bigint {
  return typeof number === 'bigint';
}
