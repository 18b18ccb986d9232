import { DictView } from './dict.js';
import { isSetLike } from './equal.js';
import type { Host } from './host.js';
import { iterate } from './iterate.js';
import { SetValue } from './set.js';
import { fail, Undefined } from './undefined.js';
import type { Value } from './value.js';

/** `left - right` of sets; a view of a dict takes away anything that has items. `undefined` when it is neither. */
export function subtractMembers(left: Value, right: Value, host: Host): SetValue | undefined {
  if (right instanceof Undefined && !(left instanceof SetValue)) fail(right);
  if (!isSetLike(left)) {
    return isSetLike(right) && right instanceof DictView
      ? without(SetValue.of(iterate(left, host)), right, host)
      : undefined;
  }
  if (left instanceof SetValue && !isSetLike(right)) return undefined;
  const members = left instanceof SetValue ? left.values() : left.members();
  const kind = left instanceof SetValue ? left.typeName : 'set';
  return without(SetValue.of(members, kind), right, host);
}

function without(set: SetValue, taken: Value, host: Host): SetValue {
  host.spend(set.size);
  for (const member of iterate(taken, host)) {
    host.spend(1);
    set.delete(member);
  }
  return set;
}
