import { hasPairs, lengthOfText, sliceText } from './code-points.js';
import { Dict } from './dict.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import { integerIn } from './int.js';
import { notSubscriptable } from './not-subscriptable.js';
import { raise } from './raised.js';
import { lengthOfRange, rangeItem } from './range.js';

import { fail, Undefined } from './undefined.js';
import { Bytes, Markup, Range, Tuple, type Value } from './value.js';

/** `start:stop:step`; `null` for what is not given. */
export interface SliceBounds {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** Python's `value[start:stop:step]`. */
export function sliceOf(value: Value, bounds: SliceBounds, host: Host): Value {
  if (typeof value === 'string') return sliceString(value, bounds, host);
  if (Array.isArray(value)) return sliceItems(value, bounds, host);
  if (value instanceof Tuple) return new Tuple(sliceItems(value.items, bounds, host));
  if (value instanceof Markup) return new Markup(sliceString(value.text, bounds, host));
  if (value instanceof Range) return sliceRange(value, bounds);
  if (value instanceof Bytes) return sliceBytes(value, bounds, host);
  if (value instanceof Undefined) return value.policy === 'chainable' ? value : fail(value);
  if (value instanceof Dict) raise('TypeError', "unhashable type: 'slice'");
  if (value instanceof HostObject && value.slice !== undefined) return value.slice(bounds, host);
  return notSubscriptable(value);
}

/** The indices that a slice takes from a sequence: `count` of them, from `start` in steps. */
export interface Taken {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  /** Where the steps end, as `slice.indices` says. */
  readonly stop: number;
}

/** Like `slice.indices`. Bounds that no sequence reaches are as good as the ends. */
export function indicesOf({ start, stop, step }: SliceBounds, length: number): Taken {
  const by = step === null ? 1 : boundIn(step);
  if (by === 0) raise('ValueError', 'slice step cannot be zero');
  const [lowest, highest] = by > 0 ? [0, length] : [-1, length - 1];
  const from = start === null ? (by > 0 ? lowest : highest) : clamp(boundIn(start), { length, lowest, highest });
  const to = stop === null ? (by > 0 ? highest : lowest) : clamp(boundIn(stop), { length, lowest, highest });
  return { start: from, step: by, stop: to, count: Math.max(0, Math.ceil((to - from) / by)) };
}

interface Limits {
  readonly length: number;
  readonly lowest: number;
  readonly highest: number;
}

function clamp(bound: number, { length, lowest, highest }: Limits): number {
  const index = bound < 0 ? bound + length : bound;
  return Math.min(Math.max(index, lowest), highest);
}

function boundIn(value: Value): number {
  const integer = integerIn(value);
  if (integer === undefined) {
    raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  if (typeof integer === 'number') return integer;
  return integer < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

function sliceString(text: string, bounds: SliceBounds, host: Host): string {
  const { start, step, count } = indicesOf(bounds, lengthOfText(text));
  if (count === 0) return '';
  const isScanned = hasPairs(text);
  host.spend((step === 1 ? 1 : count) + (isScanned ? text.length / 16 : 0));
  if (step === 1) return sliceText(text, start, start + count);
  const characters = isScanned ? [...text] : text;
  let result = '';
  for (let taken = 0; taken < count; taken++) result += characters[start + taken * step] ?? '';
  return result;
}

function sliceItems(items: readonly Value[], bounds: SliceBounds, host: Host): Value[] {
  const { start, step, count } = indicesOf(bounds, items.length);
  host.reserve(count);
  host.spend(count);
  if (step === 1) return items.slice(start, start + count);
  return Array.from({ length: count }, (_, taken) => items[start + taken * step] ?? null);
}

function sliceBytes({ bytes }: Bytes, bounds: SliceBounds, host: Host): Bytes {
  const { start, step, count } = indicesOf(bounds, bytes.length);
  host.reserve(count);
  host.spend(count / 8);
  return new Bytes(Uint8Array.from({ length: count }, (_, taken) => bytes[start + taken * step] ?? 0));
}

function sliceRange(range: Range, bounds: SliceBounds): Range {
  const { start, step, stop } = indicesOf(bounds, lengthOfRange(range));
  return new Range(rangeItem(range, start), rangeItem(range, stop), range.step * step);
}
