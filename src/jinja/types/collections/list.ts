import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import { matches } from '../../values/equal.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { iterate, listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { reprOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { Tuple, type Value } from '../../values/value.js';
import { methodsOf, named, none, one, operator, positional, sizeIn, type Definition } from '../arguments.js';
import { flagIn } from '../text/split.js';
import { countOf, indexOf } from './sequence.js';
import { keyFor, sorted } from './sort.js';

type List = Value[];

const pop: Definition<List> = positional(0, 1, (list, [given], host) => {
  const index = given === undefined ? -1 : sizeIn(given);
  if (list.length === 0) raise('IndexError', 'pop from empty list');
  const at = index < 0 ? index + list.length : index;
  if (at < 0 || at >= list.length) raise('IndexError', 'pop index out of range');
  if (at === list.length - 1) return list.pop() ?? null;
  return takeOut(list, at, host);
});

/** What stands behind moves up. */
function takeOut(list: List, at: number, host: Host): Value {
  host.spend((list.length - at) / MOVED_PER_STEP);
  return list.splice(at, 1)[0] ?? null;
}

const MOVED_PER_STEP = 128;

const insert: Definition<List> = positional(2, 2, (list, [index = 0, value = null], host) => {
  const at = sizeIn(index);
  host.reserve(list.length + 1);
  // A negative index counts from the end here too.
  const place = Math.max(at, -list.length);
  const moved = place < 0 ? -place : Math.max(0, list.length - place);
  host.spend(moved / MOVED_PER_STEP);
  list.splice(place, 0, value);
  return null;
});

function extend(list: List, items: Value, host: Host): null {
  if (Array.isArray(items) || items instanceof Tuple) {
    const more = items instanceof Tuple ? items.items : [...items];
    host.reserve(list.length + more.length, list.length);
    host.spend(more.length);
    for (const item of more) list.push(item);
    return null;
  }
  for (const item of iterate(items, host)) {
    host.spend(1);
    host.reserve(list.length + 1, list.length);
    list.push(item);
  }
  return null;
}

function remove(list: List, value: Value, host: Host): null {
  const at = list.findIndex((item) => {
    host.spend(1);
    return matches(item, value, host);
  });
  if (at < 0) raise('ValueError', 'list.remove(x): x not in list');
  takeOut(list, at, host);
  return null;
}

const sort: Definition<List> = named('*, key?, reverse?', (list, [key, reverse], host) => {
  const items = [...list];
  const done = sorted(items, { keys: items.map(keyFor(key, host)), reverse: flagIn(reverse) }, host);
  // What the key changed meanwhile is lost; Python makes that an error.
  if (list.length !== items.length) raise('ValueError', 'list modified during sort');
  for (const [at, item] of done.entries()) list[at] = item;
  return null;
});

/** Where an assignment goes. */
function placeIn(list: List, key: Value): number {
  const index = integerIn(key);
  if (index === undefined) {
    return raise('TypeError', `list indices must be integers or slices, not ${typeNameOf(key)}`);
  }
  if (typeof index === 'bigint') raise('IndexError', "cannot fit 'int' into an index-sized integer");
  const at = index < 0 ? index + list.length : index;
  return at >= 0 && at < list.length ? at : raise('IndexError', 'list assignment index out of range');
}

const definitions: Readonly<Record<string, Definition<List>>> = {
  append: one((list, value, host) => {
    host.reserve(list.length + 1, list.length);
    list.push(value);
    return null;
  }),
  clear: none((list) => {
    list.length = 0;
    return null;
  }),
  copy: none((list, host) => listOf(list, host)),
  count: one((list, value, host) => countOf(list, value, host)),
  extend: one(extend),
  index: positional(1, 3, (list, [value = null, start, stop], host) => {
    const at = indexOf(list, value, { start, stop, host });
    return at < 0 ? raise('ValueError', `${reprOf(value, host)} is not in list`) : at;
  }),
  insert,
  pop,
  remove: one(remove),
  reverse: none((list, host) => {
    host.spend(list.length);
    list.reverse();
    return null;
  }),
  sort,
  __contains__: operator(1, (list, [item = null], host) => contains(list, item, host)),
  __delitem__: operator(1, (list, [key = null], host) => {
    takeOut(list, placeIn(list, key), host);
    return null;
  }),
  __getitem__: one((list, key, host) => itemOf(list, key, host)),
  __len__: operator(0, (list) => list.length),
  __setitem__: operator(2, (list, [key = null, value = null]) => {
    list[placeIn(list, key)] = value;
    return null;
  }),
};

export const listMethods: ReadonlyMap<string, Member> = methodsOf(
  'list',
  (value) => (Array.isArray(value) ? value : []),
  definitions,
);
