import type { Host } from './host.js';
import { Instance, type Value } from './value.js';

/**
 * An object that is neither of a built-in type nor a module, and says itself how it behaves: `loop`, a namespace, a macro
 * that is called through its attributes. What a class leaves out is as for a plain Python object: no items, no length,
 * true, equal to itself only.
 */
export abstract class HostObject extends Instance {
  /** What `type(value).__module__` says. */
  readonly moduleName: string = 'builtins';

  /** `value.name`; `undefined` when there is no such attribute. */
  attribute?(name: string, host: Host): Value | undefined;
  /** The names of its attributes, for those who explain that one is missing. */
  names?(): Iterable<string>;
  /** What a template calls it, for the same. */
  title?(): string;
  /** `value[key]`; raises what Python does for a missing one. */
  item?(key: Value, host: Host): Value;
  iterate?(host: Host): Iterable<Value>;
  length?(host: Host): number;
  isTrue?(): boolean;
  contains?(item: Value, host: Host): boolean;
  /** `str(value)`; the `repr` when left out. */
  str?(host: Host): string;
  repr?(host: Host): string;
  /** `value[start:stop:step]`; `null` for what is not given. */
  slice?(bounds: Readonly<Record<'start' | 'stop' | 'step', Value>>, host: Host): Value;
  /** `int(value)`, and what the object is where Python wants an integer: `__index__`. */
  integer?(): number | bigint;
  /** `value == other`. */
  equals?(other: Value, host: Host): boolean;
  /** The same text for objects that are equal, for dicts and sets. */
  key?(): string;
  /** `value < other` and so on; `undefined` when there is no order between them. */
  compare?(op: '<' | '<=' | '>' | '>=', other: Value, host: Host): boolean | undefined;
  /** `value + other`, or `other + value` when `reflected`; `undefined` where Python says `NotImplemented`. */
  operate?(op: string, other: Value, options: { readonly reflected: boolean; readonly host: Host }): Value | undefined;
  /** `__html__`: the text, which is safe to stand in HTML. */
  html?(host: Host): string;
  call?(positional: readonly Value[], named: ReadonlyMap<string, Value>, host: Host): Value;
}
