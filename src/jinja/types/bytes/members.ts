import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { lengthOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, Tuple, type Value } from '../../values/value.js';
import {
  boundIn,
  methodsOf,
  named,
  none,
  one,
  operator,
  parsed,
  positional,
  sizeIn,
  type Definition,
  type Given,
} from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { flagIn, iterateToJoin } from '../text/split.js';
import { formatBytes } from '../format/percent.js';
import { codecArguments } from '../text/encode.js';
import { textDefinitions } from '../text/members.js';
import { codecOf } from './codec.js';
import { onDecodeError } from './on-error.js';

/**
 * The methods that strings have too run on a string with one character for each byte. A byte that means nothing as ASCII,
 * but would as a character, stands there as one of private use, which is no letter, no space and no digit.
 */
const MEANINGLESS = new RegExp(String.raw`[\x1c-\x1f\x80-\xff]`, 'g');
const PRIVATE = 0xe000;

function textOf({ bytes }: Bytes): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replaceAll(MEANINGLESS, (character) => String.fromCharCode(PRIVATE + character.charCodeAt(0)));
}

function bytesOf(text: string): Bytes {
  // Of what is of private use the lower half, which is the byte, stays.
  return new Bytes(Uint8Array.from(Buffer.from(text, 'latin1')));
}

/** A result of the string's method with its strings as bytes. */
function answer(value: Value): Value {
  if (typeof value === 'string') return bytesOf(value);
  if (Array.isArray(value)) return value.map(answer);
  return value instanceof Tuple ? new Tuple(value.items.map(answer)) : value;
}

/** The string's method, given what is already read. */
function ask(name: string, bytes: Bytes, { given, host, convert }: Asked): Value {
  const method = textDefinitions[name]?.({ name, full: `bytes.${name}` });
  // The bytes become a string and back.
  host.spend(bytes.bytes.length / 8);
  const call = { positional: given.map(convert), named: NO_NAMES };
  return method === undefined ? null : answer(method(textOf(bytes), call, host));
}

type Convert = (given: Value, at: number) => Value;

interface Asked {
  readonly given: readonly Value[];
  readonly host: Host;
  readonly convert: Convert;
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Bytes as the string that stands for them. */
function asText(value: Value): string {
  if (value instanceof Bytes) return textOf(value);
  return raise('TypeError', `a bytes-like object is required, not '${typeNameOf(value)}'`);
}

/** The first so many arguments are bytes, the others numbers. */
function bytesFirst(count: number): Convert {
  return (value, at) => (at < count ? asText(value) : value);
}

const asking: Definition<Bytes> = ({ name }) =>
  none((bytes: Bytes, host) => ask(name, bytes, { given: [], host, convert: asText }))({ name, full: `bytes.${name}` });

function taking(least: number, most: number, convert: Convert): Definition<Bytes> {
  return (names) =>
    positional(least, most, (bytes: Bytes, given, host) => ask(names.name, bytes, { given, host, convert }))(names);
}

function takingOne(convert: Convert): Definition<Bytes> {
  return (names) =>
    one((bytes: Bytes, argument, host) => ask(names.name, bytes, { given: [argument], host, convert }))(names);
}

const stripping = taking(0, 1, (value) => (value === null ? value : asText(value)));

const filling: Definition<Bytes> = ({ name, full }) =>
  taking(1, 2, (value, at) => {
    if (at === 0) return sizeIn(value);
    if (value instanceof Bytes && value.bytes.length === 1) return textOf(value);
    return raise('TypeError', `${name}() argument 2 must be a byte string of length 1, not ${typeNameOf(value)}`);
  })({ name, full });

const splitting: Definition<Bytes> = (names) =>
  named('sep?, maxsplit?', (bytes: Bytes, [separator = null, most = -1], host) => {
    const given = [separator, sizeIn(most)];
    return ask(names.name, bytes, {
      given,
      host,
      convert: (value, at) => (at > 0 || value === null ? value : asText(value)),
    });
  })(names);

/** Bounds are read before what is looked for. */
function checkBounds([, ...bounds]: readonly Value[]): void {
  for (const bound of bounds) boundIn(bound, 0, 0);
}

function soughtIn(value: Value): string {
  if (value instanceof Bytes) return textOf(value);
  const byte = integerIn(value);
  if (byte === undefined) {
    return raise('TypeError', `argument should be integer or bytes-like object, not '${typeNameOf(value)}'`);
  }
  if (byte < 0 || byte > 255) raise('ValueError', 'byte must be in range(0, 256)');
  return textOf(new Bytes(Uint8Array.of(Number(byte))));
}

/** The first is looked for, the others are bounds. */
const soughtFirst: Convert = (value, at) => (at === 0 ? soughtIn(value) : value);

const searching: Definition<Bytes> = (names) =>
  parsed(1, 3, (bytes: Bytes, given, host) => {
    checkBounds(given);
    return ask(names.name, bytes, { given, host, convert: soughtFirst });
  })(names);

/** `find` that raises. */
function indexing(find: string): Definition<Bytes> {
  return parsed(1, 3, (bytes, given, host) => {
    checkBounds(given);
    const found = ask(find, bytes, { given, host, convert: soughtFirst });
    return found === -1 ? raise('ValueError', 'subsection not found') : found;
  });
}

const affixed: Definition<Bytes> = (names) =>
  parsed(1, 3, (bytes: Bytes, given, host) => {
    checkBounds(given);
    return ask(names.name, bytes, {
      given,
      host,
      convert: (value, at) => (at === 0 ? affixIn(names.name, value) : value),
    });
  })(names);

function affixIn(name: string, value: Value): Value {
  if (value instanceof Bytes) return textOf(value);
  if (value instanceof Tuple) return new Tuple(value.items.map(asText));
  return raise('TypeError', `${name} first arg must be bytes or a tuple of bytes, not ${typeNameOf(value)}`);
}

function join(bytes: Bytes, items: Value, host: Host): Value {
  const separator = textOf(bytes);
  const texts: string[] = [];
  let size = 0;
  for (const item of iterateToJoin(items, host)) {
    if (!(item instanceof Bytes)) {
      const words = `expected a bytes-like object, ${typeNameOf(item)} found`;
      return raise('TypeError', `sequence item ${texts.length}: ${words}`);
    }
    host.spend(1);
    size += item.bytes.length + separator.length;
    host.reserve(size);
    texts.push(textOf(item));
  }
  return bytesOf(texts.join(separator));
}

const decode: Definition<Bytes> = named('encoding?, errors?', ({ bytes }, given, host) => {
  const [encoding, errors] = codecArguments('decode', given);
  host.reserve(bytes.length);
  host.spend(1 + bytes.length / 16);
  return codecOf(encoding).decode(bytes, onDecodeError(errors));
});

const hex: Definition<Bytes> = named('sep?, bytes_per_sep?', ({ bytes }, [separator, count], host) => {
  host.reserve(bytes.length * 3);
  host.spend(bytes.length * 2);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const size = groupSize(count);
  return separator === undefined ? digits.join('') : groupHex(digits, separatorIn(separator, host), size);
});

function separatorIn(value: Value, host: Host): string {
  const text = value instanceof Bytes ? textOf(value) : textIn(value);
  if (lengthOf(value, host) !== 1) raise('ValueError', 'sep must be length 1.');
  if (text === undefined) raise('TypeError', 'sep must be str or bytes.');
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

const ASKED = 'capitalize isalnum isalpha isdigit islower isspace istitle isupper lower swapcase title upper'.split(
  ' ',
);

function each(names: readonly string[], definition: Definition<Bytes>): Readonly<Record<string, Definition<Bytes>>> {
  return Object.fromEntries(names.map((name) => [name, definition]));
}

const definitions: Readonly<Record<string, Definition<Bytes>>> = {
  ...each(ASKED, asking),
  ...each(['count', 'find', 'rfind'], searching),
  ...each(['endswith', 'startswith'], affixed),
  ...each(['lstrip', 'rstrip', 'strip'], stripping),
  ...each(['center', 'ljust', 'rjust'], filling),
  ...each(['partition', 'removeprefix', 'removesuffix', 'rpartition'], takingOne(asText)),
  ...each(['split', 'rsplit'], splitting),
  expandtabs: (names) =>
    named('tabsize?', (bytes: Bytes, [size = 8], host) =>
      ask(names.name, bytes, { given: [size], host, convert: (value) => value }),
    )(names),
  index: indexing('find'),
  replace: taking(2, 3, bytesFirst(2)),
  rindex: indexing('rfind'),
  zfill: takingOne((value) => value),
  decode,
  hex,
  isascii: none(({ bytes }) => bytes.every((byte) => byte < 0x80)),
  join: one(join),
  splitlines: named('keepends?', (bytes, [keep], host) => {
    host.spend(bytes.bytes.length);
    return linesOf(bytes, flagIn(keep));
  }),
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
