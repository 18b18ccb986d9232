import { exclusive } from '../values/exclusive.js';
import { Iterator, type Value } from '../values/value.js';

/** A generator of Python: nothing of it runs before its first item is asked for. */
export function lazily(items: Generator<Value, void>): Iterator {
  const step = exclusive(() => items.next());
  return new Iterator(() => {
    const next = step();
    return next.done === true ? undefined : next.value;
  });
}
