import type { Call, Host } from '../values/host.js';
import { Callable, Module, type Value } from '../values/value.js';
import { bind, signatureOf, type Given, type Manner } from './signature.js';

/** What a function of a module does with its arguments, in the order of its parameters. */
export type Body = (given: Given, host: Host) => Value;

/** A function as Python's own library has it; see `signatureOf` for how its parameters are written. */
export function python(name: string, parameters: string, body: Body): Callable {
  return functionOf({ name, known: name, parameters, body, manner: 'python' });
}

/** A function that Python has in C. Messages call it by its whole name, `math.sqrt`; the last part is its own. */
export function native(known: string, parameters: string, body: Body): Callable {
  const name = known.slice(known.lastIndexOf('.') + 1);
  return functionOf({ name, known, parameters, body, manner: 'native' });
}

interface Definition {
  readonly name: string;
  readonly known: string;
  readonly parameters: string;
  readonly body: Body;
  readonly manner: Manner;
}

function functionOf({ name, known, parameters, body, manner }: Definition): Callable {
  const signature = signatureOf(known, parameters, manner);
  const run = (call: Call, host: Host): Value => body(bind(signature, call), host);
  return manner === 'python' ? new Callable(name, run, 'function') : new Callable(name, run);
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
