import { chargeSearch, chargeSearchBackwards } from '../../values/find.js';
import type { Host } from '../../values/host.js';
import { iterate } from '../../values/iterate.js';
import { raise, Raised } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Tuple, type Value } from '../../values/value.js';
import { named, one, sizeIn, smallIn, type Definition, type Given } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { WHITE } from './classes.js';

type Split = (text: string, most: number) => string[];

function splitting(between: (separator: string) => Split, atWhite: Split, charge = chargeSearch): Definition<string> {
  return named('sep?, maxsplit?', (text, [separator, most], host) => {
    const limit = most === undefined ? -1 : sizeIn(most);
    const sought = separatorIn(separator);
    host.spend(1 + text.length);
    if (sought === '') raise('ValueError', 'empty separator');
    if (sought !== undefined) charge(text, sought, host);
    const split = sought === undefined ? atWhite : between(sought);
    return split(text, limit < 0 ? Infinity : limit);
  });
}

function separatorIn(value: Given): string | undefined {
  if (value === undefined || value === null) return undefined;
  return textIn(value) ?? raise('TypeError', `must be str or None, not ${typeNameOf(value)}`);
}

function splitBetween(separator: string): Split {
  return (text, most) => {
    const pieces = text.split(separator);
    if (pieces.length <= most + 1) return pieces;
    return [...pieces.slice(0, most), pieces.slice(most).join(separator)];
  };
}

function splitBetweenFromEnd(separator: string): Split {
  return (text, most) => {
    const pieces: string[] = [];
    let end = text.length;
    while (pieces.length < most) {
      const at = end < separator.length ? -1 : text.lastIndexOf(separator, end - separator.length);
      if (at < 0) break;
      pieces.push(text.slice(at + separator.length, end));
      end = at;
    }
    return [...pieces, text.slice(0, end)].reverse();
  };
}

const WORD = new RegExp(`[^${WHITE}]+`, 'g');
const WHITE_AT_START = new RegExp(`^[${WHITE}]+`);

function splitAtWhite(text: string, most: number): string[] {
  if (most === Infinity) return text.match(WORD) ?? [];
  const pieces: string[] = [];
  let end = 0;
  for (const found of text.matchAll(WORD)) {
    if (pieces.length >= most) break;
    pieces.push(found[0]);
    end = found.index + found[0].length;
  }
  const rest = text.slice(end).replace(WHITE_AT_START, '');
  return rest === '' ? pieces : [...pieces, rest];
}

function splitAtWhiteFromEnd(text: string, most: number): string[] {
  const words = [...text.matchAll(WORD)];
  if (words.length <= most) return words.map(([word]) => word);
  const cut = words.length - most;
  const lastOfRest = words[cut - 1];
  const end = lastOfRest === undefined ? 0 : lastOfRest.index + lastOfRest[0].length;
  return [text.slice(0, end), ...words.slice(cut).map(([word]) => word)];
}

export const split = splitting(splitBetween, splitAtWhite);
export const rsplit = splitting(splitBetweenFromEnd, splitAtWhiteFromEnd, chargeSearchBackwards);

/** A number that Python takes for a condition. */
export function flagIn(value: Given): boolean {
  if (value === undefined) return false;
  return smallIn(value) !== 0;
}

/** What ends lines: of strings more than of files. */
const ENDS = String.raw`\n\r\v\f\x1c-\x1e\x85\u2028\u2029`;
const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}]|$)`, 'g');
const BREAK = new RegExp(`(?:\\r\\n|[${ENDS}])$`);

export const splitlines: Definition<string> = named('keepends?', (text, [keep], host) => {
  const keepsBreaks = flagIn(keep);
  host.spend(1 + text.length);
  return linesOf(text, keepsBreaks);
});

function linesOf(text: string, keepsBreaks: boolean): string[] {
  const lines = text.match(LINE) ?? [];
  // The pattern finds nothing at the very end.
  if (lines.at(-1) === '') lines.pop();
  return keepsBreaks ? lines : lines.map((line) => line.replace(BREAK, ''));
}

function partitioning(
  find: (text: string, separator: string) => number,
  absent: (text: string) => string[],
  charge = chargeSearch,
): Definition<string> {
  return one((text, argument, host) => {
    const separator = textIn(argument) ?? raise('TypeError', `must be str, not ${typeNameOf(argument)}`);
    if (separator === '') raise('ValueError', 'empty separator');
    charge(text, separator, host);
    const at = find(text, separator);
    if (at < 0) return new Tuple(absent(text));
    return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
  });
}

export const partition = partitioning(
  (text, separator) => text.indexOf(separator),
  (text) => [text, '', ''],
);
export const rpartition = partitioning(
  (text, separator) => text.lastIndexOf(separator),
  (text) => ['', '', text],
  chargeSearchBackwards,
);

export const join: Definition<string> = one((separator, items, host) => joinItems(separator, items, host));

export function joinItems(separator: string, items: Value, host: Host): string {
  const pieces: string[] = [];
  let size = 0;
  let reserved = 4096;
  for (const item of iterateToJoin(items, host)) {
    const text = textIn(item);
    if (text === undefined) {
      const at = pieces.length;
      raise('TypeError', `sequence item ${at}: expected str instance, ${typeNameOf(item)} found`);
    }
    size += text.length + separator.length;
    while (size > reserved) host.reserve((reserved *= 2));
    pieces.push(text);
    host.spend(1);
  }
  return pieces.join(separator);
}

/** What is to be joined; with its own words where there is nothing to go over. */
export function iterateToJoin(items: Value, host: Host): Iterable<Value> {
  try {
    return iterate(items, host);
  } catch (error) {
    if (error instanceof Raised && error.kind === 'TypeError') raise('TypeError', 'can only join an iterable');
    throw error;
  }
}
