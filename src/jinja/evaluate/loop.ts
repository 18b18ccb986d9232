import { BoundMethod } from '../values/bound-method.js';
import { equals } from '../values/equal.js';
import { HostObject } from '../values/host-object.js';
import type { Call, Host } from '../values/host.js';
import { lengthOf } from '../values/iterate.js';
import { raise, Raised } from '../values/raised.js';
import { Tuple, type Value } from '../values/value.js';
import { cursorOf, type Cursor } from './cursor.js';

/** Runs the body of a recursive loop over other items, `depth` levels down. */
export type Recurse = (items: Value, depth: number, host: Host) => Value;

export interface LoopParts {
  readonly recurse: Recurse | undefined;
  /** 0 for a loop that did not call itself. */
  readonly depth: number;
}

/** A template can keep it. */
const STEPS_OF_LOOP = 8;

/** `loop`: goes over the items, and knows where it is. It looks ahead only when it is asked to. */
export class Loop extends HostObject implements Cursor {
  readonly typeName = 'LoopContext';
  override readonly moduleName = 'jinja2.runtime';
  readonly #iterable: Value;
  readonly #parts: LoopParts;
  readonly #host: Host;
  #cursor: Cursor;
  #index = -1;
  #length: number | undefined;
  #after: Value | undefined;
  #current: Value | undefined;
  #before: Value | undefined;
  #changedTo: Tuple | undefined;

  /** Raises `TypeError` for what has no items. */
  constructor(iterable: Value, host: Host, parts: LoopParts) {
    super();
    host.spend(STEPS_OF_LOOP);
    this.#iterable = iterable;
    this.#host = host;
    this.#parts = parts;
    this.#cursor = cursorOf(iterable, host);
  }

  next(): Value | undefined {
    const item = this.#after === undefined ? this.#cursor.next() : this.#after;
    if (item === undefined) return undefined;
    this.#after = undefined;
    this.#index++;
    this.#before = this.#current;
    this.#current = item;
    return item;
  }

  #peek(): Value | undefined {
    if (this.#after === undefined) this.#after = this.#cursor.next();
    return this.#after;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.#index + 1;
      case 'index0':
        return this.#index;
      case 'first':
        return this.#index === 0;
      case 'last':
        return this.#peek() === undefined;
      case 'length':
        return this.length();
      case 'revindex':
        return this.length() - this.#index;
      case 'revindex0':
        return this.length() - this.#index - 1;
      case 'depth':
        return this.#parts.depth + 1;
      case 'depth0':
        return this.#parts.depth;
      case 'previtem':
        return this.#index === 0 ? this.#none('there is no previous item') : (this.#before ?? null);
      case 'nextitem': {
        const next = this.#peek();
        return next === undefined ? this.#none('there is no next item') : next;
      }
      default:
        return this.#method(name);
    }
  }

  override names(): readonly string[] {
    return NAMES;
  }

  override title(): string {
    return '`loop`';
  }

  #none(hint: string): Value {
    return this.#host.undefined({ hint });
  }

  #method(name: string): Value | undefined {
    if (name === 'cycle') return new BoundMethod(this, name, (call) => this.#cycle(call));
    if (name === 'changed') return new BoundMethod(this, name, (call, host) => this.#changed(call, host));
    return undefined;
  }

  #cycle({ positional, named }: Call): Value {
    refuseNamed('cycle', named);
    if (positional.length === 0) raise('TypeError', 'no items for cycling given');
    return positional[this.#index % positional.length] ?? null;
  }

  #changed({ positional, named }: Call, host: Host): boolean {
    refuseNamed('changed', named);
    const value = new Tuple([...positional]);
    if (this.#changedTo !== undefined && equals(this.#changedTo, value, host)) return false;
    this.#changedTo = value;
    return true;
  }

  /** Takes the rest of what has no length of its own. */
  override length(): number {
    this.#length ??= this.#knownLength() ?? this.#countRest();
    return this.#length;
  }

  #knownLength(): number | undefined {
    try {
      return lengthOf(this.#iterable, this.#host);
    } catch (error) {
      if (error instanceof Raised && error.kind === 'TypeError') return undefined;
      throw error;
    }
  }

  #countRest(): number {
    const rest: Value[] = [];
    for (let item = this.#cursor.next(); item !== undefined; item = this.#cursor.next()) {
      this.#host.spend(1);
      rest.push(item);
    }
    this.#cursor = cursorOf(rest, this.#host);
    return rest.length + this.#index + 1 + (this.#after === undefined ? 0 : 1);
  }

  override iterate(): Iterable<Value> {
    return { [Symbol.iterator]: () => ({ next: () => this.#pair() }) };
  }

  #pair(): IteratorResult<Value, undefined> {
    const item = this.next();
    return item === undefined ? { done: true, value: item } : { done: false, value: new Tuple([item, this]) };
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>, host: Host): Value {
    const [items = named.get('iterable')] = positional;
    const given = positional.length + named.size;
    if (items === undefined)
      raise('TypeError', "LoopContext.__call__() missing 1 required positional argument: 'iterable'");
    if (given > 1)
      raise('TypeError', `LoopContext.__call__() takes 2 positional arguments but ${given + 1} were given`);
    const { recurse, depth } = this.#parts;
    if (recurse === undefined)
      return raise('TypeError', "The loop must have the 'recursive' marker to be called recursively.");
    return recurse(items, depth + 1, host);
  }

  override repr(): string {
    return `<LoopContext ${this.#index + 1}/${this.length()}>`;
  }
}

const NAMES = 'index index0 first last length revindex revindex0 depth depth0 previtem nextitem cycle changed'.split(
  ' ',
);

function refuseNamed(method: string, named: ReadonlyMap<string, Value>): void {
  const [name] = named.keys();
  if (name !== undefined) raise('TypeError', `LoopContext.${method}() got an unexpected keyword argument '${name}'`);
}
