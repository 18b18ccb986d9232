import { refuseNames } from '../../calls/native.js';
import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { SetValue, STEPS_TO_PLACE } from '../../values/set.js';
import { reprOf } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import { methodsOf, none, one, operator, type Definition } from '../arguments.js';

type Kind = SetValue['typeName'];

/** A set of what a value has; a set stands for itself. */
function setOf(value: Value, host: Host): SetValue {
  if (value instanceof SetValue) return value;
  const set = new SetValue();
  addAll(set, value, host);
  return set;
}

export function addAll(set: SetValue, items: Value, host: Host): void {
  if (items instanceof SetValue && set.size === 0) {
    host.reserve(items.size);
    host.spend(items.size);
    return set.fill(items);
  }
  const source = items === set ? [...set.values()] : iterate(items, host);
  for (const item of source) {
    host.spend(1);
    host.reserve(set.size + 1, set.size);
    set.add(item);
  }
}

function copyOf(set: SetValue, host: Host, kind: Kind = set.typeName): SetValue {
  host.reserve(set.size);
  host.spend(set.size);
  const copy = new SetValue(kind);
  copy.fill(set);
  return copy;
}

/** Takes any number of others. */
function several(run: (set: SetValue, others: readonly Value[], host: Host) => Value): Definition<SetValue> {
  return ({ full }) =>
    (set, { positional, named }, host) => {
      if (named.size > 0) refuseNames(full);
      return run(set, positional, host);
    };
}

function keep(set: SetValue, isKept: (member: Value) => boolean, host: Host): SetValue {
  const kept = new SetValue(set.typeName);
  for (const member of set.values()) {
    host.spend(1);
    if (isKept(member)) kept.add(member);
  }
  return kept;
}

function intersection(set: SetValue, other: Value, host: Host): SetValue {
  const others = other instanceof Dict ? other : setOf(other, host);
  return keep(set, (member) => others.has(member), host);
}

function difference(set: SetValue, other: Value, host: Host): SetValue {
  const others = other instanceof Dict ? other : setOf(other, host);
  return keep(set, (member) => !others.has(member), host);
}

function symmetricDifference(set: SetValue, other: Value, host: Host): SetValue {
  const others = setOf(other, host);
  const result = keep(set, (member) => !others.has(member), host);
  for (const member of others.values()) if (!set.has(member)) result.add(member);
  return result;
}

function replaceBy(set: SetValue, result: SetValue): null {
  const members = [...result.values()];
  set.clear();
  for (const member of members) set.add(member);
  return null;
}

function isSubset(set: SetValue, other: SetValue): boolean {
  if (set.size > other.size) return false;
  for (const member of set.values()) if (!other.has(member)) return false;
  return true;
}

function folding(step: (set: SetValue, other: Value, host: Host) => SetValue): Definition<SetValue> {
  return several((set, others, host) =>
    others.reduce((result: SetValue, other) => step(result, other, host), copyOf(set, host)),
  );
}

const shared: Readonly<Record<string, Definition<SetValue>>> = {
  copy: none((set, host) => (set.typeName === 'frozenset' ? set : copyOf(set, host))),
  difference: folding(difference),
  intersection: folding(intersection),
  isdisjoint: one((set, other, host) => {
    for (const item of iterate(other, host)) {
      host.spend(1);
      if (set.has(item)) return false;
    }
    return true;
  }),
  issubset: one((set, other, host) => isSubset(set, setOf(other, host))),
  issuperset: one((set, other, host) => {
    for (const item of iterate(other, host)) {
      host.spend(1);
      if (!set.has(item)) return false;
    }
    return true;
  }),
  symmetric_difference: one(symmetricDifference),
  union: several((set, others, host) => {
    const result = copyOf(set, host);
    for (const other of others) if (other !== set) addAll(result, other, host);
    return result;
  }),
  __contains__: one((set, item, host) => contains(set, item, host)),
  __len__: operator(0, (set) => set.size),
};

const changing: Readonly<Record<string, Definition<SetValue>>> = {
  add: one((set, member, host) => {
    host.reserve(set.size + 1, set.size);
    set.add(member);
    return null;
  }),
  clear: none((set) => {
    set.clear();
    return null;
  }),
  difference_update: several((set, others, host) =>
    replaceBy(
      set,
      others.reduce((result: SetValue, other) => difference(result, other, host), set),
    ),
  ),
  discard: one((set, member) => {
    set.delete(member);
    return null;
  }),
  intersection_update: several((set, others, host) =>
    replaceBy(
      set,
      others.reduce((result: SetValue, other) => intersection(result, other, host), set),
    ),
  ),
  pop: none((set, host) => {
    host.spend(set.workToOrder * STEPS_TO_PLACE);
    return set.popFirst() ?? raise('KeyError', "'pop from an empty set'");
  }),
  remove: one((set, member, host) => {
    if (!set.delete(member)) raise('KeyError', reprOf(member, host));
    return null;
  }),
  symmetric_difference_update: one((set, other, host) => replaceBy(set, symmetricDifference(set, other, host))),
  update: several((set, others, host) => {
    for (const other of others) addAll(set, other, host);
    return null;
  }),
};

function methodsFor(
  kind: Kind,
  definitions: Readonly<Record<string, Definition<SetValue>>>,
): ReadonlyMap<string, Member> {
  return methodsOf(kind, (value) => (value instanceof SetValue ? value : new SetValue(kind)), definitions);
}

export const setMethods = methodsFor('set', { ...shared, ...changing });
export const frozensetMethods = methodsFor('frozenset', shared);
