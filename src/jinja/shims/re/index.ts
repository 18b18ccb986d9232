import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { keyOf } from '../../values/key.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, type Module, Type, type Value } from '../../values/value.js';
import { registerIterator } from '../lazy.js';
import { moduleOf, python } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { FLAG } from './flags.js';
import { Match } from './match.js';
import { parsePattern } from './parse.js';
import { Pattern, RUNS } from './pattern.js';
import { compileParsed } from './program.js';

/** The patterns that were compiled last: the same ones come again and again. */
const compiled = new Map<string, Pattern>();
const MOST_KEPT = 256;

function patternOf(value: Value | undefined, flags: Value | undefined, host: Host): Pattern {
  const given = value ?? null;
  const number = integerIn(flags ?? 0);
  if (number === undefined) {
    // What was compiled last is looked up by both.
    [given, flags ?? null].forEach(keyOf);
    if (textIn(given) === undefined && !(given instanceof Pattern)) noPattern(given);
    raise('TypeError', `unsupported operand type(s) for &: '${typeNameOf(flags ?? null)}' and 'int'`);
  }
  if (given instanceof Pattern) {
    return number === 0 ? given : raise('ValueError', 'cannot process flags argument with a compiled pattern');
  }
  const text = textIn(given) ?? noPattern(given);
  const key = `${number} ${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  host.spend((text.length + 4) * STEPS_OF_CHARACTER);
  const parsed = parsePattern(text, Number(number));
  const pattern = new Pattern(text, parsed, compileParsed(parsed));
  if (compiled.size >= MOST_KEPT) compiled.clear();
  if (text.length <= LONGEST_KEPT) compiled.set(key, pattern);
  return pattern;
}

/** What a character of a pattern becomes takes some room. */
const STEPS_OF_CHARACTER = 16;
const LONGEST_KEPT = 200;

function noPattern(value: Value): never {
  keyOf(value);
  return value instanceof Bytes
    ? raise('TypeError', 'patterns are strings in a template, not bytes')
    : raise('TypeError', 'first argument must be string or compiled pattern');
}

const SPECIAL = new Set('()[]{}?*+-|^$\\.&~# \t\n\r\v\f');

function escape([value]: Given): Value {
  const given = value ?? null;
  const text = textIn(given);
  if (text === undefined) raise('TypeError', `decoding to str: need a bytes-like object, ${typeNameOf(given)} found`);
  return [...text].map((character) => (SPECIAL.has(character) ? `\\${character}` : character)).join('');
}

registerIterator('callable_iterator');

const one = (name: 'match' | 'fullmatch' | 'search' | 'findall' | 'finditer') =>
  python(name, 'pattern, string, flags?', ([pattern, text, flags], host) =>
    RUNS[name](patternOf(pattern, flags, host), [text], host),
  );

const replacing = (name: 'sub' | 'subn') =>
  python(name, 'pattern, repl, string, count?, flags?', ([pattern, by, text, count, flags], host) =>
    RUNS[name](patternOf(pattern, flags, host), [by, text, count], host),
  );

function kindOf(name: string, holds: (value: Value) => boolean): Type {
  return new Type(name, {
    run: () => raise('TypeError', `cannot create 're.${name}' instances`),
    holds,
    moduleName: 're',
  });
}

const flags: readonly (readonly [string, number])[] = [
  ['A', FLAG.ascii],
  ['ASCII', FLAG.ascii],
  ['I', FLAG.ignoreCase],
  ['IGNORECASE', FLAG.ignoreCase],
  ['L', FLAG.locale],
  ['LOCALE', FLAG.locale],
  ['M', FLAG.multiLine],
  ['MULTILINE', FLAG.multiLine],
  ['S', FLAG.dotAll],
  ['DOTALL', FLAG.dotAll],
  ['U', FLAG.unicode],
  ['UNICODE', FLAG.unicode],
  ['X', FLAG.verbose],
  ['VERBOSE', FLAG.verbose],
  ['NOFLAG', 0],
];

/** `re` for strings. The flags are plain integers. */
export const re: Module = moduleOf(
  're',
  [
    python('compile', 'pattern, flags?', ([pattern, given], host) => patternOf(pattern, given, host)),
    one('match'),
    one('fullmatch'),
    one('search'),
    one('findall'),
    one('finditer'),
    python('split', 'pattern, string, maxsplit?, flags?', ([pattern, text, most, given], host) =>
      RUNS.split(patternOf(pattern, given, host), [text, most], host),
    ),
    replacing('sub'),
    replacing('subn'),
    python('escape', 'pattern', escape),
    python('purge', '', () => null),
    kindOf('Pattern', (value) => value instanceof Pattern),
    kindOf('Match', (value) => value instanceof Match),
  ],
  flags,
);
