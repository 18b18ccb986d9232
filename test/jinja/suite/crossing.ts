import type { FilterContext } from '../../../src/jinja/evaluate/environment.js';
import { Dict } from '../../../src/jinja/values/dict.js';
import type { Host } from '../../../src/jinja/values/host.js';
import { intOf } from '../../../src/jinja/values/int.js';
import { isSafe } from '../../../src/jinja/values/markup.js';
import { reprOf } from '../../../src/jinja/values/text.js';
import { SetValue } from '../../../src/jinja/values/set.js';
import { messageOf, Undefined, type Policy } from '../../../src/jinja/values/undefined.js';
import { Unhosted } from '../../../src/jinja/values/unhosted.js';
import {
  Bytes,
  Float,
  Iterator,
  Markup,
  Range,
  Tuple,
  type Instance,
  type Value,
} from '../../../src/jinja/values/value.js';
import { PythonObject, type Python } from './python-object.js';
import type { Wire } from './wire.js';

/** A value of the engine that Python holds, and the place that it came from. */
export interface Held {
  readonly value: Instance;
  readonly host: Host;
}

/** Translates values, and knows those that the other side holds by a number. */
export class Crossing {
  readonly #python: Python;
  readonly #held = new Map<number, Held>();
  readonly #numbers = new Map<Instance, number>();
  /** Of iterators, and of objects, which come back as the same value. */
  readonly #known = new Map<number, PythonObject | Iterator>();
  readonly #idOf = new WeakMap<Instance, number>();
  readonly #hosts = new Map<number, Host>();
  readonly #numberOfHost = new Map<Host, number>();
  #last = 0;

  constructor(python: Python) {
    this.#python = python;
  }

  /** Forgets what is held; the numbers go on. */
  reset(): void {
    this.#numbers.clear();
    this.#known.clear();
    this.#held.clear();
    this.#hosts.clear();
    this.#numberOfHost.clear();
  }

  held(number: number): Held {
    return this.#held.get(number) ?? GONE;
  }

  numberOfHost(host: Host): number {
    const known = this.#numberOfHost.get(host);
    if (known !== undefined) return known;
    this.#last++;
    this.#hosts.set(this.#last, host);
    this.#numberOfHost.set(host, this.#last);
    return this.#last;
  }

  /** The context of a template that Python was called from; `undefined` when it is no longer known. */
  context(number: number): FilterContext | undefined {
    const host = this.#hosts.get(number);
    return host !== undefined && isContext(host) ? host : undefined;
  }

  toWire(value: Value | undefined, host: Host): Wire {
    if (value === undefined) return ['absent'];
    if (typeof value === 'bigint') return ['int', String(value)];
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return ['list', value.map((item) => this.toWire(item, host))];
    return this.#collection(value, host) ?? this.#scalar(value, host) ?? this.#hold(value, host);
  }

  #collection(value: Instance, host: Host): Wire | undefined {
    const all = (items: Iterable<Value>): Wire[] => Array.from(items, (item) => this.toWire(item, host));
    if (value instanceof Tuple) return ['tuple', all(value.items)];
    if (value instanceof Dict) return ['dict', Array.from(value.entries(), all)];
    return value instanceof SetValue ? [value.typeName, all(value.values())] : undefined;
  }

  #scalar(value: Instance, host: Host): Wire | undefined {
    if (value instanceof Float) return ['float', reprOf(value, new Unhosted())];
    if (value instanceof Markup) return ['markup', value.text];
    if (value instanceof Bytes) return ['bytes', Buffer.from(value.bytes).toString('latin1')];
    if (value instanceof Range) return ['range', value.start, value.stop, value.step];
    const id = this.#idOf.get(value);
    if (id !== undefined) return ['python', id];
    // What it says when it is used is the engine's, there too.
    return value instanceof Undefined
      ? ['undefined', value.policy, messageOf(value), this.#numberOf(value, host)]
      : undefined;
  }

  #hold(value: Instance, host: Host): Wire {
    return ['engine', this.#numberOf(value, host), value.typeName, isSafe(value)];
  }

  #numberOf(value: Instance, host: Host): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#last++;
    this.#numbers.set(value, this.#last);
    this.#held.set(this.#last, { value, host });
    return this.#last;
  }

  /** `undefined` for what is absent. */
  fromWire(wire: Wire): Value | undefined {
    if (wire === null || typeof wire !== 'object') return wire;
    const [kind, ...rest] = wire;
    const [first = null] = rest;
    const text = String(first);
    switch (kind) {
      case 'absent':
        return undefined;
      case 'int':
        return intOf(BigInt(text));
      case 'float':
        return new Float(FLOATS.get(text) ?? Number(text));
      case 'markup':
        return new Markup(text);
      case 'bytes':
        return new Bytes(Buffer.from(text, 'latin1'));
      case 'range':
        return new Range(Number(first), Number(rest[1]), Number(rest[2]));
      case 'engine':
        return this.held(Number(first)).value;
      case 'undefined':
        return this.#undefined(rest);
      case 'python':
      case 'iterator':
        return this.#object(kind, rest);
      default:
        return this.#gathered(String(kind), listIn(first));
    }
  }

  value(wire: Wire): Value {
    return this.fromWire(wire) ?? null;
  }

  #gathered(kind: string, wires: readonly Wire[]): Value {
    if (kind === 'dict') return Dict.of(wires.map((pair) => this.#entry(pair)));
    const items = wires.map((wire) => this.value(wire));
    if (kind === 'list') return items;
    return kind === 'tuple' ? new Tuple(items) : SetValue.of(items, kind === 'set' ? 'set' : 'frozenset');
  }

  #entry(wire: Wire): readonly [Value, Value] {
    const [key = null, value = null] = listIn(wire);
    return [this.value(key), this.value(value)];
  }

  /** Values by their names: a context, keyword arguments. */
  byName(wires: readonly Wire[]): Map<string, Value> {
    return new Map(
      wires.map((pair) => {
        const [name = null, value = null] = listIn(pair);
        return [String(name), this.value(value)];
      }),
    );
  }

  #undefined([policy, name = null, of = null, hint]: readonly Wire[]): Value {
    const owner = this.fromWire(of);
    // Python's side writes no other.
    return new Undefined(policy as Policy, {
      name: this.value(name),
      ...(owner !== undefined && { of: owner }),
      ...(typeof hint === 'string' && { hint }),
    });
  }

  #object(kind: 'python' | 'iterator', [number, typeName, moduleName, can = []]: readonly Wire[]): Value {
    const id = Number(number);
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const facts = { id, typeName: String(typeName), moduleName: String(moduleName), can: listIn(can).map(String) };
    const made =
      kind === 'python'
        ? new PythonObject(facts, this.#python)
        : new Iterator(() => this.#python.ask({ op: 'next', of: id }), facts.typeName);
    this.#known.set(id, made);
    this.#idOf.set(made, id);
    return made;
  }
}

const FLOATS: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['-inf', -Infinity],
  ['nan', Number.NaN],
]);

/** What stands for a value that is no longer held. */
const GONE: Held = { value: new Tuple([]), host: new Unhosted() };

export function listIn(wire: Wire): readonly Wire[] {
  if (wire === null || typeof wire !== 'object') throw new TypeError(`a list was expected: ${JSON.stringify(wire)}`);
  return wire;
}

/** What calls a function from a template is the context of that template. */
function isContext(host: Host): host is FilterContext {
  return 'lookup' in host && 'templateName' in host;
}
