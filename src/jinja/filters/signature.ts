import { bindMethod, bindPython, givenTwice } from '../calls/python.js';
import { signatureOf, type Given } from '../calls/signature.js';
import type { Call } from '../values/host.js';
import type { Float, Value } from '../values/value.js';

/** A parameter, and what it is when it is not given; without that it must be. */
export type Parameter = readonly [name: string, fallback?: null | boolean | number | string | Float];

/** How Python's function for a filter, a test or a global takes its arguments. */
export interface Signature<Parameters extends readonly Parameter[] = readonly Parameter[]> {
  /** What messages call it. */
  readonly name: string;
  /** What Jinja puts in front of the arguments; it counts in messages. */
  readonly passes?: 'context' | 'env' | 'environment' | 'eval_ctx' | 'self';
  /** The first one is what is filtered, where something is. */
  readonly parameters: Parameters;
  /** Whether no parameter can be given by name. */
  readonly unnamed?: boolean;
}

/** One value for each parameter. */
export type Arguments<Parameters extends readonly Parameter[]> = { readonly [At in keyof Parameters]: Value };

/** What takes arguments as the signature says; raises `TypeError` with Python's words for others. */
export function reading<const Parameters extends readonly Parameter[]>(
  signature: Signature<Parameters>,
): (positional: readonly Value[], named: Call['named']) => Arguments<Parameters> {
  const fallbacks = signature.parameters.map(([, fallback]) => fallback);
  const required = fallbacks.filter((fallback) => fallback === undefined).length;
  const bind = binder(signature);
  return (positional, named) => {
    const bound =
      named.size === 0 && positional.length >= required && positional.length <= fallbacks.length
        ? bindPlain(positional, fallbacks)
        : bind({ positional, named }).map((value, at) => givenOr(value, fallbacks[at]));
    // One value stands there for each parameter, which the compiler cannot count.
    return bound as unknown as Arguments<Parameters>;
  };
}

function bindPlain(positional: readonly Value[], fallbacks: readonly (Value | undefined)[]): readonly Value[] {
  if (positional.length === fallbacks.length) return positional;
  const bound = positional.slice();
  for (const fallback of fallbacks.slice(bound.length)) bound.push(fallback === undefined ? null : fallback);
  return bound;
}

/** What Jinja puts in front is a parameter like others, of which nobody but Jinja gives the value. */
function binder({ name, passes, parameters, unnamed = false }: Signature): (call: Call) => Given {
  const words = parameters.map(([parameter, fallback]) => (fallback === undefined ? parameter : `${parameter}?`));
  const own = [...words, ...(unnamed ? ['/'] : [])].join(', ');
  if (passes === undefined) {
    const signature = signatureOf(name, own, 1);
    return (call) => bindPython(signature, call);
  }
  const signature = signatureOf(name, `${passes}, ${own}`, 2);
  return (call) => bindMethod(signature, call);
}

/** `None` may be given, and is no default then. */
function givenOr(given: Value | undefined, fallback: Value | undefined): Value {
  if (given !== undefined) return given;
  return fallback === undefined ? null : fallback;
}

/** For functions that take any arguments beside the named parameters: those cannot be given a second time. */
export function refuseTwice(name: string, taken: readonly string[], named: Call['named']): void {
  for (const key of taken) {
    if (named.has(key)) givenTwice(name, key);
  }
}
