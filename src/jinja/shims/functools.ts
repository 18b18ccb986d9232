import type { Call, Host } from '../values/host.js';
import { HostObject } from '../values/host-object.js';
import { Dict } from '../values/dict.js';
import { raise, Raised } from '../values/raised.js';

import { reprOf } from '../values/text.js';
import { Callable, type Module, Tuple, Type, type Value } from '../values/value.js';
import { iteratorOf } from './lazy.js';
import { moduleOf, native } from './module.js';
import type { Given } from '../calls/signature.js';

function reduce([call = null, iterable = null, initial]: Given, host: Host): Value {
  const source = itemsOf(iterable, host);
  let total = initial === undefined ? source() : initial;
  if (total === undefined) raise('TypeError', 'reduce() of empty iterable with no initial value');
  for (let item = source(); item !== undefined; item = source()) {
    host.spend(1);
    total = host.call(call, [total, item]);
  }
  return total;
}

function itemsOf(iterable: Value, host: Host): () => Value | undefined {
  try {
    return iteratorOf(iterable, host);
  } catch (error) {
    if (!(error instanceof Raised) || error.kind !== 'TypeError') throw error;
    return raise('TypeError', 'reduce() arg 2 must support iteration');
  }
}

/** `functools.partial`: a call with arguments given beforehand. */
class Partial extends HostObject {
  readonly typeName = 'functools.partial';
  readonly callee: Value;
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;

  constructor(callee: Value, { positional, named }: Call) {
    super();
    this.callee = callee;
    this.positional = positional;
    this.named = named;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'func') return this.callee;
    if (name === 'args') return new Tuple(this.positional);
    return name === 'keywords' ? Dict.of(this.named) : undefined;
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>, host: Host): Value {
    const all = named.size === 0 ? this.named : new Map([...this.named, ...named]);
    return host.call(this.callee, [...this.positional, ...positional], all);
  }

  override repr(host: Host): string {
    const shown = [this.callee, ...this.positional].map((value) => reprOf(value, host));
    for (const [name, value] of this.named) shown.push(`${name}=${reprOf(value, host)}`);
    return `functools.partial(${shown.join(', ')})`;
  }
}

function makePartial({ positional: [callee, ...positional], named }: Call): Value {
  if (callee === undefined) raise('TypeError', "type 'partial' takes at least one argument");
  if (!isCallable(callee)) raise('TypeError', 'the first argument must be callable');
  if (!(callee instanceof Partial)) return new Partial(callee, { positional, named });
  const all = { positional: [...callee.positional, ...positional], named: new Map([...callee.named, ...named]) };
  return new Partial(callee.callee, all);
}

export function isCallable(value: Value): boolean {
  return value instanceof Callable || (value instanceof HostObject && value.call !== undefined);
}

const partial = new Type('partial', {
  run: makePartial,
  holds: (value) => value instanceof Partial,
  moduleName: 'functools',
});

export const functools: Module = moduleOf('functools', [
  native('reduce', 'function, iterable, initial?, /', reduce),
  partial,
]);
