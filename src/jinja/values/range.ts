import type { Range } from './value.js';

export function lengthOfRange({ start, stop, step }: Range): number {
  return Math.max(0, Math.ceil((stop - start) / step));
}

/** The item at an index that the range has. */
export function rangeItem({ start, step }: Range, index: number): number {
  return start + index * step;
}

export function rangeHolds(range: Range, value: number): boolean {
  const { start, stop, step } = range;
  const isWithin = step > 0 ? value >= start && value < stop : value <= start && value > stop;
  return isWithin && (value - start) % step === 0;
}

export function sameRange(left: Range, right: Range): boolean {
  const length = lengthOfRange(left);
  if (length !== lengthOfRange(right)) return false;
  if (length === 0) return true;
  return left.start === right.start && (length === 1 || left.step === right.step);
}
