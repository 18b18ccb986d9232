import type { Call } from '../values/host.js';
import { raise } from '../values/raised.js';
import type { Value } from '../values/value.js';

/** The parameters of a function that is written in Python itself, whose messages are others. */
export interface Scripted {
  /** The names, those without a default first. */
  readonly names: readonly string[];
  readonly required: number;
  /** How many of the first take no name. */
  readonly unnamed: number;
  /** Whether there is a `self` in front, which the messages count. */
  readonly self: boolean;
}

/** What was given for each name; `undefined` where the default counts. */
export function readScripted(name: string, parameters: Scripted, call: Call): readonly (Value | undefined)[] {
  const { names, required, unnamed } = parameters;
  const given: (Value | undefined)[] = names.map((_, at) => call.positional[at]);
  const refused: string[] = [];
  for (const [key, value] of call.named) {
    const at = names.indexOf(key);
    if (at < 0) raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    if (at < unnamed) refused.push(key);
    else if (given[at] === undefined) given[at] = value;
    else raise('TypeError', `${name}() got multiple values for argument '${key}'`);
  }
  if (refused.length > 0) {
    const words = `some positional-only arguments passed as keyword arguments: '${refused.join(', ')}'`;
    raise('TypeError', `${name}() got ${words}`);
  }
  if (call.positional.length > names.length) refuseCount(name, parameters, call.positional.length);
  const missing = names.filter((_, at) => at < required && given[at] === undefined);
  if (missing.length > 0) refuseMissing(name, missing);
  return given;
}

function refuseCount(name: string, { names, required, self }: Scripted, count: number): never {
  const extra = self ? 1 : 0;
  const [least, most] = [required + extra, names.length + extra];
  const range = least === most ? `${most}` : `from ${least} to ${most}`;
  const was = count + extra === 1 ? 'was' : 'were';
  const words = `${range} positional argument${most === 1 ? '' : 's'} but ${count + extra} ${was} given`;
  return raise('TypeError', `${name}() takes ${words}`);
}

function refuseMissing(name: string, missing: readonly string[]): never {
  const quoted = missing.map((one) => `'${one}'`);
  const last = quoted.pop() ?? '';
  const list = quoted.length === 0 ? last : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`;
  const words = `${missing.length} required positional argument${missing.length === 1 ? '' : 's'}`;
  return raise('TypeError', `${name}() missing ${words}: ${list}`);
}
