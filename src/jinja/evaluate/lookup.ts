import { attributeOf, hasMember } from '../values/attributes.js';
import { Dict } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { Raised } from '../values/raised.js';
import { itemOf } from '../values/subscript.js';
import { Instance, Markup, type Value } from '../values/value.js';

/** `value.name`: the attribute, else the item, else an undefined value. */
export function getattr(value: Value, name: string, host: Host): Value {
  if (value instanceof Dict && !hasMember('dict', name)) {
    const item = value.get(name);
    return item === undefined ? host.undefined({ name, of: value }) : item;
  }
  const attribute = attributeOf(value, name, host);
  if (attribute !== undefined) return attribute;
  const item = value instanceof Instance ? itemIfAny(value, name, host) : undefined;
  return item === undefined ? host.undefined({ name, of: value }) : item;
}

/** `value[key]`: the item, else (for a string) the attribute, else an undefined value. */
export function getitem(value: Value, key: Value, host: Host): Value {
  const item = itemIfAny(value, key, host);
  if (item !== undefined) return item;
  const attribute = attributeFor(value, key, host);
  return attribute === undefined ? host.undefined({ name: key, of: value }) : attribute;
}

function attributeFor(value: Value, key: Value, host: Host): Value | undefined {
  if (typeof key === 'string') return attributeOf(value, key, host);
  return key instanceof Markup ? attributeOf(value, key.text, host) : undefined;
}

/** `undefined` where Python raises what Jinja takes for "there is none". */
function itemIfAny(value: Value, key: Value, host: Host): Value | undefined {
  const quick = quickItem(value, key);
  if (quick !== undefined) return quick;
  if (isMissed(value, key)) return undefined;
  try {
    return itemOf(value, key, host);
  } catch (error) {
    if (error instanceof Raised && MISSED.has(error.kind)) return undefined;
    throw error;
  }
}

/** The cases that need no error to be made. */
function quickItem(value: Value, key: Value): Value | undefined {
  if (typeof key === 'string') return value instanceof Dict ? value.get(key) : undefined;
  return typeof key === 'number' && Array.isArray(value) ? value[key] : undefined;
}

/** Whether it is known without asking that there is none. */
function isMissed(value: Value, key: Value): boolean {
  if (typeof key !== 'string') return false;
  return value instanceof Dict || !(value instanceof Instance);
}

const MISSED: ReadonlySet<string> = new Set([
  'AttributeError',
  'IndexError',
  'KeyError',
  'LookupError',
  'TemplateNotFound',
  'TemplatesNotFound',
  'TypeError',
]);
