import { Dict, DictView } from './dict.js';
import { holds, matches } from './equal.js';
import { HostObject } from './host-object.js';
import { chargeSearch } from './find.js';
import type { Host } from './host.js';
import { integerIn } from './int.js';
import { iterate } from './iterate.js';
import { raise } from './raised.js';
import { rangeHolds } from './range.js';
import { SetValue } from './set.js';
import { typeNameOf } from './type-name.js';
import { Bytes, Iterator, Markup, Range, Tuple, type Value } from './value.js';
import { chargeValue } from './weight.js';

/** Python's `item in container`. */
export function contains(container: Value, item: Value, host: Host): boolean {
  if (typeof container === 'string') return holdsText(container, item, host);
  if (container instanceof Markup) return holdsText(container.text, item, host);
  chargeValue(item, host);
  if (container instanceof Dict) return container.has(item);
  if (container instanceof SetValue || container instanceof DictView) return holds(container, item, host);
  if (container instanceof Bytes) {
    chargeValue(container, host);
    if (item instanceof Bytes) chargeSearch(container.bytes, item.bytes, host);
    return holdsBytes(container.bytes, item);
  }
  if (container instanceof HostObject && container.contains !== undefined) return container.contains(item, host);
  if (container instanceof Range && integerIn(item) !== undefined) return rangeHolds(container, Number(item));
  return isIterable(container) ? someMatches(container, item, host) : notIterable(container);
}

function isIterable(value: Value): boolean {
  if (value instanceof HostObject) return value.iterate !== undefined;
  return Array.isArray(value) || value instanceof Tuple || value instanceof Iterator || value instanceof Range;
}

function notIterable(container: Value): never {
  return raise('TypeError', `argument of type '${typeNameOf(container)}' is not iterable`);
}

function someMatches(container: Value, item: Value, host: Host): boolean {
  for (const member of iterate(container, host)) {
    host.spend(1);
    if (matches(member, item, host)) return true;
  }
  return false;
}

function holdsText(text: string, item: Value, host: Host): boolean {
  chargeValue(text, host);
  const sought = item instanceof Markup ? item.text : item;
  if (typeof sought === 'string') {
    chargeSearch(text, sought, host);
    return text.includes(sought);
  }
  return raise('TypeError', `'in <string>' requires string as left operand, not ${typeNameOf(item)}`);
}

function holdsBytes(bytes: Uint8Array, item: Value): boolean {
  if (item instanceof Bytes)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(item.bytes));
  const byte = integerIn(item);
  if (byte === undefined) raise('TypeError', `a bytes-like object is required, not '${typeNameOf(item)}'`);
  if (byte < 0 || byte > 255) raise('ValueError', 'byte must be in range(0, 256)');
  return bytes.includes(Number(byte));
}
