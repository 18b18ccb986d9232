import { exclusive } from '../values/exclusive.js';
import type { Host } from '../values/host.js';
import { Iterator, type Value } from '../values/value.js';

/** A generator of Python: nothing of it runs before its first item is asked for. */
export function lazily(items: Generator<Value, void>, host: Host): Iterator {
  host.spend(STEPS_OF_GENERATOR);
  const step = exclusive(() => items.next());
  return new Iterator(() => {
    const next = step();
    return next.done === true ? undefined : next.value;
  });
}

/** Many of them that are kept take as much room as lists. */
const STEPS_OF_GENERATOR = 16;
