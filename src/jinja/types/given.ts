import type { Value } from '../values/value.js';

/** The value that was found, which may be `None`; without one, what `absent` answers or raises. */
export function foundOr(found: Value | undefined, absent: () => Value): Value {
  return found === undefined ? absent() : found;
}
