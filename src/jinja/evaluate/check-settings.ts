import type { Source } from '../../engine/diag/index.js';
import type { Value } from '../values/value.js';
import { checkValue, isValue } from './check-value.js';
import { DEFAULT_LIMITS, type Autoescape, type Filter, type Limits, type Loader } from './environment.js';
import { describeAny, InvalidValue } from './invalid-value.js';

/** The limits with the defaults in them; refuses what is no number from 0 on. `Infinity` is none. */
export function checkedLimits(given: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  for (const [name, limit] of Object.entries<unknown>(limits)) {
    if (typeof limit !== 'number' || !(limit >= 0))
      throw new InvalidValue(`the limit \`${name}\` must be a number from 0 on, not ${describeAny(limit)}`);
  }
  return limits;
}

export function oneOf<const Choice extends string>(what: string, given: Choice, choices: readonly Choice[]): Choice {
  if (choices.includes(given)) return given;
  const known = choices.map((choice) => `\`${choice}\``).join(', ');
  throw new InvalidValue(`${what} is one of ${known}, not ${describeAny(given)}`);
}

export function checkGlobals(globals: ReadonlyMap<string, Value>): void {
  for (const [name, value] of globals) checkValue(value, { what: 'global', path: { step: name } });
}

/** The same, with every answer looked at. */
export function checkedFilters(
  what: 'filter' | 'test',
  given: ReadonlyMap<string, Filter>,
): readonly (readonly [string, Filter])[] {
  return [...given].map(([name, filter]) => [name, checkedFilter(`${what} \`${name}\``, filter)]);
}

function checkedFilter(what: string, filter: Filter): Filter {
  if (typeof filter !== 'function') throw new InvalidValue(`the ${what} is ${describeAny(filter)}, not a function`);
  return (value, call, context) => checkAnswer(filter(value, call, context), what);
}

/** What a function of the program answered, if it is a value; what stands in lists and dicts is not looked at. */
export function checkAnswer(answer: unknown, what: string): Value {
  if (isValue(answer)) return answer;
  throw new InvalidValue(`the ${what} answered ${describeAny(answer)}, which is no value of a template`);
}

export function checkedAutoescape(given: Autoescape): Autoescape {
  if (typeof given !== 'function') return checkFlag(given, '`autoescape` is');
  return (name) => checkFlag(given(name), `\`autoescape\` answered, of \`${name ?? ''}\`,`);
}

function checkFlag(flag: unknown, told: string): boolean {
  if (typeof flag === 'boolean') return flag;
  throw new InvalidValue(`${told} ${describeAny(flag)}, not true or false`);
}

export function checkedLoader(loader: Loader | undefined): Loader | undefined {
  if (loader === undefined) return undefined;
  return (name, parent) => {
    const source: unknown = loader(name, parent);
    return source === undefined ? undefined : checkSource(source, `what the loader answered of \`${name}\``);
  };
}

export function checkSource(source: unknown, what: string): Source {
  if (isSource(source)) return source;
  throw new InvalidValue(`${what} is ${describeAny(source)}, not \`{ path, text }\` with two texts`);
}

function isSource(source: unknown): source is Source {
  if (typeof source !== 'object' || source === null || !('path' in source) || !('text' in source)) return false;
  return typeof source.path === 'string' && typeof source.text === 'string';
}
