import { Instance, type Value } from './value.js';

/**
 * What stands for a hashable value in a JavaScript `Map` or `Set`: equal values have the same one, others another. Most
 * values are their own key. Composed ones are a string that begins with NUL and says what they are; a string that begins
 * so itself gets such a mark too.
 */
export type Key = null | number | bigint | string | Instance;

/** Takes what a container shows of itself, piece by piece. */
export interface Printer {
  text(piece: string): void;
  /** The `repr` of a member. */
  value(value: Value): void;
}

/** A value with members that is known to `repr` and to hashing by these methods alone. */
export abstract class Container extends Instance {
  /** What `repr` shows of one that stands within itself. */
  abstract readonly inItself: string;

  /** Writes the `repr`. */
  abstract print(printer: Printer): void;

  /** The texts that it is asked for as for attributes, for those who explain that one is missing. */
  names?(): Iterable<string>;

  /** The key that equal values share; `undefined` for what cannot be hashed. */
  abstract key(): Key | undefined;
}
