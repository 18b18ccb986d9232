import type { Call } from '../values/host.js';
import { raise } from '../values/raised.js';
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
  return (positional, named) => {
    const bound =
      named.size === 0 && positional.length >= required && positional.length <= fallbacks.length
        ? bindPlain(positional, fallbacks)
        : bind(signature, positional, named);
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

function bind(signature: Signature, positional: readonly Value[], named: Call['named']): readonly Value[] {
  const { name, parameters } = signature;
  const bound: (Value | undefined)[] = parameters.map((_, at) => positional[at]);
  for (const [key, value] of named) {
    const at = place(signature, key, named);
    if (bound[at] !== undefined || at < 0) raise('TypeError', `${name}() got multiple values for argument '${key}'`);
    bound[at] = value;
  }
  if (positional.length > parameters.length) tooMany(signature, positional.length);
  const missing = parameters.flatMap(([key, fallback], at) => {
    return bound[at] === undefined && fallback === undefined ? [key] : [];
  });
  if (missing.length > 0)
    raise('TypeError', `${name}() missing ${missing.length} required positional ${list(missing)}`);
  return parameters.map(([, fallback], at) => givenOr(bound[at], fallback));
}

/** `None` may be given, and is no default then. */
function givenOr(given: Value | undefined, fallback: Value | undefined): Value {
  if (given !== undefined) return given;
  return fallback === undefined ? null : fallback;
}

/** The index of a parameter that is given by name; -1 for the one that Jinja fills itself. */
function place({ name, passes, parameters, unnamed = false }: Signature, key: string, named: Call['named']): number {
  const at = parameters.findIndex(([known]) => known === key);
  if (at < 0 && key === passes) return at;
  if (at >= 0 && !unnamed) return at;
  const known = [...named.keys()].filter((given) => parameters.some(([parameter]) => parameter === given));
  if (unnamed && known.length > 0) {
    const quoted = `'${known.join(', ')}'`;
    raise('TypeError', `${name}() got some positional-only arguments passed as keyword arguments: ${quoted}`);
  }
  return raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
}

function tooMany({ name, passes, parameters }: Signature, given: number): never {
  const hidden = passes === undefined ? 0 : 1;
  const most = parameters.length + hidden;
  const least = parameters.filter(([, fallback]) => fallback === undefined).length + hidden;
  const takes = least === most ? String(most) : `from ${least} to ${most}`;
  const count = given + hidden;
  return raise(
    'TypeError',
    `${name}() takes ${takes} positional argument${most === 1 ? '' : 's'} but ${count} ${count === 1 ? 'was' : 'were'} given`,
  );
}

function list(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() ?? '';
  if (quoted.length === 0) return `argument: ${last}`;
  const comma = quoted.length > 1 ? ',' : '';
  return `arguments: ${quoted.join(', ')}${comma} and ${last}`;
}

/** For functions that take any arguments beside the named parameters: those cannot be given a second time. */
export function refuseTwice(name: string, taken: readonly string[], named: Call['named']): void {
  for (const key of taken) {
    if (named.has(key)) raise('TypeError', `${name}() got multiple values for argument '${key}'`);
  }
}
