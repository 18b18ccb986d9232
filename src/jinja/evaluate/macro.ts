import { HostObject } from '../values/host-object.js';
import { Dict } from '../values/dict.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { reprOf } from '../values/text.js';
import { Markup, Tuple, type Value } from '../values/value.js';
import type { Slot } from './activation.js';

/** What a macro takes. */
export interface Signature {
  /** Absent for the body of a `call` block. */
  readonly name: string | undefined;
  readonly parameters: readonly string[];
  /** Which of the special names the body uses without having them as parameters. */
  readonly caller: boolean;
  readonly kwargs: boolean;
  readonly varargs: boolean;
}

/** Runs the body; the arguments are the parameters, then what is used of `caller`, `kwargs` and `varargs`, in this order. */
export type Invoke = (values: readonly Slot[]) => string;

/** A macro, or the `caller` of a call block. What it answers is markup where its caller escapes. */
export class Macro extends HostObject {
  readonly typeName = 'Macro';
  override readonly moduleName = 'jinja2.runtime';
  readonly signature: Signature;
  readonly #invoke: Invoke;

  constructor(signature: Signature, invoke: Invoke) {
    super();
    this.signature = signature;
    this.#invoke = invoke;
  }

  override attribute(name: string): Value | undefined {
    const { signature } = this;
    switch (name) {
      case 'name':
        return signature.name ?? null;
      case 'arguments':
        return new Tuple([...signature.parameters]);
      case 'catch_kwargs':
        return signature.kwargs;
      case 'catch_varargs':
        return signature.varargs;
      case 'caller':
        return signature.caller;
      case 'explicit_caller':
        return signature.parameters.includes('caller');
      default:
        return undefined;
    }
  }

  override names(): readonly string[] {
    return NAMES;
  }

  override title(): string {
    return titleOf(this.signature.name);
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>, host: Host): Value {
    const text = this.#invoke(bind(this.signature, { positional, named }, host));
    return host.autoescape ? new Markup(text) : text;
  }

  override repr(host: Host): string {
    const { name } = this.signature;
    return `<Macro ${name === undefined ? 'anonymous' : reprOf(name, host)}>`;
  }
}

const NAMES = 'name arguments catch_kwargs catch_varargs caller explicit_caller'.split(' ');

/** What a template calls a macro, for people; without a name, the body of a `call` block. */
export function titleOf(name: string | undefined): string {
  return name === undefined ? 'the `call` block' : `macro \`${name}\``;
}

interface Given {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

function bind(signature: Signature, { positional, named }: Given, host: Host): Slot[] {
  const { parameters } = signature;
  const values: Slot[] = positional.slice(0, parameters.length);
  const left = named.size === 0 ? named : new Map(named);
  let hasCaller = values.length === parameters.length && parameters.includes('caller');
  for (const name of parameters.slice(values.length)) {
    hasCaller ||= name === 'caller';
    values.push(take(left, name));
  }
  if (signature.caller && !hasCaller)
    values.push(take(left, 'caller') ?? host.undefined({ name: 'caller', hint: 'No caller defined' }));
  if (signature.kwargs) values.push(Dict.of(left));
  else refuseNamed(signature, left, host);
  if (signature.varargs) values.push(new Tuple(positional.slice(parameters.length)));
  else if (positional.length > parameters.length)
    raise('TypeError', `macro ${nameOf(signature, host)} takes not more than ${parameters.length} argument(s)`);
  return values;
}

/** `named` is a copy unless it is empty. */
function take(named: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const value = named.get(name);
  if (value !== undefined && named instanceof Map) named.delete(name);
  return value;
}

function refuseNamed(signature: Signature, left: ReadonlyMap<string, Value>, host: Host): void {
  const [first] = left.keys();
  if (first === undefined) return;
  const name = nameOf(signature, host);
  if (left.has('caller'))
    raise(
      'TypeError',
      `macro ${name} was invoked with two values for the special caller argument. This is most likely a bug.`,
    );
  raise('TypeError', `macro ${name} takes no keyword argument ${reprOf(first, host)}`, {
    sought: 'argument',
    name: first,
    known: () => signature.parameters,
    of: () => titleOf(signature.name),
  });
}

function nameOf({ name }: Signature, host: Host): string {
  return reprOf(name ?? null, host);
}
