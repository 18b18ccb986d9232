import { raise } from './raised.js';
import { Float, type Value } from './value.js';

/** A number of Python: an integer as it is, or a float. */
export type Numeric = number | bigint | Float;

/** An `int`, `bool` or `float` as a number; `undefined` for everything else. */
export function numericIn(value: Value): Numeric | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

/** Raises `OverflowError` for an integer that is too large. */
export function floatIn(number: Numeric): number {
  if (number instanceof Float) return number.value;
  const float = Number(number);
  return Number.isFinite(float) ? float : raise('OverflowError', 'int too large to convert to float');
}

/** Exact, whatever the sizes. */
export function sameNumber(left: Numeric, right: Numeric): boolean {
  const [one, other] = [plain(left), plain(right)];
  if (typeof one === typeof other) return one === other;
  return compareNumbers(left, right) === 0;
}

/** Below 0, 0 or above; `NaN` when one of them is no number. Exact, whatever the sizes. */
export function compareNumbers(left: Numeric, right: Numeric): number {
  const [one, other] = [plain(left), plain(right)];
  if (one < other) return -1;
  if (one > other) return 1;
  return Number.isNaN(one) || Number.isNaN(other) ? Number.NaN : 0;
}

function plain(number: Numeric): number | bigint {
  return number instanceof Float ? number.value : number;
}
