import { flat } from '../../values/flat.js';
import { raise } from '../../values/raised.js';

/** One `{name!conversion:spec}` of a format string. */
export interface Field {
  readonly name: string;
  /** One character; empty when there is none. */
  readonly conversion: string;
  readonly spec: string;
}

/** Text, and the field that follows it. */
export interface Piece {
  readonly literal: string;
  readonly field: Field | undefined;
}

/** Formats that were read to their end before: a template that loops asks for the same ones. */
const known = new Map<string, readonly Piece[]>();
const MOST_KNOWN = 256;
const LONGEST_KNOWN = 256;

/** The pieces of a format string. What is wrong is only said when it is reached. */
export function piecesOf(format: string): Iterable<Piece> {
  return known.get(format) ?? (format.length <= LONGEST_KNOWN ? remember(format) : readPieces(format));
}

function* remember(format: string): Generator<Piece, void> {
  // A text of its own: part of a long one would keep all of that.
  const own = flat(` ${format}`).slice(1);
  const pieces: Piece[] = [];
  for (const piece of readPieces(own)) {
    pieces.push(piece);
    yield piece;
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(own, pieces);
}

function* readPieces(format: string): Generator<Piece, void> {
  let at = 0;
  while (at < format.length) {
    const brace = nextBrace(format, at);
    if (brace < 0) {
      yield { literal: format.slice(at), field: undefined };
      return;
    }
    const character = format.charAt(brace);
    if (format.charAt(brace + 1) === character) {
      yield { literal: format.slice(at, brace + 1), field: undefined };
      at = brace + 2;
      continue;
    }
    if (character === '}' || brace + 1 === format.length) {
      raise('ValueError', `Single '${character}' encountered in format string`);
    }
    const { field, end } = readField(format, brace + 1);
    yield { literal: format.slice(at, brace), field };
    at = end;
  }
}

const BRACE = /[{}]/g;

function nextBrace(format: string, from: number): number {
  BRACE.lastIndex = from;
  return BRACE.exec(format)?.index ?? -1;
}

interface Read {
  readonly field: Field;
  readonly end: number;
}

/** `start`: behind the brace. */
function readField(format: string, start: number): Read {
  const nameEnd = endOfName(format, start);
  const name = format.slice(start, nameEnd);
  const stop = format.charAt(nameEnd);
  if (stop === '') raise('ValueError', "expected '}' before end of string");
  if (stop === '}') return { field: { name, conversion: '', spec: '' }, end: nameEnd + 1 };
  if (stop === ':') return readSpec(format, nameEnd + 1, { name, conversion: '' });
  const code = format.codePointAt(nameEnd + 1);
  if (code === undefined) return raise('ValueError', 'end of string while looking for conversion specifier');
  const conversion = String.fromCodePoint(code);
  const after = nameEnd + 1 + conversion.length;
  const next = format.charAt(after);
  if (next === '}') return { field: { name, conversion, spec: '' }, end: after + 1 };
  if (next !== ':' && next !== '') raise('ValueError', "expected ':' after conversion specifier");
  return readSpec(format, after + 1, { name, conversion });
}

/** Where the name stops; what stands in square brackets does not end it. */
function endOfName(format: string, start: number): number {
  for (let at = start; at < format.length; at++) {
    const character = format.charAt(at);
    if (character === '{') raise('ValueError', "unexpected '{' in field name");
    if (character === '}' || character === ':' || character === '!') return at;
    if (character === '[') {
      const close = format.indexOf(']', at);
      if (close < 0) return format.length;
      at = close;
    }
  }
  return format.length;
}

/** Up to the brace that closes the field; others stand in it in pairs. */
function readSpec(format: string, start: number, field: Omit<Field, 'spec'>): Read {
  let depth = 1;
  for (let at = start; at < format.length; at++) {
    const character = format.charAt(at);
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) return { field: { ...field, spec: format.slice(start, at) }, end: at + 1 };
  }
  return raise('ValueError', "unmatched '{' in format spec");
}

/** A step of a field's name behind its first word. */
export interface Step {
  readonly kind: 'attribute' | 'item';
  readonly name: string;
}

/** The first word of a name, which says what to begin with, and the steps from there. */
export function splitName(name: string): { readonly first: string; readonly rest: string } {
  const end = /[.[]/.exec(name)?.index ?? name.length;
  return { first: name.slice(0, end), rest: name.slice(end) };
}

export function* stepsOf(rest: string): Generator<Step, void> {
  let at = 0;
  while (at < rest.length) {
    const step = rest.charAt(at) === '.' ? readAttribute(rest, at + 1) : readItem(rest, at);
    if (step.name === '') raise('ValueError', 'Empty attribute in format string');
    yield step;
    at = step.end;
  }
}

function readAttribute(rest: string, start: number): Step & { readonly end: number } {
  const length = /[.[]/.exec(rest.slice(start))?.index ?? rest.length - start;
  return { kind: 'attribute', name: rest.slice(start, start + length), end: start + length };
}

function readItem(rest: string, start: number): Step & { readonly end: number } {
  if (rest.charAt(start) !== '[') {
    raise('ValueError', "Only '.' or '[' may follow ']' in format field specifier");
  }
  const close = rest.indexOf(']', start);
  if (close < 0) raise('ValueError', "Missing ']' in format string");
  return { kind: 'item', name: rest.slice(start + 1, close), end: close + 1 };
}

/** A name that is a number; `undefined` when it is none. */
export function numberIn(name: string): number | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  if (name.length > 18 && BigInt(name) > 2n ** 63n - 1n) {
    raise('ValueError', 'Too many decimal digits in format string');
  }
  return Number(name);
}
