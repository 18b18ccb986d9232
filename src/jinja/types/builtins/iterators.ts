import { bindNative, checkCount, refuseNames } from '../../calls/native.js';
import { signatureOf } from '../../calls/signature.js';
import { add } from '../../values/arithmetic.js';
import { Dict, DictView } from '../../values/dict.js';
import { HostObject } from '../../values/host-object.js';
import type { Call, Host } from '../../values/host.js';
import { integerOf } from '../../values/int.js';
import { iterate } from '../../values/iterate.js';
import { equals } from '../../values/equal.js';
import { lengthOfRange, rangeItem } from '../../values/range.js';
import { raise } from '../../values/raised.js';
import { SetValue } from '../../values/set.js';
import { isTrue } from '../../values/truth.js';
import { typeNameOf } from '../../values/type-name.js';
import { Undefined } from '../../values/undefined.js';
import { Bytes, Callable, Iterator, Markup, Range, Tuple, type Value } from '../../values/value.js';
import { positional, type Definition } from '../arguments.js';

type Next = Iterator['next'];

/** What they hold takes some room. */
const STEPS_OF_ITERATOR = 8;
const STEPS_OF_TUPLE = 5;

function iterator(step: Next, typeName: string, host: Host): Iterator {
  host.spend(STEPS_OF_ITERATOR);
  return new Iterator(step, typeName);
}

/** A step through the items of a value. */
function nextOf(value: Value, host: Host): Next {
  if (value instanceof Iterator) return value.next;
  return stepThrough(iterate(value, host));
}

function stepThrough(items: Iterable<Value>): Next {
  const through = items[Symbol.iterator]();
  return () => {
    const step = through.next();
    return step.done === true ? undefined : step.value;
  };
}

/** `iter(value)`. */
function iteratorOf(value: Value, host: Host): Iterator {
  if (value instanceof Iterator) return value;
  return iterator(nextOf(value, host), iteratorName(value), host);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['bytes', 'bytes_iterator'],
  ['dict', 'dict_keyiterator'],
  ['dict_items', 'dict_itemiterator'],
  ['dict_keys', 'dict_keyiterator'],
  ['dict_values', 'dict_valueiterator'],
  ['frozenset', 'set_iterator'],
  ['list', 'list_iterator'],
  ['Markup', 'str_iterator'],
  ['range', 'range_iterator'],
  ['set', 'set_iterator'],
  ['tuple', 'tuple_iterator'],
]);

function iteratorName(value: Value): string {
  if (typeof value === 'string') return /^[\0-\x7f]*$/.test(value) ? 'str_ascii_iterator' : 'str_iterator';
  return NAMES.get(typeNameOf(value)) ?? 'iterator';
}

export const iter: Definition<null> = positional(1, 2, (_, [value = null, sentinel], host) => {
  if (sentinel === undefined) return iteratorOf(value, host);
  if (!isCallable(value)) raise('TypeError', 'iter(v, w): v must be callable');
  let isOver = false;
  return iterator(
    () => {
      if (isOver) return undefined;
      const item = host.call(value, []);
      isOver = equals(item, sentinel, host);
      return isOver ? undefined : item;
    },
    'callable_iterator',
    host,
  );
});

export function isCallable(value: Value): boolean {
  return value instanceof Callable || (value instanceof HostObject && value.call !== undefined);
}

export const next: Definition<null> = positional(1, 2, (_, [value = null, otherwise]) => {
  if (!(value instanceof Iterator)) return raise('TypeError', `'${typeNameOf(value)}' object is not an iterator`);
  const item = value.next();
  if (item !== undefined) return item;
  return otherwise === undefined ? raise('StopIteration', '') : otherwise;
});

const ENUMERATE = signatureOf('enumerate', 'iterable?, start?');

export function enumerate(call: Call, host: Host): Iterator {
  const [items, start = 0] = bindNative(ENUMERATE, call);
  if (items === undefined) return raise('TypeError', "enumerate() missing required argument 'iterable'");
  let index: Value = integerOf(start);
  const step = nextOf(items, host);
  return iterator(
    () => {
      const item = step();
      if (item === undefined) return undefined;
      host.spend(STEPS_OF_TUPLE);
      const pair = new Tuple([index, item]);
      index = add(index, 1, host);
      return pair;
    },
    'enumerate',
    host,
  );
}

export function filter({ positional: given, named }: Call, host: Host): Iterator {
  if (named.size > 0) refuseNames('filter');
  checkCount('filter', given.length, { least: 2, most: 2 });
  const [test = null, items = null] = given;
  const step = nextOf(items, host);
  const isKept = (item: Value): boolean => isTrue(test === null ? item : host.call(test, [item]));
  return iterator(
    () => {
      for (let item = step(); item !== undefined; item = step()) {
        host.spend(1);
        if (isKept(item)) return item;
      }
      return undefined;
    },
    'filter',
    host,
  );
}

export function map({ positional: given, named }: Call, host: Host): Iterator {
  if (named.size > 0) refuseNames('map');
  const [run = null, ...sources] = given;
  if (sources.length === 0) raise('TypeError', 'map() must have at least two arguments.');
  const steps = sources.map((source) => nextOf(source, host));
  return iterator(
    () => {
      const items = taken(steps);
      return items === undefined ? undefined : host.call(run, items);
    },
    'map',
    host,
  );
}

/** One item of each; `undefined` at the end of the shortest, after which no other is asked. */
function taken(steps: readonly Next[]): Value[] | undefined {
  const items: Value[] = [];
  for (const step of steps) {
    const item = step();
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

const ZIP = signatureOf('zip', '*, strict?');

export function zip({ positional: sources, named }: Call, host: Host): Iterator {
  const [strict = false] = bindNative(ZIP, { positional: [], named });
  const isStrict = isTrue(strict);
  const steps = sources.map((source) => nextOf(source, host));
  return iterator(
    () => {
      if (steps.length === 0) return undefined;
      const items = isStrict ? takenStrictly(steps) : taken(steps);
      if (items !== undefined) host.spend(STEPS_OF_TUPLE);
      return items === undefined ? undefined : new Tuple(items);
    },
    'zip',
    host,
  );
}

function takenStrictly(steps: readonly Next[]): Value[] | undefined {
  const items: Value[] = [];
  let ended = 0;
  for (const [at, step] of steps.entries()) {
    const item = step();
    if (item === undefined) {
      if (items.length > 0) raise('ValueError', mismatch(at, 'shorter'));
      ended += 1;
    } else {
      if (ended > 0) raise('ValueError', mismatch(at, 'longer'));
      items.push(item);
    }
  }
  return ended > 0 ? undefined : items;
}

function mismatch(at: number, how: string): string {
  return `zip() argument ${at + 1} is ${how} than argument${at === 1 ? ' 1' : `s 1-${at}`}`;
}

export function reversed({ positional: given, named }: Call, host: Host): Iterator {
  if (named.size > 0) refuseNames('reversed');
  checkCount('reversed', given.length, { least: 1, most: 1 });
  const [value = null] = given;
  const back = backwards(value, host);
  return back ?? raise('TypeError', `'${typeNameOf(value)}' object is not reversible`);
}

function backwards(value: Value, host: Host): Iterator | undefined {
  if (Array.isArray(value)) return iterator(fromEnd(value), 'list_reverseiterator', host);
  if (value instanceof Tuple) return iterator(fromEnd(value.items), 'reversed', host);
  if (value instanceof Range) {
    const length = lengthOfRange(value);
    const turned = new Range(rangeItem(value, length - 1), rangeItem(value, -1), -value.step);
    return iterator(nextOf(turned, host), 'range_iterator', host);
  }
  if (value instanceof SetValue) return undefined;
  if (!isOrdered(value)) return undefined;
  const items = [...iterate(value, host)];
  host.spend(items.length);
  return iterator(fromEnd(items), reverseName(value), host);
}

function isOrdered(value: Value): boolean {
  if (typeof value === 'string' || value instanceof Markup || value instanceof Bytes) return true;
  return value instanceof Dict || value instanceof DictView || value instanceof Undefined;
}

function reverseName(value: Value): string {
  if (value instanceof Dict) return 'dict_reversekeyiterator';
  return value instanceof DictView ? value.typeName.replace(/^dict_(\w+)s$/, 'dict_reverse$1iterator') : 'reversed';
}

function fromEnd(items: readonly Value[]): Next {
  let at = items.length;
  return () => {
    at -= 1;
    // A list may have become shorter.
    if (at < 0 || at >= items.length) at = -1;
    return at < 0 ? undefined : items[at];
  };
}
