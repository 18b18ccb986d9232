import { Dict } from '../values/dict.js';
import { intOf } from '../values/int.js';
import { keyOf } from '../values/key.js';
import { Raised } from '../values/raised.js';
import { SetValue } from '../values/set.js';
import { Bytes, Float, Instance, type Value } from '../values/value.js';
import { refuse, stepOf, within } from './check-value.js';
import { describePlace, InvalidValue, type Path } from './invalid-value.js';

/** Data of a JavaScript program, as far as it has a meaning in Python. */
export type PlainData =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Instance
  | readonly PlainData[]
  | ReadonlyMap<PlainData, PlainData>
  | ReadonlySet<PlainData>
  | { readonly [key: string]: PlainData };

/**
 * Whole numbers become `int`, others `float`; objects and maps become dicts. Values of templates stay what they are; an
 * object that stands in two places becomes one value. Throws `InvalidValue` for what means nothing in Python.
 */
export function fromData(data: PlainData): Value {
  return new Conversion('the data').value(data, { step: 'data' });
}

/** The values of all names of an object. */
export function contextFromData(given: Readonly<Record<string, PlainData>>): ReadonlyMap<string, Value> {
  const conversion = new Conversion('context value');
  return new Map(Object.entries(given).map(([name, data]) => [name, conversion.value(data, { step: name })]));
}

/** Containers within each other, at most. */
const DEEPEST = 500;

class Conversion {
  readonly #what: string;
  readonly #made = new Map<object, Value>();
  /** What is being converted: what stands in it again is a cycle. */
  readonly #open = new Set<object>();

  constructor(what: string) {
    this.#what = what;
  }

  value(data: unknown, path: Path): Value {
    switch (typeof data) {
      case 'string':
      case 'boolean':
        return data;
      case 'bigint':
        return intOf(data);
      case 'number':
        return numberOf(data);
      case 'object':
        return data === null || data instanceof Instance ? data : this.#object(data, path);
      default:
        return this.#refuse(data, path);
    }
  }

  #object(data: object, path: Path): Value {
    const known = this.#made.get(data);
    if (known !== undefined) return known;
    if (this.#open.has(data)) throw new InvalidValue(`${this.#at(path)} holds itself`);
    if (this.#open.size >= DEEPEST) throw new InvalidValue(`${this.#at(path)} is nested more than ${DEEPEST} deep`);
    this.#open.add(data);
    const value = this.#container(data, path);
    this.#open.delete(data);
    this.#made.set(data, value);
    return value;
  }

  #container(data: object, path: Path): Value {
    if (Array.isArray(data)) return Array.from(data, (item, at) => this.value(item, within(path, at)));
    if (data instanceof Uint8Array) return new Bytes(data);
    if (data instanceof Map) return Dict.of([...data].map(([key, value]) => this.#entry(key, value, path)));
    if (data instanceof Set) return SetValue.of([...data].map((item) => this.#key(item, path)));
    if (!isPlain(data)) return this.#refuse(data, path);
    return Dict.of(Object.entries(data).map(([key, value]) => [key, this.value(value, within(path, key))] as const));
  }

  #entry(key: unknown, value: unknown, path: Path): readonly [Value, Value] {
    return [this.#key(key, path), this.value(value, within(path, stepOf(key)))];
  }

  #key(data: unknown, path: Path): Value {
    const key = this.value(data, within(path, 'key'));
    try {
      keyOf(key);
      return key;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      throw new InvalidValue(`${this.#at(path)} has a key or member that cannot be one: ${error.message}`);
    }
  }

  #at(path: Path): string {
    return describePlace({ what: this.#what, path });
  }

  #refuse(data: unknown, path: Path): never {
    return refuse(data, { what: this.#what, path });
  }
}

function numberOf(data: number): Value {
  if (Number.isSafeInteger(data)) return data;
  return Number.isInteger(data) ? intOf(BigInt(data)) : new Float(data);
}

function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || prototype === Object.prototype;
}
