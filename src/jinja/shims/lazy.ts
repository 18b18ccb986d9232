import { registerMembers } from '../values/attributes.js';
import type { Host } from '../values/host.js';
import { exclusive } from '../values/exclusive.js';
import { iterate } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { Iterator, type Value } from '../values/value.js';

/** What `iter(value)` makes: a function that answers the next item, `undefined` at the end. Raises for what has none. */
export function iteratorOf(value: Value, host: Host): () => Value | undefined {
  if (value instanceof Iterator) return value.next;
  const items: globalThis.Iterator<Value, unknown> = iterate(value, host)[Symbol.iterator]();
  let ended = false;
  return () => {
    if (ended) return undefined;
    const result = items.next();
    if (result.done !== true) return result.value;
    ended = true;
    return undefined;
  };
}

/** What a lazy value holds takes some room. */
const STEPS_OF_ITERATOR = 16;

/**
 * A lazy value of a type of `itertools`, or a generator: every item is one step. It stays at its end. Only a generator
 * may not run itself; the others go on within themselves, as Python's do.
 */
export function lazy(typeName: string, host: Host, step: () => Value | undefined): Iterator {
  host.spend(STEPS_OF_ITERATOR);
  let ended = false;
  const next = (): Value | undefined => {
    if (ended) return undefined;
    host.spend(1);
    const item = step();
    ended = item === undefined;
    return item;
  };
  return new Iterator(typeName === 'generator' ? exclusive(next) : next, typeName);
}

/** Gives iterators of that type the two methods that Python's have. */
export function registerIterator(typeName: string): void {
  registerMembers(typeName, {
    methods: new Map([
      ['__next__', (self) => (self instanceof Iterator ? (self.next() ?? raise('StopIteration', '')) : null)],
      ['__iter__', (self) => self],
    ]),
  });
}
