import { Dict } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { SetValue } from '../values/set.js';
import { type Module, Tuple, type Value } from '../values/value.js';
import { moduleOf, python } from './module.js';

function copy(value: Value, host: Host): Value {
  if (Array.isArray(value)) {
    charge(value.length, host);
    return [...value];
  }
  if (value instanceof Dict) {
    charge(value.size, host);
    return value.copy();
  }
  if (!(value instanceof SetValue) || value.typeName === 'frozenset') return value;
  charge(value.size, host);
  return SetValue.of(value.values());
}

/** A list that is copied takes some room of its own. */
function charge(size: number, host: Host): void {
  host.reserve(size);
  host.spend(size + STEPS_OF_LIST);
}

const STEPS_OF_LIST = 4;

interface Deep {
  readonly host: Host;
  /** The copy of each container met so far. */
  readonly copies: Map<Value, Value>;
  readonly depth: number;
}

const DEEPEST = 450;

function deepCopy(value: Value, deep: Deep): Value {
  const known = deep.copies.get(value);
  if (known !== undefined) return known;
  if (deep.depth > DEEPEST) raise('RecursionError', 'maximum recursion depth exceeded');
  const inner = { ...deep, depth: deep.depth + 1 };
  if (Array.isArray(value)) return copyList(value, inner);
  if (value instanceof Dict) return copyDict(value, inner);
  if (value instanceof SetValue) return copySet(value, inner);
  return value instanceof Tuple ? copyTuple(value, inner) : value;
}

function copyList(list: Value[], deep: Deep): Value {
  charge(list.length, deep.host);
  const copied: Value[] = [];
  deep.copies.set(list, copied);
  for (const item of list) copied.push(deepCopy(item, deep));
  return copied;
}

function copyDict(dict: Dict, deep: Deep): Value {
  charge(dict.size, deep.host);
  const copied = new Dict();
  deep.copies.set(dict, copied);
  for (const [key, value] of dict.entries()) copied.set(deepCopy(key, deep), deepCopy(value, deep));
  return copied;
}

function copySet(set: SetValue, deep: Deep): Value {
  charge(set.size, deep.host);
  return SetValue.of(
    [...set.values()].map((member) => deepCopy(member, deep)),
    set.typeName,
  );
}

/** A tuple of what cannot change is its own copy. One that holds itself, through a list, is found when it is copied. */
function copyTuple(tuple: Tuple, deep: Deep): Value {
  charge(tuple.items.length, deep.host);
  const items = tuple.items.map((item) => deepCopy(item, deep));
  const known = deep.copies.get(tuple);
  if (known !== undefined) return known;
  const isSame = tuple.typeName !== 'tuple' || items.every((item, at) => item === tuple.items[at]);
  const copied = isSame ? tuple : new Tuple(items);
  deep.copies.set(tuple, copied);
  return copied;
}

export const copying: Module = moduleOf('copy', [
  python('copy', 'x', ([value = null], host) => copy(value, host)),
  python('deepcopy', 'x, memo?', ([value = null], host) => deepCopy(value, { host, copies: new Map(), depth: 0 })),
]);
