import { Callable, type Run, type Value } from './value.js';

/** A method of a value, taken from it: `text.upper`. */
export class BoundMethod extends Callable {
  readonly self: Value;

  constructor(self: Value, name: string, run: Run) {
    super(name, run);
    this.self = self;
  }
}

/** A method taken from its type: `str.upper`, which is called with what it is a method of. */
export class UnboundMethod extends Callable {
  /** The name of the type. */
  readonly owner: string;

  constructor(owner: string, name: string, run: Run) {
    super(name, run, 'method_descriptor');
    this.owner = owner;
  }
}
