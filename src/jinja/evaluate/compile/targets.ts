import type { Place, SetTarget, Target, TargetTuple } from '../../syntax/index.js';
import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { raise, Raised } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Tuple, type Value } from '../../values/value.js';
import type { Activation, Slot } from '../activation.js';
import { Namespace } from '../namespace.js';
import type { Frame } from './unit.js';
import { getter, setter, variableOf } from './variables.js';

export type Assign = (run: Activation, value: Value) => void;

/** Assigns as Python does: a tuple takes exactly as many items as it has. */
export function compileTarget(target: SetTarget, frame: Frame): Assign {
  if (target.kind === 'name') return setter(variableOf(target.name, frame, target), frame);
  if (target.kind === 'target-tuple') {
    const assigns = target.items.map((item: SetTarget) => compileTarget(item, frame));
    return (run, value) => {
      const items = unpack(value, assigns.length, run.context);
      for (const [at, assign] of assigns.entries()) assign(run, items[at] ?? null);
    };
  }
  const get = getter(variableOf(target.name, frame, target), frame);
  const { attribute } = target;
  return (run, value) => setItem(get(run), attribute, value);
}

/** Reads back what a target was set to; a tuple of targets makes a tuple. */
export function compileReadBack(target: Target, frame: Frame): (run: Activation) => Value {
  if (target.kind === 'name') {
    const get = getter(variableOf(target.name, frame, target), frame);
    return (run) => get(run) ?? null;
  }
  const parts = target.items.map((item) => compileReadBack(item, frame));
  return (run) => new Tuple(parts.map((part) => part(run)));
}

/** What stands in a tuple of targets, flat. */
export function namespacesIn(target: SetTarget): readonly (Place & { readonly name: string })[] {
  if (target.kind === 'namespace-target') return [target];
  return target.kind === 'target-tuple' ? (target satisfies TargetTuple | object).items.flatMap(namespacesIn) : [];
}

function unpack(value: Value, count: number, host: Host): readonly Value[] {
  const known = knownItems(value);
  const items = known ?? firstItems(value, count + 1, host);
  if (items.length > count) raise('ValueError', `too many values to unpack (expected ${count})`);
  if (items.length < count) raise('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`);
  return items;
}

/** A copy of a list, which an assignment may change. */
function knownItems(value: Value): readonly Value[] | undefined {
  if (value instanceof Tuple) return value.items;
  return Array.isArray(value) ? [...value] : undefined;
}

function firstItems(value: Value, most: number, host: Host): readonly Value[] {
  const items: Value[] = [];
  for (const item of iterableOf(value, host)) if (items.push(item) >= most) break;
  return items;
}

function iterableOf(value: Value, host: Host): Iterable<Value> {
  try {
    return iterate(value, host);
  } catch (error) {
    if (!(error instanceof Raised) || error.kind !== 'TypeError') throw error;
    return raise('TypeError', `cannot unpack non-iterable ${typeNameOf(value)} object`);
  }
}

/** Python's `owner[attribute] = value`, which is what Jinja writes for `set owner.attribute`. */
function setItem(owner: Slot, attribute: string, value: Value): void {
  if (owner instanceof Namespace || owner instanceof Dict) return owner.set(attribute, value);
  if (Array.isArray(owner)) raise('TypeError', 'list indices must be integers or slices, not str');
  const given = owner === undefined ? '_MissingType' : typeNameOf(owner);
  return raise('TypeError', `'${given}' object does not support item assignment`);
}
