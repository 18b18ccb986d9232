import type { Arguments } from '../../syntax/index.js';
import { attributeOf } from '../../values/attributes.js';
import { Dict } from '../../values/dict.js';
import type { Call, Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { raise, Raised } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { typeNameOf } from '../../values/type-name.js';
import { Markup, type Value } from '../../values/value.js';
import type { Activation, Evaluate } from '../activation.js';
import { NO_ARGUMENTS, NO_NAMED } from '../environment.js';
import type { Site } from '../site.js';
import { stop, type Within } from './unit.js';

export type CallOf = (run: Activation) => Call;

export interface Called {
  /** What Python calls the function in messages about its arguments. */
  readonly callee: string;
  readonly site: Site;
}

/** Compiles the arguments of a call. */
export function compileArguments(given: Arguments, { callee, site }: Called, { unit, frame }: Within): CallOf {
  refuseRepeated(given);
  const positional = given.positional.map((value) => unit.evaluate(value, frame));
  const named = given.named.map(({ name, value }) => ({ name, value: unit.evaluate(value, frame) }));
  const spread = given.spread && unit.evaluate(given.spread, frame);
  const namedSpread = given.namedSpread && unit.evaluate(given.namedSpread, frame);
  if (spread === undefined && namedSpread === undefined) return plain(positional, named);
  return (run) => {
    const values = positional.map((value) => value(run));
    const more = spread?.(run);
    run.site = site;
    if (more !== undefined) values.push(...unpack(more, run.context));
    const names = new Map(named.map(({ name, value }) => [name, value(run)]));
    const moreNamed = namedSpread?.(run);
    run.site = site;
    if (moreNamed !== undefined) mergeNamed(names, moreNamed, { callee, host: run.context });
    return { positional: values, named: names };
  };
}

interface NamedValue {
  readonly name: string;
  readonly value: Evaluate;
}

function plain(positional: readonly Evaluate[], named: readonly NamedValue[]): CallOf {
  const [first, second] = positional;
  if (named.length > 0)
    return (run) => ({
      positional: positional.map((value) => value(run)),
      named: new Map(named.map(({ name, value }) => [name, value(run)])),
    });
  if (first === undefined) return () => NO_ARGUMENTS;
  if (second === undefined) return (run) => ({ positional: [first(run)], named: NO_NAMED });
  return (run) => {
    const values: Value[] = [];
    for (const value of positional) values.push(value(run));
    return { positional: values, named: NO_NAMED };
  };
}

/** Python refuses a name that is given twice when it compiles the call. */
function refuseRepeated({ named }: Arguments): void {
  const seen = new Set<string>();
  for (const argument of named) {
    if (seen.has(argument.name)) stop('SyntaxError', `keyword argument repeated: ${argument.name}`, argument);
    seen.add(argument.name);
  }
}

/** What `*value` passes. */
function unpack(value: Value, host: Host): Value[] {
  const items: Value[] = [];
  for (const item of iterableOf(value, host)) {
    host.spend(1);
    items.push(item);
  }
  return items;
}

function iterableOf(value: Value, host: Host): Iterable<Value> {
  try {
    return iterate(value, host);
  } catch (error) {
    if (!(error instanceof Raised) || error.kind !== 'TypeError') throw error;
    return raise('TypeError', `Value after * must be an iterable, not ${typeNameOf(value)}`);
  }
}

/** What `**value` passes. */
function mergeNamed(named: Map<string, Value>, value: Value, { callee, host }: { callee: string; host: Host }): void {
  let areNames = true;
  for (const [name, item] of entriesOf(value, callee, host)) {
    const text = name instanceof Markup ? name.text : name;
    if (typeof text !== 'string') areNames = false;
    else if (named.has(text)) raise('TypeError', `${callee} got multiple values for keyword argument '${text}'`);
    else named.set(text, item);
  }
  if (!areNames) raise('TypeError', 'keywords must be strings');
}

/** Of a mapping: what has `keys` and items. */
function entriesOf(value: Value, callee: string, host: Host): Iterable<readonly [Value, Value]> {
  if (value instanceof Dict) return value.entries();
  const keys = attributeOf(value, 'keys', host);
  if (keys === undefined)
    return raise('TypeError', `${callee} argument after ** must be a mapping, not ${typeNameOf(value)}`);
  const names = [...iterate(host.call(keys, []), host)];
  return names.map((name) => [name, itemOf(value, name, host)] as const);
}
