import type { Mistake } from '../values/mistake.js';
import type { Call, Value } from '../values/value.js';

/** The parameters of a Python function. */
export interface Signature {
  /** What messages call the function: alone, and with its type or module in front where it has one. */
  readonly name: string;
  readonly full: string;
  /** The parameters that a position fills, then those that only a name does. */
  readonly parameters: readonly Parameter[];
  /** How many of them a position fills: at most, and at least. */
  readonly most: number;
  readonly least: number;
  /** How many of the first are never written in a template: what is filtered, what Jinja passes. */
  readonly implicit: number;
  /** How many of the first cannot be given by name; and where those are that can. */
  readonly unnamed: number;
  readonly places: ReadonlyMap<string, number>;
  /** Whether there is a `*rest`. */
  readonly rest: boolean;
  /** Whether there are `**others`. */
  readonly others: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
}

/**
 * What was given, in the order of the parameters: `undefined`, or nothing at the end, for a default; then the list of the
 * rest, the dict of the others.
 */
export type Given = readonly (Value | undefined)[];

/**
 * Reads what stands between the brackets of a definition: `a, b?, /, c?, *rest, d?, **others`. A question mark is a
 * default, which the function itself knows.
 */
export function signatureOf(full: string, text: string, implicit = 0): Signature {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const star = words.findIndex((word) => word.startsWith('*') && !word.startsWith('**'));
  const parameters = words.filter((word) => !isSpecial(word)).map(parameterOf);
  const most = star < 0 ? parameters.length : words.slice(0, star).filter((word) => !isSpecial(word)).length;
  const unnamed = Math.max(0, words.indexOf('/'));
  return {
    name: full.slice(full.lastIndexOf('.') + 1),
    full,
    parameters,
    most,
    least: parameters.slice(0, most).filter(({ required }) => required).length,
    implicit,
    unnamed,
    places: new Map(parameters.flatMap(({ name }, at) => (at < unnamed ? [] : [[name, at]]))),
    rest: star >= 0 && words[star] !== '*',
    others: words.some((word) => word.startsWith('**')),
  };
}

function isSpecial(word: string): boolean {
  return word === '/' || word.startsWith('*');
}

function parameterOf(word: string): Parameter {
  const required = !word.endsWith('?');
  return { name: required ? word : word.slice(0, -1), required };
}

/** Whether so many arguments, without names, are just what the parameters want. */
export function fits(
  { parameters, most, least, rest, others }: Signature,
  count: number,
  named: Call['named'],
): boolean {
  return named.size === 0 && count >= least && count <= most && most === parameters.length && !rest && !others;
}

/** What the positions give to the parameters; the rest of them is not in it. */
export function byPosition({ parameters, most }: Signature, positional: readonly Value[]): (Value | undefined)[] {
  return parameters.map((_, at) => (at < most ? positional[at] : undefined));
}

/** `1 argument`, `2 arguments`. */
export function counted(count: number, word = 'argument'): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** For people: a name that no parameter has. */
export function unknownArgument({ parameters, implicit, unnamed }: Signature, name: string): Mistake {
  const known = (): readonly string[] => parameters.slice(Math.max(implicit, unnamed)).map((each) => each.name);
  return { sought: 'argument', name, known };
}
