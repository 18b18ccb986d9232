import type { Value } from '../values/value.js';

/** Names of a context, over those of another: nothing is copied when a template includes another. */
export class Layer {
  readonly names: ReadonlyMap<string, Value>;
  readonly below: Layer | undefined;
  /** Takes the names that were asked of what the rendering was given, found there or not. */
  readonly asked: Set<string> | undefined;

  constructor(names: ReadonlyMap<string, Value>, below?: Layer, asked?: Set<string>) {
    this.names = names;
    this.below = below;
    this.asked = asked;
  }

  find(name: string): Value | undefined {
    this.asked?.add(name);
    const value = this.names.get(name);
    return value === undefined ? this.below?.find(name) : value;
  }

  /** Every name that has a value, some more than once. */
  *all(): Generator<string, void> {
    yield* this.names.keys();
    if (this.below !== undefined) yield* this.below.all();
  }
}
