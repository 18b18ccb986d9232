import type { Value } from './value.js';

/** The arguments of a call. */
export interface Call {
  readonly positional: readonly Value[];
  /** In the order written. */
  readonly named: ReadonlyMap<string, Value>;
}

/** What a value's operations may ask of the rendering that they are part of. */
export interface Host {
  /** Counts work, one step for each item or character gone over; raises `LimitError` when the rendering has had its share. */
  spend(steps: number): void;
  /** To be called before something of that many items or characters is made; raises `LimitError` when it is too much. */
  reserve(size: number): void;
  /** Calls a value as a template does; raises `TypeError` for one that cannot be called. Counts depth and steps. */
  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Value;
  /** Whether `Markup` is to be made where the environment escapes. */
  readonly autoescape: boolean;
  /** The undefined value of this environment for something that is missing. */
  undefined(missing: Missing): Value;
}

/** What an undefined value stands for. */
export interface Missing {
  /** The name, attribute or key that was asked for; absent when a filter or an empty branch made it. */
  readonly name?: Value;
  /** The value that was asked; absent for a name of the context. */
  readonly of?: Value;
  /** The whole message, instead of one made of the rest. */
  readonly hint?: string;
}
