import * as arithmetic from '../values/arithmetic.js';
import { attributeOf } from '../values/attributes.js';
import { contains } from '../values/contains.js';
import { equals, identical } from '../values/equal.js';
import type { Host } from '../values/host.js';
import { HostObject } from '../values/host-object.js';
import { integerIn, integerOf, intOf } from '../values/int.js';
import { compare } from '../values/order.js';
import { raise } from '../values/raised.js';
import { itemOf } from '../values/subscript.js';
import { isTrue } from '../values/truth.js';
import { reprOf } from '../values/text.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { Bytes, type Callable, Markup, type Module, Tuple, type Value } from '../values/value.js';
import { moduleOf, native } from './module.js';
import { textIn } from '../values/text-in.js';

type Operation = (left: Value, right: Value, host: Host) => Value;

function binary(name: string, operation: Operation): Callable {
  return native(`_operator.${name}`, 'a, b, /', ([left = null, right = null], host) => operation(left, right, host));
}

function unary(name: string, operation: (value: Value, host: Host) => Value): Callable {
  return native(`_operator.${name}`, 'a, /', ([value = null], host) => operation(value, host));
}

/** What `itemgetter` and `attrgetter` make: one look-up gives the value, several a tuple. */
class Getter extends HostObject {
  readonly typeName: string;
  readonly #name: string;
  readonly #keys: readonly Value[];
  readonly #look: Operation;

  constructor(name: string, keys: readonly Value[], look: Operation) {
    super();
    this.typeName = `operator.${name}`;
    this.#name = name;
    this.#keys = keys;
    this.#look = look;
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>, host: Host): Value {
    if (named.size > 0) raise('TypeError', `${this.#name}() takes no keyword arguments`);
    const [object] = positional;
    if (object === undefined || positional.length !== 1) {
      raise('TypeError', `${this.#name} expected 1 argument, got ${positional.length}`);
    }
    const values = this.#keys.map((key) => this.#look(object, key, host));
    const [only] = values;
    return only !== undefined && values.length === 1 ? only : new Tuple(values);
  }

  override repr(host: Host): string {
    return `${this.typeName}(${this.#keys.map((key) => reprOf(key, host)).join(', ')})`;
  }
}

function makeGetter(name: string, look: Operation, check: (key: Value) => void): Callable {
  return native(name, 'item, /, *items', ([first = null, rest]) => {
    const keys = [first, ...(Array.isArray(rest) ? rest : [])];
    for (const key of keys) check(key);
    return new Getter(name, keys, look);
  });
}

/** A name with dots is followed step by step. */
function attribute(object: Value, path: Value, host: Host): Value {
  let value = object;
  for (const name of (textIn(path) ?? '').split('.')) {
    const owner = value;
    value =
      attributeOf(owner, name, host) ??
      raise('AttributeError', `'${typeNameOf(owner)}' object has no attribute '${name}'`);
  }
  return value;
}

function checkAttribute(path: Value): void {
  if (textIn(path) === undefined) raise('TypeError', 'attribute name must be a string');
}

function index(value: Value): Value {
  return integerOf(value);
}

/** Only what is a sequence, or says itself what adding to it is; the other side is not asked, unless both are. */
function concatenate(left: Value, right: Value, host: Host): Value {
  if (typeof left === 'string') return arithmetic.add(left, right instanceof Markup ? right.text : plain(right), host);
  const isSequence = Array.isArray(left) || left instanceof Tuple || left instanceof Bytes;
  if (isSequence) return arithmetic.add(left, plain(right), host);
  const isAsked = textIn(right) !== undefined || right instanceof HostObject;
  if (left instanceof HostObject || (left instanceof Markup && isAsked)) return arithmetic.add(left, right, host);
  return raise('TypeError', `'${typeNameOf(left)}' object can't be concatenated`);
}

/** For a sequence, an undefined value is but a value of another type. */
function plain(right: Value): Value {
  return right instanceof Undefined ? new Plain(right.typeName) : right;
}

class Plain extends HostObject {
  readonly typeName: string;

  constructor(typeName: string) {
    super();
    this.typeName = typeName;
  }
}

function invert(value: Value): Value {
  const integer = integerIn(value);
  if (integer === undefined) raise('TypeError', `bad operand type for unary ~: '${typeNameOf(value)}'`);
  return intOf(~BigInt(integer));
}

export const operator: Module = moduleOf('operator', [
  binary('add', arithmetic.add),
  binary('sub', arithmetic.subtract),
  binary('mul', arithmetic.multiply),
  binary('truediv', arithmetic.divide),
  binary('floordiv', arithmetic.floorDivide),
  binary('mod', arithmetic.modulo),
  binary('pow', arithmetic.power),
  binary('concat', concatenate),
  binary('eq', equals),
  binary('ne', (left, right, host) => !equals(left, right, host)),
  binary('lt', (left, right, host) => compare['<'](left, right, host)),
  binary('le', (left, right, host) => compare['<='](left, right, host)),
  binary('gt', (left, right, host) => compare['>'](left, right, host)),
  binary('ge', (left, right, host) => compare['>='](left, right, host)),
  binary('is_', identical),
  binary('is_not', (left, right) => !identical(left, right)),
  binary('contains', contains),
  binary('getitem', itemOf),
  unary('neg', arithmetic.negate),
  unary('pos', arithmetic.positive),
  unary('not_', (value) => !isTrue(value)),
  unary('truth', isTrue),
  unary('index', index),
  unary('invert', invert),
  makeGetter('itemgetter', itemOf, () => undefined),
  makeGetter('attrgetter', attribute, checkAttribute),
]);
