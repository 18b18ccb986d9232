import { missingAttribute } from '../types/missing-attribute.js';
import { Namespace } from '../evaluate/namespace.js';
import { attributeOf, membersOf } from '../values/attributes.js';
import type { Call, Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { Markup, type Value } from '../values/value.js';

export const NO_NAMES: Call['named'] = new Map();

/** What calls a method of a value. */
type Method = (...positional: readonly Value[]) => Value;

/** A method of a value as Python's code takes it: `value.name`. Raises `AttributeError` when there is none. */
export function methodOf(value: Value, name: string, host: Host): Method {
  const method = membersOf(value)?.get(name);
  if (method !== undefined) return (...positional) => method(value, { positional, named: NO_NAMES }, host);
  const attribute = attributeOf(value, name, host);
  if (attribute !== undefined) return (...positional) => host.call(attribute, positional);
  return value instanceof Namespace ? raise('AttributeError', name) : missingAttribute(value, name);
}

/** `markupsafe.soft_str`: a string stays what it is, safe or not. */
export function softStr(value: Value, host: Host): string | Markup {
  return typeof value === 'string' || value instanceof Markup ? value : strOf(value, host);
}
