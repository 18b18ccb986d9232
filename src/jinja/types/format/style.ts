import type { Host } from '../../values/host.js';
import { integerIn, integerWithin } from '../../values/int.js';
import { raise, Raised } from '../../values/raised.js';
import { reprOf, strOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { fail, Undefined } from '../../values/undefined.js';
import { Bytes, Float, Markup, type Value } from '../../values/value.js';
import { escapeText } from '../../values/markup.js';
import { floatFrom, intFrom, truncated } from '../number/convert.js';
import { asciiOf } from '../text/ascii.js';
import { toDouble } from './value.js';

/** What `%` does differently for strings, markup and bytes. */
export interface Style {
  /** How messages call what is formatted. */
  readonly what: 'string' | 'bytes';
  /** Whether a `*` can take its number: a value that stands for an escaped text is none. */
  readonly takesStar: boolean;
  key(text: string): Value;
  str(value: Value, host: Host): string;
  repr(value: Value, host: Host): string;
  ascii(value: Value, host: Host): string;
  character(value: Value): string;
  /** The integer of `%d`, when `isExact` that of `%x`, which takes no float. */
  integer(value: Value, letter: string, host: Host): number | bigint;
  double(value: Value, host: Host): number;
}

export const PLAIN: Style = {
  what: 'string',
  takesStar: true,
  key: (text) => text,
  str: strOf,
  repr: reprOf,
  ascii: (value, host) => asciiOf(reprOf(value, host)),
  character: characterOf,
  integer: (value, letter) => integerOf(value, letter),
  double: (value) => doubleOf(value, (typeName) => `must be real number, not ${typeName}`),
};

/** Every value stands for a text that is escaped; numbers are what `int` and `float` make of it. */
export const ESCAPING: Style = {
  what: 'string',
  takesStar: false,
  key: (text) => text,
  str: (value, host) => (value instanceof Markup ? value.text : escapeText(strOf(value, host))),
  repr: (value, host) => escapeText(reprOf(value, host)),
  ascii: (value, host) => asciiOf(escapeText(reprOf(value, host))),
  character: () => raise('TypeError', '%c requires int or char'),
  integer(value, letter, host) {
    if (EXACT.has(letter)) return wrongInteger(letter, '_MarkupEscapeHelper');
    try {
      return intFrom(value, host);
    } catch (error) {
      if (error instanceof Raised && error.kind === 'TypeError') wrongInteger(letter, '_MarkupEscapeHelper');
      throw error;
    }
  },
  double: (value, host) => floatFrom(value, host),
};

export const BYTES: Style = {
  ...PLAIN,
  what: 'bytes',
  key: (text) => new Bytes(Uint8Array.from(text, (character) => character.charCodeAt(0))),
  str: bytesOf,
  repr: (value, host) => asciiOf(reprOf(value, host)),
  character: byteOf,
  double: (value) => doubleOf(value, (typeName) => `float argument required, not ${typeName}`),
};

/** The letters that take no float. */
const EXACT: ReadonlySet<string> = new Set(['o', 'x', 'X']);

function integerOf(value: Value, letter: string): number | bigint {
  const integer = integerWithin(value);
  if (integer !== undefined) return integer;
  if (value instanceof Undefined && !EXACT.has(letter)) fail(value);
  if (!(value instanceof Float) || EXACT.has(letter)) return wrongInteger(letter, typeNameOf(value));
  return truncated(value.value);
}

function wrongInteger(letter: string, typeName: string): never {
  const wanted = EXACT.has(letter) ? 'an integer' : 'a real number';
  return raise('TypeError', `%${letter} format: ${wanted} is required, not ${typeName}`);
}

function doubleOf(value: Value, message: (typeName: string) => string): number {
  if (value instanceof Float) return value.value;
  const integer = integerWithin(value);
  if (integer !== undefined) return toDouble(integer);
  if (value instanceof Undefined) fail(value);
  return raise('TypeError', message(typeNameOf(value)));
}

function characterOf(value: Value): string {
  const text = value instanceof Markup ? value.text : value;
  if (typeof text === 'string' && [...text].length === 1) return text;
  const integer = integerIn(value) ?? raise('TypeError', '%c requires int or char');
  if (integer < 0 || integer > 0x10ffff) raise('OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(integer));
}

function byteOf(value: Value): string {
  if (value instanceof Bytes && value.bytes.length === 1) return String.fromCharCode(...value.bytes);
  const integer = integerIn(value);
  if (integer === undefined) raise('TypeError', '%c requires an integer in range(256) or a single byte');
  return integer >= 0 && integer <= 255
    ? String.fromCharCode(Number(integer))
    : raise('OverflowError', '%c arg not in range(256)');
}

function bytesOf(value: Value): string {
  if (value instanceof Bytes) return Array.from(value.bytes, (byte) => String.fromCharCode(byte)).join('');
  const wanted = 'a bytes-like object, or an object that implements __bytes__';
  return raise('TypeError', `%b requires ${wanted}, not '${typeNameOf(value)}'`);
}
