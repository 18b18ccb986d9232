import type { Call } from '../values/host.js';
import { raise } from '../values/raised.js';
import { byPosition, counted, fits, unknownArgument, type Given, type Signature } from './signature.js';

/** Reads arguments as a function does that Python has in C; raises `TypeError` with its words for others. */
export function bindNative(signature: Signature, call: Call): Given {
  if (fits(signature, call.positional.length, call.named)) return call.positional;
  const { full, parameters, most, unnamed, rest } = signature;
  if (unnamed < parameters.length) return bindNamed(signature, call);
  if (call.named.size > 0) refuseNames(full);
  checkPositional(signature, call.positional.length);
  const given = byPosition(signature, call.positional);
  if (rest) given.push(call.positional.slice(most));
  return given;
}

export function refuseNames(full: string): never {
  return raise('TypeError', `${full}() takes no keyword arguments`);
}

function checkPositional({ name, full, least, most, rest }: Signature, given: number): void {
  if (given >= least && (rest || given <= most)) return;
  if (most === 0) raise('TypeError', `${full}() takes no arguments (${given} given)`);
  if (least === 1 && most === 1 && full !== name) {
    raise('TypeError', `${full}() takes exactly one argument (${given} given)`);
  }
  checkCount(name, given, { least, most });
}

export function checkCount(name: string, count: number, { least, most }: { least: number; most: number }): void {
  if (count >= least && count <= most) return;
  const words = least === most ? '' : count < least ? 'at least ' : 'at most ';
  const subject = name.trim() === 'expected' ? name : `${name} expected`;
  raise('TypeError', `${subject} ${words}${counted(count < least ? least : most)}, got ${count}`);
}

/** The functions that know names speak of themselves without their type. */
function bindNamed(signature: Signature, call: Call): Given {
  const { name, parameters, most, unnamed, rest } = signature;
  if (!rest) checkTotals(signature, call);
  const given = byPosition(signature, call.positional);
  let used = 0;
  for (const [at, { name: key, required }] of parameters.entries()) {
    const value = at < unnamed ? undefined : call.named.get(key);
    if (value === undefined) {
      if (given[at] === undefined && required) refuseMissing(signature, at, call);
      continue;
    }
    used += 1;
    if (given[at] !== undefined) {
      raise('TypeError', `argument for ${name}() given by name ('${key}') and position (${at + 1})`);
    }
    given[at] = value;
  }
  if (used < call.named.size) refuseUnknown(signature, call);
  if (rest) given.push(call.positional.slice(most));
  return given;
}

function checkTotals({ name, parameters, most }: Signature, call: Call): void {
  const total = call.positional.length + call.named.size;
  if (total > parameters.length) {
    const bound = parameters.every(({ required }) => required) ? 'exactly' : 'at most';
    const kind = call.positional.length === 0 ? 'keyword argument' : 'argument';
    raise('TypeError', `${name}() takes ${bound} ${counted(parameters.length, kind)} (${total} given)`);
  }
  if (call.positional.length <= most) return;
  if (most === 0) raise('TypeError', `${name}() takes no positional arguments`);
  const given = `(${call.positional.length} given)`;
  raise('TypeError', `${name}() takes at most ${counted(most, 'positional argument')} ${given}`);
}

function refuseMissing({ name, parameters, unnamed }: Signature, at: number, call: Call): never {
  if (at < unnamed) {
    const bound = parameters.every(({ required }) => required) ? 'exactly' : 'at least';
    const words = `${bound} ${counted(unnamed, 'positional argument')}`;
    raise('TypeError', `${name}() takes ${words} (${call.positional.length} given)`);
  }
  return raise('TypeError', `${name}() missing required argument '${parameters[at]?.name ?? ''}' (pos ${at + 1})`);
}

function refuseUnknown(signature: Signature, { named }: Call): never {
  const { name, places } = signature;
  const unknown = [...named.keys()].find((key) => !places.has(key)) ?? '';
  const message = `'${unknown}' is an invalid keyword argument for ${name}()`;
  return raise('TypeError', message, unknownArgument(signature, unknown));
}
