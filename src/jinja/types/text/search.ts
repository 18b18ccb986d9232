import { hasPairs, indexAt, lengthOfText, offsetOf } from '../../values/code-points.js';
import { chargeSearch, chargeSearchBackwards } from '../../values/find.js';
import type { Host } from '../../values/host.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Tuple, type Value } from '../../values/value.js';
import { boundIn, parsed, type Arguments, type Definition } from '../arguments.js';
import { textIn } from '../../values/text-in.js';

/** A part of a text, by offsets; `isEmpty` when it begins behind its end, where not even an empty text is found. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly isEmpty: boolean;
}

function partOf(text: string, [, start, stop]: Arguments): Part {
  const length = lengthOfText(text);
  const from = boundIn(start, length, 0);
  const to = Math.min(boundIn(stop, length, length), length);
  return { from: offsetOf(text, from), to: offsetOf(text, to), isEmpty: from > to };
}

function soughtIn([first]: Arguments): string {
  return textIn(first) ?? raise('TypeError', `must be str, not ${typeNameOf(first ?? null)}`);
}

type Search = (text: string, sought: string, part: Part) => number;

const first: Search = (text, sought, { from, to }) => {
  const at = text.indexOf(sought, from);
  return at + sought.length <= to ? at : -1;
};

const last: Search = (text, sought, { from, to }) => {
  if (to - sought.length < from) return -1;
  const at = text.lastIndexOf(sought, to - sought.length);
  return at >= from ? at : -1;
};

function searching(search: Search, missing: () => number, charge = chargeSearch): Definition<string> {
  return parsed(1, 3, (text, given, host) => {
    const part = partOf(text, given);
    const sought = soughtIn(given);
    charge(text, sought, host);
    const offset = part.isEmpty ? -1 : search(text, sought, part);
    return offset < 0 ? missing() : indexAt(text, offset);
  });
}

const notFound = (): never => raise('ValueError', 'substring not found');

export const find = searching(first, () => -1);
export const rfind = searching(last, () => -1, chargeSearchBackwards);
export const index = searching(first, notFound);
export const rindex = searching(last, notFound, chargeSearchBackwards);

export const count: Definition<string> = parsed(1, 3, (text, given, host) => {
  const part = partOf(text, given);
  const sought = soughtIn(given);
  chargeSearch(text, sought, host);
  return part.isEmpty ? 0 : occurrences(text.slice(part.from, part.to), sought);
});

/** How often the one text is in the other, without overlap. */
export function occurrences(text: string, sought: string): number {
  if (sought === '') return lengthOfText(text) + 1;
  let found = 0;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) found += 1;
  return found;
}

type Matches = (text: string, affix: string) => boolean;

function affixed(name: string, matches: Matches): Definition<string> {
  return parsed(1, 3, (text, given, host) => {
    const [affix = null] = given;
    const whole = given.length === 1;
    const part = whole ? undefined : partOf(text, given);
    const piece = part === undefined ? text : text.slice(part.from, part.to);
    const test = (one: string): boolean => part?.isEmpty !== true && matches(piece, one);
    return anyOf(affix, { name, test, host });
  });
}

interface Affix {
  readonly name: string;
  readonly test: (affix: string) => boolean;
  readonly host: Host;
}

function anyOf(affix: Value, { name, test, host }: Affix): boolean {
  const text = textIn(affix);
  if (text !== undefined) return test(text);
  if (!(affix instanceof Tuple)) {
    return raise('TypeError', `${name} first arg must be str or a tuple of str, not ${typeNameOf(affix)}`);
  }
  host.spend(affix.items.length);
  return affix.items.some((item) => {
    const one = textIn(item);
    return one === undefined
      ? raise('TypeError', `tuple for ${name} must only contain str, not ${typeNameOf(item)}`)
      : test(one);
  });
}

export const startswith = affixed('startswith', (text, affix) => text.startsWith(affix));
export const endswith = affixed('endswith', (text, affix) => text.endsWith(affix));

/** The code points of a text, each as a string. */
export function charactersOf(text: string): readonly string[] {
  return hasPairs(text) ? [...text] : text.split('');
}
