import { Dict } from '../values/dict.js';
import type { Call } from '../values/host.js';
import { raise } from '../values/raised.js';
import type { Value } from '../values/value.js';
import { byPosition, counted, fits, unknownArgument, type Given, type Signature } from './signature.js';

/** Reads arguments as a function does that is written in Python; raises `TypeError` with its words for others. */
export function bindPython(signature: Signature, { positional, named }: Call): Given {
  if (fits(signature, positional.length, named)) return positional;
  const { most, places, rest, others } = signature;
  const given = byPosition(signature, positional);
  const unknown = new Map<string, Value>();
  for (const [key, value] of named) {
    const at = places.get(key);
    if (at === undefined) {
      if (!others) refuseName(signature, key, named);
      unknown.set(key, value);
    } else {
      if (given[at] !== undefined) givenTwice(signature.full, key);
      given[at] = value;
    }
  }
  if (positional.length > most && !rest) refuseCount(signature, positional.length, given);
  checkMissing(signature, given);
  if (rest) given.push(positional.slice(most));
  if (others) given.push(Dict.of(unknown));
  return given;
}

/** The same for a function that is given its first parameter by Python or Jinja; it is left out of what is answered. */
export function bindMethod(signature: Signature, { positional, named }: Call): Given {
  if (fits(signature, positional.length + 1, named)) return positional;
  return bindPython(signature, { positional: [null, ...positional], named }).slice(1);
}

export function givenTwice(full: string, key: string): never {
  const says = `gets \`${key}\` twice`;
  return raise('TypeError', `${full}() got multiple values for argument '${key}'`, { sought: 'call', says });
}

function refuseName(signature: Signature, key: string, named: Call['named']): never {
  const { full, parameters, unnamed } = signature;
  const refused = parameters.slice(0, unnamed).flatMap(({ name }) => (named.has(name) ? [name] : []));
  if (refused.length === 0) {
    const mistake = unknownArgument(signature, key);
    raise('TypeError', `${full}() got an unexpected keyword argument '${key}'`, mistake);
  }
  const words = `some positional-only arguments passed as keyword arguments: '${refused.join(', ')}'`;
  return raise('TypeError', `${full}() got ${words}`, { sought: 'call', says: 'takes its arguments without names' });
}

function refuseCount({ full, least, most, implicit }: Signature, count: number, given: Given): never {
  // A range is a plural whatever its end.
  const takes = least === most ? counted(most, 'positional argument') : `from ${least} to ${most} positional arguments`;
  const only = given.slice(most).filter((value) => value !== undefined).length;
  const words =
    only === 0
      ? `${count} ${count === 1 ? 'was' : 'were'}`
      : `${counted(count, 'positional argument')} (and ${counted(only, 'keyword-only argument')}) were`;
  const says = tooMany(most - implicit, count - implicit);
  return raise('TypeError', `${full}() takes ${takes} but ${words} given`, { sought: 'call', says });
}

function tooMany(most: number, given: number): string {
  return most < 1 ? 'takes no arguments' : `takes at most ${counted(most, 'argument')}, and is given ${given}`;
}

function checkMissing({ full, parameters, most }: Signature, given: Given): void {
  if (parameters.every(({ required }, at) => !required || given[at] !== undefined)) return;
  const lacking = parameters.map(({ name, required }, at) => (required && given[at] === undefined ? `'${name}'` : ''));
  refuseMissing(full, lacking.slice(0, most), 'positional');
  refuseMissing(full, lacking.slice(most), 'keyword-only');
}

function refuseMissing(full: string, lacking: readonly string[], kind: string): void {
  const quoted = lacking.filter((name) => name !== '');
  const last = quoted.at(-1);
  if (last === undefined) return;
  const before = quoted.slice(0, -1);
  const list = before.length === 0 ? last : `${before.join(', ')}${before.length > 1 ? ',' : ''} and ${last}`;
  const says = `needs ${quoted.map((name) => name.replaceAll("'", '`')).join(' and ')}`;
  const missing = counted(quoted.length, `required ${kind} argument`);
  raise('TypeError', `${full}() missing ${missing}: ${list}`, { sought: 'call', says });
}
