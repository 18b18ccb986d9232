import { attributeOf, membersOf } from '../values/attributes.js';
import type { Call, Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { typeNameOf } from '../values/type-name.js';
import { Markup, type Value } from '../values/value.js';

export const NO_NAMES: Call['named'] = new Map();

/** A method of a value, as Python's code calls it: `value.name(…)`. Raises `AttributeError` when there is none. */
export function callMethod(value: Value, name: string, positional: readonly Value[], host: Host): Value {
  const method = membersOf(value)?.get(name);
  if (method !== undefined) return method(value, { positional, named: NO_NAMES }, host);
  const attribute = attributeOf(value, name, host);
  if (attribute !== undefined) return host.call(attribute, positional);
  return raise('AttributeError', `'${typeNameOf(value)}' object has no attribute '${name}'`);
}

/** `markupsafe.soft_str`: a string stays what it is, safe or not. */
export function softStr(value: Value, host: Host): string | Markup {
  return typeof value === 'string' || value instanceof Markup ? value : strOf(value, host);
}
