import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import type { Call, Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, Tuple, type Value } from '../../values/value.js';
import { methodsOf, named, none, one, operator, sizeIn, textIn, type Definition, type Given } from '../arguments.js';
import { formatBytes } from '../format/percent.js';
import { codecArguments } from '../text/encode.js';
import { textDefinitions } from '../text/members.js';
import { codecOf } from './codec.js';
import { onDecodeError } from './on-error.js';

/**
 * The methods that strings have too run on a string with one character for each byte. A byte that means nothing as ASCII,
 * but would as a character, stands there as one of private use, which is no letter, no space and no digit.
 */
const MEANINGLESS = /[\x1c-\x1f\x80-\xff]/g;
const PRIVATE = 0xe000;

function textOf({ bytes }: Bytes): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text.replaceAll(MEANINGLESS, (character) => String.fromCharCode(PRIVATE + character.charCodeAt(0)));
}

function bytesOf(text: string): Bytes {
  return new Bytes(Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff));
}

/** A result of the string's method with its strings as bytes. */
function answer(value: Value): Value {
  if (typeof value === 'string') return bytesOf(value);
  if (Array.isArray(value)) return value.map(answer);
  return value instanceof Tuple ? new Tuple(value.items.map(answer)) : value;
}

/** What is said about a string where bytes are wanted. */
type Refusal = (given: Value, at: number) => string;

const WANTED: Refusal = (given) => `a bytes-like object is required, not '${typeNameOf(given)}'`;

interface Reading {
  readonly refusal: Refusal;
  /** Whether a small number stands for a byte. */
  readonly number?: boolean;
}

function borrowed(name: string, reading: Reading = { refusal: WANTED }): Definition<Bytes> {
  return (names) => {
    const method = textDefinitions[name]?.(names);
    return (bytes, { positional, named: given }, host) => {
      const call: Call = {
        positional: positional.map((value, at) => asText(value, at, reading)),
        named: new Map([...given].map(([key, value]) => [key, asText(value, 0, reading)])),
      };
      return method === undefined ? null : answer(method(textOf(bytes), call, host));
    };
  };
}

function asText(value: Value, at: number, reading: Reading): Value {
  if (value instanceof Bytes) return textOf(value);
  if (textIn(value) !== undefined) return raise('TypeError', reading.refusal(value, at));
  if (value instanceof Tuple)
    return new Tuple(value.items.map((item) => (item instanceof Bytes ? textOf(item) : item)));
  if (at === 0 && reading.number === true) return asByte(value);
  return value;
}

function asByte(value: Value): Value {
  const byte = integerIn(value);
  if (byte === undefined) {
    return raise('TypeError', `argument should be integer or bytes-like object, not '${typeNameOf(value)}'`);
  }
  if (byte < 0 || byte > 255) raise('ValueError', 'byte must be in range(0, 256)');
  return textOf(new Bytes(Uint8Array.of(Number(byte))));
}

const SEARCH: Reading = {
  refusal: (given) => `argument should be integer or bytes-like object, not '${typeNameOf(given)}'`,
  number: true,
};

function affix(name: string): Definition<Bytes> {
  const refusal: Refusal = (given) => `${name} first arg must be bytes or a tuple of bytes, not ${typeNameOf(given)}`;
  const run = borrowed(name, { refusal });
  return (names) => {
    const method = run(names);
    return (bytes, call, host) => {
      const [first] = call.positional;
      const isFine = first === undefined || first instanceof Bytes || first instanceof Tuple;
      return isFine ? method(bytes, call, host) : raise('TypeError', refusal(first, 0));
    };
  };
}

function join(bytes: Bytes, items: Value, host: Host): Value {
  const pieces = listOf(items, host).map((item, at) => {
    if (item instanceof Bytes) return item;
    return raise('TypeError', `sequence item ${at}: expected a bytes-like object, ${typeNameOf(item)} found`);
  });
  const size = pieces.reduce((total, piece) => total + piece.bytes.length + bytes.bytes.length, 0);
  host.reserve(size);
  return new Bytes(
    Uint8Array.from(pieces.flatMap((piece, at) => (at === 0 ? [...piece.bytes] : [...bytes.bytes, ...piece.bytes]))),
  );
}

const decode: Definition<Bytes> = named({ names: ['encoding', 'errors'] }, ({ bytes }, given, host) => {
  const [encoding, errors] = codecArguments('decode', given);
  host.reserve(bytes.length);
  host.spend(1 + bytes.length / 16);
  return codecOf(encoding).decode(bytes, onDecodeError(errors));
});

const hex: Definition<Bytes> = named({ names: ['sep', 'bytes_per_sep'] }, ({ bytes }, [separator, count], host) => {
  host.reserve(bytes.length * 3);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return separator === undefined ? digits.join('') : groupHex(digits, separatorIn(separator), groupSize(count));
});

function separatorIn(value: Value): string {
  const text = value instanceof Bytes ? textOf(value) : textIn(value);
  if (text === undefined) raise('TypeError', 'sep must be str or bytes.');
  if ([...text].length !== 1) raise('ValueError', 'sep must be length 1.');
  return /^[\0-\x7f]$/.test(text) ? text : raise('ValueError', 'sep must be ASCII.');
}

function groupSize(count: Given): number {
  return count === undefined ? 1 : sizeIn(count);
}

/** Groups are counted from the right, with a negative size from the left. */
function groupHex(digits: readonly string[], separator: string, size: number): string {
  if (size === 0) return digits.join('');
  const step = Math.abs(size);
  const groups: string[] = [];
  const first = size > 0 ? digits.length % step : 0;
  if (first > 0) groups.push(digits.slice(0, first).join(''));
  for (let at = first; at < digits.length; at += step) groups.push(digits.slice(at, at + step).join(''));
  return groups.join(separator);
}

const BORROWED = [
  ...['capitalize', 'expandtabs', 'isalnum', 'isalpha', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper'],
  ...['lower', 'lstrip', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rpartition', 'rsplit', 'rstrip'],
  ...['split', 'strip', 'swapcase', 'title', 'upper', 'zfill', 'center', 'ljust', 'rjust'],
];

const definitions: Readonly<Record<string, Definition<Bytes>>> = {
  ...Object.fromEntries(BORROWED.map((name) => [name, borrowed(name)])),
  ...Object.fromEntries(['count', 'find', 'index', 'rfind', 'rindex'].map((name) => [name, borrowed(name, SEARCH)])),
  decode,
  endswith: affix('endswith'),
  hex,
  isascii: none(({ bytes }) => bytes.every((byte) => byte < 0x80)),
  join: one(join),
  splitlines: named({ names: ['keepends'] }, (bytes, [keep = false]) => linesOf(bytes, integerIn(keep) !== 0)),
  startswith: affix('startswith'),
  __contains__: operator(1, (bytes, [item = null], host) => contains(bytes, item, host)),
  __getitem__: operator(1, (bytes, [key = null], host) => itemOf(bytes, key, host)),
  __len__: operator(0, ({ bytes }) => bytes.length),
  __mod__: operator(1, (bytes, [given = null], host) => formatBytes(bytes, given, host)),
};

/** Only carriage returns and line feeds end lines of bytes. */
function linesOf(bytes: Bytes, keepsBreaks: boolean): Value {
  const lines = textOf(bytes).match(/[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+$/g) ?? [];
  return lines.map((line) => bytesOf(keepsBreaks ? line : line.replace(/\r?\n$|\r$/, '')));
}

const EMPTY = new Bytes(new Uint8Array());

export const bytesMethods: ReadonlyMap<string, Member> = methodsOf(
  'bytes',
  (value) => (value instanceof Bytes ? value : EMPTY),
  definitions,
);
