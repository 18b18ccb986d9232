import { hasPairs, lengthOfText } from '../../values/code-points.js';
import { chargeSearch } from '../../values/find.js';
import type { Host } from '../../values/host.js';
import { raise } from '../../values/raised.js';
import {
  fillIn,
  named,
  nameOfArgument,
  none,
  one,
  positional,
  sizeIn,
  smallIn,
  type Definition,
  type Given,
} from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import * as cases from './case.js';
import { isSpace } from './classes.js';
import { charactersOf, occurrences } from './search.js';
import { stripUnits, type Ends } from './strip.js';

function changing(change: (text: string) => string): Definition<string> {
  return none((text, host) => {
    host.spend(1 + text.length / 16);
    return change(text);
  });
}

/** The same for what looks at one character after the other. */
function changingEach(change: (text: string, host: Host) => string): Definition<string> {
  return none((text, host) => {
    host.spend(1 + text.length * 4);
    return change(text, host);
  });
}

export const capitalize = changing(cases.capitalized);
export const casefold = changingEach(cases.folded);
export const lower = changing(cases.lowerOf);
export const swapcase = changingEach(cases.swapped);
export const title = changingEach(cases.titled);
export const upper = changing(cases.upperOf);

/** Room for so many characters more; those that a fill of two units takes are counted as two. */
function reserve(text: string, missing: number, host: Host): void {
  if (missing > MOST) raise('OverflowError', 'padded string is too long');
  host.reserve(text.length + missing * 2);
}

/** As many characters as Python counts. */
const MOST = 2 ** 62;

/** Gives the number of characters in front, of those that are missing. */
type InFront = (missing: number, width: number) => number;

function filling(inFront: InFront): Definition<string> {
  return positional(1, 2, (text, [width = 0, fill], host) => {
    const wanted = sizeIn(width);
    const character = fillIn(fill);
    const missing = wanted - lengthOfText(text);
    if (missing <= 0) return text;
    reserve(text, missing, host);
    const before = inFront(missing, wanted);
    return character.repeat(before) + text + character.repeat(missing - before);
  });
}

export const center = filling(
  (missing, width) => Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0),
);
export const ljust = filling(() => 0);
export const rjust = filling((missing) => missing);

export const zfill: Definition<string> = one((text, width, host) => {
  const missing = sizeIn(width) - lengthOfText(text);
  if (missing <= 0) return text;
  reserve(text, missing, host);
  const sign = text.startsWith('+') || text.startsWith('-') ? text.charAt(0) : '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
});

function stripping(name: string, ends: Ends): Definition<string> {
  return positional(0, 1, (text, [given], host) => {
    host.spend(1 + text.length / 16);
    return strip(text, charactersIn(name, given), ends);
  });
}

/** `undefined` for white space. */
function charactersIn(name: string, given: Given): string | undefined {
  if (given === undefined || given === null) return undefined;
  return textIn(given) ?? raise('TypeError', `${name} arg must be None or str`);
}

function strip(text: string, characters: string | undefined, ends: Ends): string {
  if (characters === undefined) return stripUnits(text, isSpace, ends);
  if (hasPairs(text)) return stripPairs(text, characters, ends);
  const taken = new Set(characters);
  return stripUnits(text, (character) => taken.has(character), ends);
}

function stripPairs(text: string, characters: string, { left, right }: Ends): string {
  const all = charactersOf(text);
  const taken = new Set(characters);
  let from = 0;
  let to = all.length;
  if (left) while (from < to && taken.has(all[from] ?? '')) from += 1;
  if (right) while (to > from && taken.has(all[to - 1] ?? '')) to -= 1;
  return all.slice(from, to).join('');
}

export const stripBoth = stripping('strip', { left: true, right: true });
export const lstrip = stripping('lstrip', { left: true, right: false });
export const rstrip = stripping('rstrip', { left: false, right: true });

export const replace: Definition<string> = positional(2, 3, (text, [old = '', by = '', most], host) => {
  const sought = pieceIn(old, 1);
  const replacement = pieceIn(by, 2);
  const limit = most === undefined ? -1 : sizeIn(most);
  return replaceText(text, { sought, replacement, limit: limit < 0 ? Infinity : limit }, host);
});

function pieceIn(value: Given, at: number): string {
  const text = textIn(value);
  return text ?? raise('TypeError', `replace() argument ${at} must be str, not ${nameOfArgument(value)}`);
}

interface Replacing {
  readonly sought: string;
  readonly replacement: string;
  readonly limit: number;
}

function replaceText(text: string, { sought, replacement, limit }: Replacing, host: Host): string {
  host.spend(1 + text.length / 16);
  chargeSearch(text, sought, host);
  if (limit === 0 || (sought !== '' && !text.includes(sought))) return text;
  const count = Math.min(occurrences(text, sought), limit);
  host.spend(count);
  host.reserve(text.length + count * (replacement.length - sought.length));
  if (sought === '') return replaceEmpty(text, replacement, count);
  if (limit === Infinity) return text.replaceAll(sought, () => replacement);
  let result = '';
  let from = 0;
  for (let done = 0; done < count; done++) {
    const at = text.indexOf(sought, from);
    result += text.slice(from, at) + replacement;
    from = at + sought.length;
  }
  return result + text.slice(from);
}

/** Between the characters, in front of them and behind them. */
function replaceEmpty(text: string, replacement: string, count: number): string {
  const characters = charactersOf(text);
  let result = '';
  for (const [at, character] of characters.entries()) result += (at < count ? replacement : '') + character;
  return count > characters.length ? result + replacement : result;
}

export const expandtabs: Definition<string> = named('tabsize?', (text, [given], host) => {
  const size = given === undefined ? 8 : smallIn(given);
  host.spend(1 + text.length);
  const room = occurrences(text, '\t') * Math.max(size, 0);
  host.reserve(text.length + room);
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      result += ' '.repeat(spaces);
      column += spaces;
    } else {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return result;
});

export const removeprefix = removing('removeprefix', (text, affix) =>
  text.startsWith(affix) ? text.slice(affix.length) : text,
);
export const removesuffix = removing('removesuffix', (text, affix) =>
  affix !== '' && text.endsWith(affix) ? text.slice(0, -affix.length) : text,
);

function removing(name: string, remove: (text: string, affix: string) => string): Definition<string> {
  return one((text, argument) => {
    const affix = textIn(argument);
    if (affix === undefined) raise('TypeError', `${name}() argument must be str, not ${nameOfArgument(argument)}`);
    return remove(text, affix);
  });
}
