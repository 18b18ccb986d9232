import { DictView } from './dict.js';
import { isSetLike } from './equal.js';
import type { Host } from './host.js';
import { iterate } from './iterate.js';
import { SetValue } from './set.js';
import type { Value } from './value.js';

/**
 * `left - right` of sets; `undefined` when it is none. With the keys or items of a dict on either side, the other may be
 * anything that has items, and the result is a `set`.
 */
export function subtractMembers(left: Value, right: Value, host: Host): SetValue | undefined {
  if (left instanceof SetValue && right instanceof SetValue) {
    return without(SetValue.of(left.values(), left.typeName), right, host);
  }
  if (!isView(left) && !isView(right)) return undefined;
  return without(SetValue.of(iterate(left, host)), right, host);
}

function isView(value: Value): boolean {
  return value instanceof DictView && isSetLike(value);
}

function without(set: SetValue, taken: Value, host: Host): SetValue {
  host.spend(set.size);
  for (const member of iterate(taken, host)) {
    host.spend(1);
    set.delete(member);
  }
  return set;
}
