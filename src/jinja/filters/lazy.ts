import { Iterator, type Value } from '../values/value.js';

/** A generator of Python: nothing of it runs before its first item is asked for. */
export function lazily(items: Generator<Value, void>): Iterator {
  return new Iterator(() => {
    const next = items.next();
    return next.done === true ? undefined : next.value;
  });
}
