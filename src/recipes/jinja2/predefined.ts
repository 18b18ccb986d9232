import { dumps } from '../../engine/recipe/index.js';
import {
  builtins,
  Callable,
  isTrue,
  moduleNamed,
  raise,
  reprOf,
  strOf,
  toTyped,
  Tuple,
  type Call,
  type Host,
  type Value,
} from '../../jinja/index.js';
import { complex } from './complex.js';

/** Python's own functions and types that every template sees. */
const BUILTINS: readonly string[] = (
  'abs all any bin bool bytes callable chr complex dict divmod enumerate filter float format frozenset hex int ' +
  'isinstance iter len list map max min next oct ord pow range repr reversed round set sorted str sum tuple zip'
).split(' ');

/** Empty text when the condition holds; else what follows it is the error. */
function assertThat({ positional: [condition, ...told], named }: Call, host: Host): Value {
  const [keyword] = named.keys();
  if (keyword !== undefined) raise('TypeError', `assert() got an unexpected keyword argument '${keyword}'`);
  if (condition === undefined) return raise('TypeError', 'assert() needs a condition');
  if (isTrue(condition)) return '';
  const [only = '', ...more] = told;
  return raise('AssertionError', more.length === 0 ? strOf(only, host) : reprOf(new Tuple(told), host));
}

/**
 * The value as the text of an option in a profile, from which it can be read again: a literal on one line, strings
 * included, in which nothing looks like a reference.
 */
function dumpValue({ positional: [value, ...more], named }: Call, host: Host): Value {
  if (value === undefined || more.length > 0 || named.size > 0) return raise('TypeError', 'dumps() takes one value');
  const typed = toTyped(value, host);
  if (typed === undefined) return raise('ValueError', 'dumps() takes values that a literal can stand for');
  // No value has a longer literal than repr, which asks for the room.
  const printed = reprOf(value, host);
  const text = typeof typed === 'string' ? `!py!${printed}` : dumps(typed);
  return text.replaceAll('$', String.raw`\x24`);
}

/** They belong to the context: what is imported without it does not see them. */
export const PREDEFINED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...BUILTINS.flatMap((name) => {
    const value = builtins.get(name);
    return value === undefined ? [] : [[name, value] as const];
  }),
  ['complex', complex],
  ['assert', new Callable('assert', assertThat, 'function')],
  ['dumps', new Callable('dumps', dumpValue, 'function')],
  ...[moduleNamed('six')].flatMap((six) => (six === undefined ? [] : [['six', six] as const])),
]);

const NAMES: ReadonlySet<string> = new Set([...BUILTINS, 'assert', 'dumps', 'six']);

export function isPredefined(name: string): boolean {
  return NAMES.has(name);
}
