import { bindNative } from '../calls/native.js';
import { bindPython } from '../calls/python.js';
import { signatureOf, type Given } from '../calls/signature.js';
import type { Host } from '../values/host.js';
import { Callable, Module, type Value } from '../values/value.js';

/** What a function of a module does with its arguments, in the order of its parameters. */
export type Body = (given: Given, host: Host) => Value;

/** A function as Python's own library has it; see `signatureOf` for how its parameters are written. */
export function python(name: string, parameters: string, body: Body): Callable {
  const signature = signatureOf(name, parameters);
  return new Callable(name, (call, host) => body(bindPython(signature, call), host), 'function');
}

/** A function that Python has in C. Messages call it by its whole name, `math.sqrt`; the last part is its own. */
export function native(full: string, parameters: string, body: Body): Callable {
  const signature = signatureOf(full, parameters);
  return new Callable(signature.name, (call, host) => body(bindNative(signature, call), host));
}

/** A module of functions, which go by their own names, and of other values. */
export function moduleOf(
  name: string,
  functions: Iterable<Callable>,
  values: Iterable<readonly [string, Value]> = [],
): Module {
  const members = new Map<string, Value>(values);
  for (const member of functions) members.set(member.name, member);
  return new Module(name, members);
}
