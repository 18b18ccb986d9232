import type { Host } from '../values/host.js';
import { iterate } from '../values/iterate.js';
import { lengthOfRange } from '../values/range.js';
import { Range, type Value } from '../values/value.js';

/** Goes over the items of a value; `next` answers `undefined` at the end. */
export interface Cursor {
  next(): Value | undefined;
}

/** Python's `iter(value)`. */
export function cursorOf(value: Value, host: Host): Cursor {
  if (Array.isArray(value)) return new ListCursor(value);
  if (value instanceof Range) return new RangeCursor(value);
  return new IterableCursor(iterate(value, host));
}

/** The list may change meanwhile. */
class ListCursor implements Cursor {
  readonly #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[]) {
    this.#items = items;
  }

  next(): Value | undefined {
    return this.#items[this.#at++];
  }
}

class RangeCursor implements Cursor {
  #number: number;
  readonly #step: number;
  #left: number;

  constructor(range: Range) {
    this.#number = range.start;
    this.#step = range.step;
    this.#left = lengthOfRange(range);
  }

  next(): Value | undefined {
    if (this.#left === 0) return undefined;
    this.#left--;
    const number = this.#number;
    this.#number += this.#step;
    return number;
  }
}

class IterableCursor implements Cursor {
  readonly #iterator: globalThis.Iterator<Value>;

  constructor(iterable: Iterable<Value>) {
    this.#iterator = iterable[Symbol.iterator]();
  }

  next(): Value | undefined {
    const step = this.#iterator.next();
    return step.done === true ? undefined : step.value;
  }
}
