import { invoke } from '../../../src/jinja/evaluate/invoke.js';
import { attributeOf } from '../../../src/jinja/values/attributes.js';
import { contains } from '../../../src/jinja/values/contains.js';
import { equals } from '../../../src/jinja/values/equal.js';
import { iterate, lengthOf } from '../../../src/jinja/values/iterate.js';
import { escape } from '../../../src/jinja/values/markup.js';
import { itemOf } from '../../../src/jinja/values/subscript.js';
import { reprOf, strOf } from '../../../src/jinja/values/text.js';
import { isTrue } from '../../../src/jinja/values/truth.js';
import { Iterator, type Call, type Value } from '../../../src/jinja/values/value.js';
import type { Held } from './crossing.js';

type Use = (held: Held, call: Call) => Value | undefined;

/** What Python may do with a value of the engine. */
export const USES: Readonly<Record<string, Use>> = {
  call: ({ value, host }, call) => invoke(value, call, host),
  attribute: ({ value, host }, call) => attributeOf(value, strOf(first(call), host), host),
  item: ({ value, host }, call) => itemOf(value, first(call), host),
  length: ({ value, host }) => lengthOf(value, host),
  truth: ({ value }) => isTrue(value),
  contains: ({ value, host }, call) => contains(value, first(call), host),
  equals: ({ value, host }, call) => equals(value, first(call), host),
  str: ({ value, host }) => strOf(value, host),
  repr: ({ value, host }) => reprOf(value, host),
  html: ({ value, host }) => escape(value, host).text,
  iterate: ({ value, host }) => iteratorOf(iterate(value, host)),
  next: ({ value }) => (value instanceof Iterator ? value.next() : undefined),
};

function first({ positional: [value = null] }: Call): Value {
  return value;
}

function iteratorOf(items: Iterable<Value>): Iterator {
  const iterator: globalThis.Iterator<Value, unknown> = items[Symbol.iterator]();
  return new Iterator(() => {
    const step = iterator.next();
    return step.done === true ? undefined : step.value;
  });
}
