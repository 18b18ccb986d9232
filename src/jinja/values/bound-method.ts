import { Callable, type Run, type Value } from './value.js';

/** A method of a value, taken from it: `text.upper`. */
export class BoundMethod extends Callable {
  readonly self: Value;

  constructor(self: Value, name: string, run: Run) {
    super(name, run);
    this.self = self;
  }
}
