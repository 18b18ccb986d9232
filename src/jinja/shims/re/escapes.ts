import type { Category, Node, Place } from './nodes.js';
import type { Source } from './source.js';

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

const CATEGORIES: ReadonlyMap<string, Category> = new Map([
  ['d', 'd'],
  ['D', 'D'],
  ['s', 's'],
  ['S', 'S'],
  ['w', 'w'],
  ['W', 'W'],
]);

const PLACES: ReadonlyMap<string, Place> = new Map([
  ['A', 'text-start'],
  ['b', 'boundary'],
  ['B', 'no-boundary'],
  ['Z', 'text-end'],
]);

const HEXADECIMAL = /^[0-9a-fA-F]$/;
const OCTAL = /^[0-7]$/;
const DIGIT = /^[0-9]$/;

/** What an escape in a class stands for: a character or a category. */
export type ClassEscape = { readonly code: number } | { readonly category: Category };

export function classEscape(source: Source, escape: string): ClassEscape {
  const letter = escape.slice(1);
  const control = CONTROLS.get(letter);
  if (control !== undefined) return { code: control };
  const category = CATEGORIES.get(letter);
  if (category !== undefined) return { category };
  if (OCTAL.test(letter)) return { code: octal(source, escape + source.take(2, OCTAL)) };
  return { code: numbered(source, escape) ?? plain(source, escape, DIGIT.test(letter)) };
}

/** What knows of the groups that were read. */
export interface Groups {
  readonly count: number;
  isClosed(group: number): boolean;
  checkLookBehind(group: number): void;
}

export function escapeNode(source: Source, escape: string, groups: Groups): Node {
  const letter = escape.slice(1);
  const category = CATEGORIES.get(letter);
  if (category !== undefined) return { kind: 'class', negated: false, members: [{ kind: 'category', category }] };
  const place = PLACES.get(letter);
  if (place !== undefined) return { kind: 'at', place };
  const control = letter === 'b' ? undefined : CONTROLS.get(letter);
  if (control !== undefined) return literal(control);
  if (letter === '0') return literal(Number.parseInt(letter + source.take(2, OCTAL), 8));
  if (DIGIT.test(letter)) return groupOrOctal(source, escape, groups);
  return literal(numbered(source, escape) ?? plain(source, escape, false));
}

function literal(code: number): Node {
  return { kind: 'literal', code };
}

function octal(source: Source, escape: string): number {
  const code = Number.parseInt(escape.slice(1), 8);
  if (code <= 0o377) return code;
  return source.fail(`octal escape value ${escape} outside of range 0-0o377`, escape.length);
}

function groupOrOctal(source: Source, begun: string, groups: Groups): Node {
  const escape = begun + source.take(1, DIGIT);
  const third = /^\\[0-7]{2}$/.test(escape) ? source.take(1, OCTAL) : '';
  if (third !== '') return literal(octal(source, escape + third));
  const group = Number(escape.slice(1));
  if (group >= groups.count) source.fail(`invalid group reference ${group}`, escape.length - 1);
  if (!groups.isClosed(group)) source.fail('cannot refer to an open group', escape.length);
  groups.checkLookBehind(group);
  return { kind: 'reference', group };
}

const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** `\x41` and its like; `undefined` for another escape. */
function numbered(source: Source, begun: string): number | undefined {
  const letter = begun.charAt(1);
  const length = LENGTHS.get(letter);
  if (letter === 'N') return named(source);
  if (length === undefined) return undefined;
  const escape = begun + source.take(length, HEXADECIMAL);
  if (escape.length !== length + 2) source.fail(`incomplete escape ${escape}`, escape.length);
  const code = Number.parseInt(escape.slice(2), 16);
  return code <= 0x10ffff ? code : source.fail(`bad escape ${escape}`, escape.length);
}

/** The names of characters are a table of their own, which is not here. */
function named(source: Source): never {
  if (!source.takes('{')) source.fail('missing {');
  const name = source.until('}', 'character name');
  return source.fail(`undefined character name '${name}'`, name.length + 4);
}

function plain(source: Source, escape: string, refused: boolean): number {
  if (refused || /^[a-zA-Z]$/.test(escape.slice(1))) {
    source.fail(`bad escape ${escape}`, escape.length);
  }
  return escape.codePointAt(1) ?? 0;
}
