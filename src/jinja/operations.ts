import { decode } from './shims/json/decode.js';
import { Undefined } from './values/undefined.js';
import { Unhosted } from './values/unhosted.js';
import type { Value } from './values/value.js';

// What authors of functions, filters and objects do with values, as Python does it.
export { contains } from './values/contains.js';
export { equals } from './values/equal.js';
export { intOf } from './values/int.js';
export { iterate, lengthOf, listOf } from './values/iterate.js';
export { escape, isSafe } from './values/markup.js';
export { isLess } from './values/order.js';
export { raise, Raised, type RaisedKind } from './values/raised.js';
export { reprOf, strOf } from './values/text.js';
export { isTrue } from './values/truth.js';
export { typeNameOf } from './values/type-name.js';

/** Whether a value stands for something that is missing. */
export function isUndefined(value: Value): boolean {
  return value instanceof Undefined;
}

/** What Python's `json.loads` makes of a text; throws `Raised` for what is no JSON. */
export function fromJson(text: string): Value {
  return decode(text, PLAIN, new Unhosted());
}

const PLAIN = { object: null, float: null, int: null, constant: null, pairs: null } as const;
