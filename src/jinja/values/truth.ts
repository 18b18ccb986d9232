import { Dict, DictView } from './dict.js';
import { HostObject } from './host-object.js';
import { Unhosted } from './unhosted.js';
import { lengthOfRange } from './range.js';
import { SetValue } from './set.js';
import { Bytes, Float, Markup, Range, Tuple, type Instance, type Value } from './value.js';

/** Whether a value counts as true; raises `UndefinedError` for a strict undefined one. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'bigint':
      return true;
    default:
      if (value === null) return false;
      return Array.isArray(value) ? value.length > 0 : isInstanceTrue(value);
  }
}

function isInstanceTrue(value: Instance): boolean {
  if (value instanceof Dict || value instanceof SetValue) return value.size > 0;
  if (value instanceof DictView) return value.dict.size > 0;
  if (value instanceof HostObject) return value.isTrue?.() ?? value.length?.(new Unhosted()) !== 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Markup) return value.text !== '';
  if (value instanceof Bytes) return value.bytes.length > 0;
  return value instanceof Range ? lengthOfRange(value) > 0 : true;
}
