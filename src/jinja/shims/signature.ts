import type { Call } from '../values/host.js';
import { Dict } from '../values/dict.js';
import { raise } from '../values/raised.js';
import type { Value } from '../values/value.js';

/** How a function speaks of wrong arguments: one written in Python, or one of C. */
export type Manner = 'python' | 'native';

/** The parameters of a Python function. */
export interface Signature {
  /** What messages call the function. */
  readonly name: string;
  readonly manner: Manner;
  /** The parameters that a position fills. */
  readonly positional: readonly Parameter[];
  /** How many of them cannot be given by name. */
  readonly unnamed: number;
  readonly keywordOnly: readonly Parameter[];
  readonly rest: boolean;
  readonly others: boolean;
}

interface Parameter {
  readonly name: string;
  readonly required: boolean;
}

/**
 * Reads what stands between the brackets of a definition: `a, b?, /, c?, *rest, d?, **others`. A question mark is a
 * default, which the function itself knows.
 */
export function signatureOf(name: string, text: string, manner: Manner = 'python'): Signature {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const star = words.findIndex((word) => word.startsWith('*') && !word.startsWith('**'));
  const plain = words.filter((word) => !word.startsWith('*'));
  const before = (star < 0 ? plain : words.slice(0, star)).filter((word) => word !== '/');
  return {
    name,
    manner,
    positional: before.map(parameterOf),
    unnamed: Math.max(0, words.indexOf('/')),
    keywordOnly: (star < 0 ? [] : words.slice(star + 1).filter((word) => !word.startsWith('*'))).map(parameterOf),
    rest: star >= 0 && words[star] !== '*',
    others: words.some((word) => word.startsWith('**')),
  };
}

function parameterOf(word: string): Parameter {
  const required = !word.endsWith('?');
  return { name: required ? word : word.slice(0, -1), required };
}

/** What was given, in the order of the parameters: `undefined` for a default; then the list of the rest, the dict of the others. */
export type Given = readonly (Value | undefined)[];

/** Raises `TypeError` as Python does for arguments that do not fit. */
export function bind(signature: Signature, { positional, named }: Call): Given {
  const { positional: wanted, keywordOnly, rest, others } = signature;
  const given: (Value | undefined)[] = wanted.map((_, at) => positional[at]);
  const byName: (Value | undefined)[] = keywordOnly.map(() => undefined);
  const unknown = new Dict();
  for (const [name, value] of named) place(signature, { name, value, given, byName, unknown });
  if (positional.length > wanted.length && !rest) tooMany(signature, positional.length, byName);
  checkMissing(signature, given, byName);
  const all = [...given, ...byName];
  if (rest) all.push(positional.slice(wanted.length));
  if (others) all.push(unknown);
  return all;
}

interface Placing {
  readonly name: string;
  readonly value: Value;
  readonly given: (Value | undefined)[];
  readonly byName: (Value | undefined)[];
  readonly unknown: Dict;
}

function place(signature: Signature, { name, value, given, byName, unknown }: Placing): void {
  const at = signature.positional.findIndex((parameter) => parameter.name === name);
  if (at >= signature.unnamed) {
    if (given[at] !== undefined) twice(signature, name, at);
    given[at] = value;
    return;
  }
  const only = signature.keywordOnly.findIndex((parameter) => parameter.name === name);
  if (only >= 0) byName[only] = value;
  else if (signature.others) unknown.set(name, value);
  else unexpected(signature, name, at);
}

function twice({ name, manner }: Signature, argument: string, at: number): never {
  return manner === 'python'
    ? raise('TypeError', `${name}() got multiple values for argument '${argument}'`)
    : raise('TypeError', `argument for ${name}() given by name ('${argument}') and position (${at + 1})`);
}

function unexpected({ name, manner, unnamed, positional }: Signature, argument: string, at: number): never {
  if (manner === 'native') {
    return unnamed === positional.length
      ? raise('TypeError', `${name}() takes no keyword arguments`)
      : raise('TypeError', `'${argument}' is an invalid keyword argument for ${name}()`);
  }
  return at < 0
    ? raise('TypeError', `${name}() got an unexpected keyword argument '${argument}'`)
    : raise('TypeError', `${name}() got some positional-only arguments passed as keyword arguments: '${argument}'`);
}

function tooMany(signature: Signature, given: number, byName: Given): never {
  const { name, manner, positional } = signature;
  const most = positional.length;
  const least = positional.filter(({ required }) => required).length;
  if (manner === 'native') return nativeCount(signature, given);
  const takes = least === most ? String(most) : `from ${least} to ${most}`;
  const only = byName.filter((value) => value !== undefined).length;
  const counted =
    only === 0
      ? `${given} ${given === 1 ? 'was' : 'were'}`
      : `${given} positional argument${plural(given)} (and ${only} keyword-only argument${plural(only)}) were`;
  return raise('TypeError', `${name}() takes ${takes} positional argument${plural(most)} but ${counted} given`);
}

function nativeCount({ name, positional, unnamed, keywordOnly }: Signature, given: number): never {
  const most = positional.length;
  const least = positional.filter(({ required }) => required).length;
  const short = name.split('.').at(-1) ?? name;
  if (unnamed < most && keywordOnly.length > 0) {
    raise('TypeError', `${name}() takes at most ${most} positional argument${plural(most)} (${given} given)`);
  }
  if (unnamed < most) raise('TypeError', `${short}() takes at most ${most} argument${plural(most)} (${given} given)`);
  if (most === 0) raise('TypeError', `${name}() takes no arguments (${given} given)`);
  if (least === most && most === 1 && name.includes('.'))
    raise('TypeError', `${name}() takes exactly one argument (${given} given)`);
  if (least === most) raise('TypeError', `${short} expected ${most} argument${plural(most)}, got ${given}`);
  const [bound, count] = given < least ? ['at least', least] : ['at most', most];
  return raise('TypeError', `${short} expected ${bound} ${count} argument${plural(count)}, got ${given}`);
}

function plural(count: number): string {
  return count === 1 ? '' : 's';
}

function checkMissing(signature: Signature, given: Given, byName: Given): void {
  const { name, positional, keywordOnly, manner, unnamed } = signature;
  const missing = positional.filter(({ required }, at) => required && given[at] === undefined);
  const [first] = missing;
  const short = name.split('.').at(-1) ?? name;
  if (first !== undefined && manner === 'native') {
    const count = given.filter((value) => value !== undefined).length;
    if (unnamed > positional.indexOf(first)) nativeCount(signature, count);
    raise('TypeError', `${short}() missing required argument '${first.name}' (pos ${positional.indexOf(first) + 1})`);
  }
  if (first !== undefined) lacking(name, missing, 'positional');
  const only = keywordOnly.filter(({ required }, at) => required && byName[at] === undefined);
  if (only.length > 0) lacking(name, only, 'keyword-only');
}

function lacking(name: string, missing: readonly Parameter[], kind: string): never {
  const names = missing.map((parameter) => `'${parameter.name}'`);
  const last = names.pop() ?? '';
  const listed = names.length === 0 ? last : `${names.join(', ')}${names.length > 1 ? ',' : ''} and ${last}`;
  const count = missing.length;
  return raise('TypeError', `${name}() missing ${count} required ${kind} argument${plural(count)}: ${listed}`);
}
