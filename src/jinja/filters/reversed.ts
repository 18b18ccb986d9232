import { Dict, DictView, type ViewKind } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { HostObject } from '../values/host-object.js';
import { iterate, lengthOf } from '../values/iterate.js';
import { lengthOfRange, rangeItem } from '../values/range.js';
import { itemOf } from '../values/subscript.js';
import { Bytes, Iterator, Markup, Range, Tuple, type Value } from '../values/value.js';

/** Python's `reversed(value)`; `undefined` for what cannot be gone over from its end. */
export function reversedOf(value: Value, host: Host): Iterator | undefined {
  if (Array.isArray(value)) return backwards(value, 'list_reverseiterator');
  if (value instanceof Tuple) return backwards(value.items, 'reversed');
  if (value instanceof Dict) return backwards([...value.keys()], 'dict_reversekeyiterator');
  if (value instanceof DictView) return backwards([...value.members()], VIEWS[value.typeName]);
  if (value instanceof Range) return reversedRange(value);
  return isSequence(value) ? reversedSequence(value, host) : undefined;
}

const VIEWS: Readonly<Record<ViewKind, string>> = {
  dict_keys: 'dict_reversekeyiterator',
  dict_values: 'dict_reversevalueiterator',
  dict_items: 'dict_reverseitemiterator',
};

function backwards(items: readonly Value[], typeName: string): Iterator {
  let at = items.length;
  return new Iterator(() => (at > 0 ? items[--at] : undefined), typeName);
}

function reversedRange(range: Range): Iterator {
  let at = lengthOfRange(range);
  return new Iterator(() => (at > 0 ? rangeItem(range, --at) : undefined), 'range_iterator');
}

function isSequence(value: Value): boolean {
  if (value instanceof HostObject) return value.item !== undefined && value.length !== undefined;
  return typeof value === 'string' || value instanceof Markup || value instanceof Bytes;
}

function reversedSequence(value: Value, host: Host): Iterator {
  if (typeof value === 'string') return backwards([...iterate(value, host)], 'reversed');
  let at = lengthOf(value, host);
  return new Iterator(() => (at > 0 ? itemOf(value, --at, host) : undefined), 'reversed');
}
