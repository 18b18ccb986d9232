import { lengthOfText } from '../../values/code-points.js';
import { Dict } from '../../values/dict.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { raise, Raised } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import type { Value } from '../../values/value.js';
import { nameOfArgument, one, positional, type Definition } from '../arguments.js';
import { textIn } from '../../values/text-in.js';

export const translate: Definition<string> = one((text, table, host) => {
  let result = '';
  let reserved = 4096;
  const known = new Map<string, string>();
  for (const character of text) {
    host.spend(1);
    let replacement = known.get(character);
    if (replacement === undefined) {
      replacement = replacementFor(character, table, host);
      known.set(character, replacement);
    }
    result += replacement;
    while (result.length > reserved) host.reserve((reserved *= 2));
  }
  return result;
});

function replacementFor(character: string, table: Value, host: Host): string {
  const found = lookUp(table, character.codePointAt(0) ?? 0, host);
  if (found === undefined) return character;
  if (found === null) return '';
  const text = textIn(found);
  if (text !== undefined) return text;
  const code = integerIn(found);
  if (code === undefined) raise('TypeError', 'character mapping must return integer, None or str');
  if (code < 0 || code > 0x10ffff) raise('ValueError', 'character mapping must be in range(0x110000)');
  return String.fromCodePoint(Number(code));
}

/** `undefined` for what the table does not have. */
function lookUp(table: Value, code: number, host: Host): Value | undefined {
  if (table instanceof Dict) return table.get(code);
  try {
    return itemOf(table, code, host);
  } catch (error) {
    if (error instanceof Raised && (error.kind === 'IndexError' || error.kind === 'KeyError')) return undefined;
    throw error;
  }
}

/** `str.maketrans`, which asks for no text. */
export const maketrans: Definition<Value> = positional(1, 3, (_, [first = null, second, third]) => {
  if (second === undefined) return fromDict(first);
  const to = textIn(second) ?? wrongArgument(2, second);
  const gone = third === undefined ? '' : (textIn(third) ?? wrongArgument(3, third));
  const from = textIn(first);
  if (from === undefined) {
    raise('TypeError', 'first maketrans argument must be a string if there is a second argument');
  }
  if (lengthOfText(from) !== lengthOfText(to)) {
    raise('ValueError', 'the first two maketrans arguments must have equal length');
  }
  const table = new Dict();
  const replacements = [...to];
  for (const [at, character] of [...from].entries()) table.set(codeOf(character), codeOf(replacements[at] ?? ''));
  for (const character of gone) table.set(codeOf(character), null);
  return table;
});

function wrongArgument(at: number, value: Value): never {
  return raise('TypeError', `maketrans() argument ${at} must be str, not ${nameOfArgument(value)}`);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function fromDict(given: Value): Dict {
  if (!(given instanceof Dict)) raise('TypeError', 'if you give only one argument to maketrans it must be a dict');
  return Dict.of([...given.entries()].map(([key, value]) => [keyIn(key), value]));
}

function keyIn(key: Value): Value {
  if (integerIn(key) !== undefined) return key;
  const text = textIn(key) ?? raise('TypeError', 'keys in translate table must be strings or integers');
  return lengthOfText(text) === 1
    ? codeOf(text)
    : raise('ValueError', 'string keys in translate table must be of length 1');
}
