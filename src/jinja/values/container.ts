import type { Key } from './key.js';
import { Instance, type Value } from './value.js';

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

  /** The key that equal values share; `undefined` for what cannot be hashed. */
  abstract key(): Key | undefined;
}
