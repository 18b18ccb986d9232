import { bindNative } from '../../calls/native.js';
import { bindMethod } from '../../calls/python.js';
import { signatureOf } from '../../calls/signature.js';
import type { Call, Host } from '../../values/host.js';
import { Dict } from '../../values/dict.js';
import { integerOf, isInt } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { SetValue } from '../../values/set.js';
import { strOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import {
  Bytes,
  Callable,
  Float,
  Iterator,
  Markup,
  Range,
  Tuple,
  Type,
  type Run,
  type Value,
} from '../../values/value.js';
import { positional, type Definition, type Given } from '../arguments.js';
import { fromkeys, updateFrom } from '../collections/dict.js';
import { addAll } from '../collections/set.js';
import { escapeMarkup } from '../markup/members.js';
import { floatFrom, intFrom, intFromBase } from '../number/convert.js';
import { fromhex } from '../number/float.js';
import { fromBytes } from '../number/int.js';
import { maketrans } from '../text/translate.js';
import { bytesFrom, bytesFromHex, decodeText } from './bytes.js';
import { runOf } from './functions.js';
import { enumerate, filter, map, reversed, zip } from './iterators.js';

/** A type whose values are made of at most one other, which is not named. */
function simple(name: string, make: (given: Given, host: Host) => Value): Run {
  const definition: Definition<null> = positional(0, 1, (_, [given], host) => make(given, host));
  return runOf(name, definition);
}

const INT = signatureOf('int', 'x?, /, base?');

function makeInt(call: Call, host: Host): Value {
  const [value, base] = bindNative(INT, call);
  if (base === undefined) return value === undefined ? 0 : intFrom(value, host);
  if (value === undefined) return raise('TypeError', 'int() missing string argument');
  return intFromBase(value, integerOf(base), host);
}

const STR = signatureOf('str', 'object?, encoding?, errors?');

function makeStr(call: Call, host: Host): Value {
  const [value, encoding, errors] = bindNative(STR, call);
  if (value === undefined) return '';
  return encoding === undefined && errors === undefined ? strOf(value, host) : decodeText(value, { encoding, errors });
}

const MARKUP = signatureOf('Markup.__new__', 'cls, object?, encoding?, errors?');

function makeMarkup(call: Call, host: Host): Value {
  const [value = '', encoding, errors] = bindMethod(MARKUP, call);
  if (encoding === undefined || encoding === null) return new Markup(strOf(value, host));
  return new Markup(decodeText(value, { encoding, errors }));
}

/** An empty set or dict takes some room. */
const STEPS_OF_SET = 8;

function makeSet(kind: SetValue['typeName']): Run {
  return simple(kind, (items, host) => {
    if (kind === 'frozenset' && items instanceof SetValue && items.typeName === kind) return items;
    host.spend(STEPS_OF_SET);
    const set = new SetValue(kind);
    if (items !== undefined) addAll(set, items, host);
    return set;
  });
}

function makeDict(call: Call, host: Host): Value {
  host.spend(STEPS_OF_SET);
  const dict = new Dict();
  updateFrom(dict, call, { name: 'dict', host });
  return dict;
}

function makeTuple(items: Given, host: Host): Value {
  if (items instanceof Tuple) return items;
  return new Tuple(items === undefined ? [] : listOf(items, host));
}

const makeRange: Definition<null> = positional(1, 3, (_, given) => {
  const [first = 0, second = 0, step = 1] = given.map(rangeNumber);
  if (step === 0) raise('ValueError', 'range() arg 3 must not be zero');
  return given.length === 1 ? new Range(0, first, 1) : new Range(first, second, step);
});

/** Ranges count with what JavaScript counts exactly. */
function rangeNumber(value: Value): number {
  const integer = integerOf(value);
  return typeof integer === 'number' ? integer : raise('OverflowError', 'Python int too large to convert to C ssize_t');
}

function iteratorType(name: string, make: (call: Call, host: Host) => Iterator): Type {
  return new Type(name, { run: make, holds: (value) => value instanceof Iterator && value.typeName === name });
}

const makeTable = maketrans({ name: 'maketrans', full: 'str.maketrans' });
const maketransFunction = new Callable('maketrans', (call, host) => makeTable(null, call, host));

function members(...functions: readonly Callable[]): ReadonlyMap<string, Value> {
  return new Map(functions.map((one) => [one.name, one]));
}

export const types: readonly Type[] = [
  new Type('bool', {
    run: simple('bool', (value) => value !== undefined && isTrue(value)),
    holds: (value) => typeof value === 'boolean',
    members: members(fromBytes),
  }),
  new Type('bytes', {
    run: bytesFrom,
    holds: (value) => value instanceof Bytes,
    members: members(bytesFromHex),
  }),
  new Type('dict', { run: makeDict, holds: (value) => value instanceof Dict, members: members(fromkeys) }),
  iteratorType('enumerate', enumerate),
  iteratorType('filter', filter),
  new Type('float', {
    run: simple('float', (value, host) => new Float(value === undefined ? 0 : floatFrom(value, host))),
    holds: (value) => value instanceof Float,
    members: members(fromhex),
  }),
  new Type('frozenset', { run: makeSet('frozenset'), holds: (value) => isSet(value, 'frozenset') }),
  new Type('int', {
    run: makeInt,
    holds: (value) => isInt(value) || typeof value === 'boolean',
    members: members(fromBytes),
  }),
  new Type('list', {
    run: simple('list', (items, host) => (items === undefined ? [] : listOf(items, host))),
    holds: (value) => Array.isArray(value),
  }),
  iteratorType('map', map),
  new Type('range', { run: runOf('range', makeRange), holds: (value) => value instanceof Range }),
  iteratorType('reversed', reversed),
  new Type('set', { run: makeSet('set'), holds: (value) => isSet(value, 'set') }),
  new Type('str', {
    run: makeStr,
    holds: (value) => typeof value === 'string' || value instanceof Markup,
    members: members(maketransFunction),
  }),
  new Type('tuple', { run: simple('tuple', makeTuple), holds: (value) => value instanceof Tuple }),
  iteratorType('zip', zip),
];

/** `markupsafe.Markup`. */
export const markupType = new Type('Markup', {
  run: makeMarkup,
  holds: (value) => value instanceof Markup,
  members: members(escapeMarkup, maketransFunction),
});

function isSet(value: Value, kind: SetValue['typeName']): boolean {
  return value instanceof SetValue && value.typeName === kind;
}
