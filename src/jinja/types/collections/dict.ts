import { checkCount } from '../../calls/native.js';
import type { Member } from '../../values/attributes.js';
import { Dict, DictView } from '../../values/dict.js';
import { contains } from '../../values/contains.js';
import type { Call, Host } from '../../values/host.js';
import { iterate, listOf } from '../../values/iterate.js';
import { raise, Raised } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { reprOf } from '../../values/text.js';
import { checkDefined } from '../../values/undefined.js';
import { Callable, Tuple, type Value } from '../../values/value.js';
import { foundOr } from '../given.js';
import { methodsOf, none, one, operator, positional, type Definition } from '../arguments.js';

const pop: Definition<Dict> = positional(1, 2, (dict, [key = null, otherwise], host) => {
  const found = dict.get(key);
  if (found === undefined) return foundOr(otherwise, () => raise('KeyError', reprOf(key, host)));
  dict.delete(key);
  return found;
});

function popitem(dict: Dict, host: Host): Value {
  host.spend(dict.workToPop / 8);
  const last = dict.popLast() ?? raise('KeyError', "'popitem(): dictionary is empty'");
  return new Tuple(last);
}

const setdefault: Definition<Dict> = positional(1, 2, (dict, [key = null, value = null], host) => {
  const found = dict.get(key);
  if (found !== undefined) return found;
  put(dict, [key, value], host);
  return value;
});

function put(dict: Dict, [key, value]: readonly [Value, Value], host: Host): void {
  host.reserve(dict.size + 1, dict.size);
  dict.set(key, value);
}

const update: Definition<Dict> =
  ({ name }) =>
  (dict, call, host) => {
    updateFrom(dict, call, { name, host });
    return null;
  };

interface Updating {
  /** Who does it, for messages. */
  readonly name: string;
  readonly host: Host;
}

/** What `dict(…)` and `update` do with their arguments. */
export function updateFrom(dict: Dict, { positional: given, named }: Call, { name, host }: Updating): void {
  checkCount(name, given.length, { least: 0, most: 1 });
  const [source] = given;
  if (source !== undefined) addAll(dict, source, host);
  host.spend(named.size);
  for (const entry of named) put(dict, entry, host);
}

function addAll(dict: Dict, source: Value, host: Host): void {
  if (source instanceof Dict) {
    host.spend(source.size);
    host.reserve(dict.size + source.size, dict.size);
    // A copy of the entries, as the dict may be its own source.
    const entries = Array.from(source.entries());
    for (const [key, value] of entries) dict.set(key, value);
    return;
  }
  // Python asks it for its `keys` first, which no undefined value bears.
  checkDefined(source);
  let at = 0;
  for (const item of iterate(source, host)) {
    host.spend(1);
    put(dict, pairIn(item, at, host), host);
    at += 1;
  }
}

function pairIn(item: Value, at: number, host: Host): readonly [Value, Value] {
  const pair = itemsOfPair(item, at, host);
  const [key, value] = pair;
  if (key !== undefined && value !== undefined && pair.length === 2) return [key, value];
  return raise('ValueError', `dictionary update sequence element #${at} has length ${pair.length}; 2 is required`);
}

function itemsOfPair(item: Value, at: number, host: Host): readonly Value[] {
  try {
    return listOf(item, host);
  } catch (error) {
    if (!(error instanceof Raised) || error.kind !== 'TypeError') throw error;
    return raise('TypeError', `cannot convert dictionary update sequence element #${at} to a sequence`);
  }
}

const definitions: Readonly<Record<string, Definition<Dict>>> = {
  clear: none((dict) => {
    dict.clear();
    return null;
  }),
  copy: none((dict, host) => {
    host.reserve(dict.size);
    host.spend(dict.size);
    return dict.copy();
  }),
  fromkeys: positional(1, 2, (_, [keys = null, value = null], host) => fromKeys(keys, value, host)),
  get: positional(1, 2, (dict, [key = null, otherwise = null]) => foundOr(dict.get(key), () => otherwise)),
  items: none((dict) => new DictView(dict, 'dict_items')),
  keys: none((dict) => new DictView(dict, 'dict_keys')),
  pop,
  popitem: none(popitem),
  setdefault,
  update,
  values: none((dict) => new DictView(dict, 'dict_values')),
  __contains__: one((dict, key) => dict.has(key)),
  __delitem__: operator(1, (dict, [key = null], host) => {
    if (!dict.delete(key)) raise('KeyError', reprOf(key, host));
    return null;
  }),
  __getitem__: one((dict, key, host) => itemOf(dict, key, host)),
  __len__: operator(0, (dict) => dict.size),
  __setitem__: operator(2, (dict, [key = null, value = null], host) => {
    put(dict, [key, value], host);
    return null;
  }),
};

function fromKeys(keys: Value, value: Value, host: Host): Dict {
  const dict = new Dict();
  for (const key of iterate(keys, host)) {
    host.spend(1);
    put(dict, [key, value], host);
  }
  return dict;
}

export const dictMethods: ReadonlyMap<string, Member> = methodsOf('dict', dictIn, definitions);

function dictIn(value: Value): Dict {
  return value instanceof Dict ? value : new Dict();
}

/** `dict.fromkeys`, of the type itself. */
export const fromkeys = new Callable('fromkeys', (call, host) => {
  const method = dictMethods.get('fromkeys');
  return method === undefined ? null : method(null, call, host);
});

const viewDefinitions: Readonly<Record<string, Definition<DictView>>> = {
  isdisjoint: one((view, other, host) => {
    for (const item of iterate(other, host)) {
      host.spend(1);
      if (contains(view, item, host)) return false;
    }
    return true;
  }),
  __contains__: operator(1, (view, [item = null], host) => contains(view, item, host)),
  __len__: operator(0, (view) => view.dict.size),
};

function viewMethods(kind: DictView['typeName']): ReadonlyMap<string, Member> {
  const methods = methodsOf(
    kind,
    (value) => (value instanceof DictView ? value : new DictView(new Dict(), kind)),
    viewDefinitions,
  );
  if (kind === 'dict_values') {
    methods.delete('isdisjoint');
    methods.delete('__contains__');
  }
  return methods;
}

export const dictViewMethods = {
  dict_items: viewMethods('dict_items'),
  dict_keys: viewMethods('dict_keys'),
  dict_values: viewMethods('dict_values'),
};
