import { hasPairs, lengthOfText, sliceText } from './code-points.js';
import { Dict } from './dict.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import { indexIn, integerIn } from './int.js';
import { notSubscriptable } from './not-subscriptable.js';
import { raise } from './raised.js';
import { lengthOfRange, rangeItem } from './range.js';
import { reprOf } from './text.js';
import { typeNameOf } from './type-name.js';
import { Bytes, Markup, Range, Tuple, type Value } from './value.js';
import { chargeValue } from './weight.js';

export { sliceOf } from './slice.js';

/** Python's `value[key]`: raises `KeyError`, `IndexError` or `TypeError`. */
export function itemOf(value: Value, key: Value, host: Host): Value {
  if (value instanceof Dict) return entryOf(value, key, host);
  if (typeof value === 'string') return characterOf(value, key, host);
  if (Array.isArray(value)) return itemAt(value, key, 'list');
  if (value instanceof Tuple) return itemAt(value.items, key, 'tuple');
  if (value instanceof Markup) return new Markup(characterOf(value.text, key, host));
  if (value instanceof Range) return rangeItem(value, placeIn(lengthOfRange(value), key, RANGE));
  if (value instanceof Bytes) return value.bytes[placeIn(value.bytes.length, key, BYTES)] ?? 0;
  if (value instanceof HostObject && value.item !== undefined) return value.item(key, host);
  return notSubscriptable(value);
}

function entryOf(dict: Dict, key: Value, host: Host): Value {
  chargeValue(key, host);
  const found = dict.get(key);
  return found === undefined ? raise('KeyError', reprOf(key, host)) : found;
}

/** How a sequence speaks of a wrong index. */
interface Speech {
  readonly wrongType: (typeName: string) => string;
  readonly outside: string;
  /** For one that no sequence can have, where it is special. */
  readonly tooLarge?: string;
}

function speech(kind: string, outside: string): Speech {
  return { wrongType: (typeName) => `${kind} indices must be integers or slices, not ${typeName}`, outside };
}

const SEQUENCES = {
  list: speech('list', 'list index out of range'),
  tuple: speech('tuple', 'tuple index out of range'),
};
const RANGE: Speech = {
  ...speech('range', 'range object index out of range'),
  tooLarge: 'range object index out of range',
};
const BYTES = speech('byte', 'index out of range');
const TOO_LARGE = "cannot fit 'int' into an index-sized integer";
const TEXT: Speech = {
  wrongType: (typeName) => `string indices must be integers, not '${typeName}'`,
  outside: 'string index out of range',
};

function itemAt(items: readonly Value[], key: Value, kind: 'list' | 'tuple'): Value {
  // Indices that are not there answer `undefined`, negative ones too.
  const item = typeof key === 'number' ? items[key] : undefined;
  return item === undefined ? (items[placeIn(items.length, key, SEQUENCES[kind])] ?? null) : item;
}

function characterOf(text: string, key: Value, host: Host): string {
  const index = placeIn(lengthOfText(text), key, TEXT);
  if (!hasPairs(text)) return text.charAt(index);
  // Without pairs the place is known; here the text is gone over up to it.
  host.spend(text.length / 16);
  return sliceText(text, index, index + 1);
}

/** The index from the front. */
function placeIn(length: number, key: Value, { wrongType, outside, tooLarge = TOO_LARGE }: Speech): number {
  const integer = integerIn(key);
  if (integer === undefined) raise('TypeError', wrongType(typeNameOf(key)));
  const given = indexIn(integer) ?? raise('IndexError', tooLarge);
  const index = given < 0 ? given + length : given;
  return index >= 0 && index < length ? index : raise('IndexError', outside);
}
