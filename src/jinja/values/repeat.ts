import type { Host } from './host.js';
import { indexIn, integerIn } from './int.js';
import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import { Bytes, Markup, Tuple, type Value } from './value.js';

type Sequence = string | Value[] | Tuple | Bytes;

/** `sequence * times` in either order; `undefined` when neither is a sequence. Markup decides before any other operand. */
export function repeat(left: Value, right: Value, host: Host): Value | undefined {
  if (left instanceof Markup) return new Markup(repeatText(left.text, timesIn(right, true), host));
  if (right instanceof Markup) return new Markup(repeatText(right.text, timesIn(left, true), host));
  if (right instanceof Undefined) fail(right);
  if (isSequence(left)) return repeated(left, timesIn(right, false), host);
  return isSequence(right) ? repeated(right, timesIn(left, false), host) : undefined;
}

function isSequence(value: Value): value is Sequence {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  return value instanceof Tuple || value instanceof Bytes;
}

function timesIn(times: Value, isMarkup: boolean): number {
  const count = integerIn(times);
  if (count !== undefined) {
    const sized = indexIn(count) ?? raise('OverflowError', "cannot fit 'int' into an index-sized integer");
    return Math.max(0, sized);
  }
  const given = typeNameOf(times);
  return isMarkup
    ? raise('TypeError', `'${given}' object cannot be interpreted as an integer`)
    : raise('TypeError', `can't multiply sequence by non-int of type '${given}'`);
}

function repeated(sequence: Sequence, times: number, host: Host): Value {
  if (typeof sequence === 'string') return repeatText(sequence, times, host);
  if (sequence instanceof Bytes) return repeatBytes(sequence, times, host);
  const items = Array.isArray(sequence) ? sequence : sequence.items;
  charge(items.length * times, host);
  const result: Value[] = [];
  for (let left = items.length === 0 ? 0 : times; left > 0; left--) for (const item of items) result.push(item);
  return Array.isArray(sequence) ? result : new Tuple(result);
}

function repeatText(text: string, times: number, host: Host): string {
  host.reserve(text.length * times);
  return text === '' ? '' : text.repeat(times);
}

function repeatBytes({ bytes }: Bytes, times: number, host: Host): Bytes {
  const size = bytes.length * times;
  charge(size, host);
  return new Bytes(Uint8Array.from({ length: size }, (_, at) => bytes[at % bytes.length] ?? 0));
}

function charge(size: number, host: Host): void {
  host.reserve(size);
  host.spend(size);
}
