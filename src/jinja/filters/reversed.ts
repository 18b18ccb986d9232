import { reversed } from '../types/builtins/iterators.js';
import { HostObject } from '../values/host-object.js';
import type { Host } from '../values/host.js';
import { lengthOf } from '../values/iterate.js';
import { itemOf } from '../values/subscript.js';
import { Iterator, Markup, type Value } from '../values/value.js';
import { NO_NAMES } from './method.js';

/** Python's `reversed(value)`, also of objects and undefined values; raises `TypeError` for what has no end to begin at. */
export function reversedOf(value: Value, host: Host): Iterator {
  const isSequence = value instanceof HostObject && value.item !== undefined && value.length !== undefined;
  if (!isSequence && !(value instanceof Markup)) return reversed({ positional: [value], named: NO_NAMES }, host);
  let at = lengthOf(value, host);
  return new Iterator(() => (at > 0 ? itemOf(value, --at, host) : undefined), 'reversed');
}
