import type { Host } from './host.js';
import { HostObject } from './host-object.js';
import { digitsOf, reprOf } from './repr.js';
import { Markup, type Value } from './value.js';

export { reprOf } from './repr.js';

/** What Python's `str` makes of a value, and what a template prints. */
export function strOf(value: Value, host: Host): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return digitsOf(value, host);
  if (value instanceof Markup) return value.text;
  if (value instanceof HostObject && value.str !== undefined) return value.str(host);
  return reprOf(value, host);
}
