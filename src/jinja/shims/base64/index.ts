import type { Host } from '../../values/host.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, type Module, type Value } from '../../values/value.js';
import { moduleOf, python, type Body } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { fromBase32, toBase32 } from './base32.js';
import { fromBase64 } from './base64.js';

/** Bytes to be encoded. */
function bytesOf(value: Value | undefined, host: Host): Uint8Array {
  if (!(value instanceof Bytes)) {
    return raise('TypeError', `a bytes-like object is required, not '${typeNameOf(value ?? null)}'`);
  }
  host.spend(value.bytes.length);
  host.reserve(value.bytes.length * 2);
  return value.bytes;
}

function viewOf(value: Value | undefined, host: Host): Uint8Array {
  if (value instanceof Bytes) return bytesOf(value, host);
  return raise('TypeError', `memoryview: a bytes-like object is required, not '${typeNameOf(value ?? null)}'`);
}

/** What is to be decoded: bytes, or a string of ASCII. */
function encodedOf(value: Value | undefined, host: Host): Uint8Array {
  const text = textIn(value);
  if (text === undefined) {
    if (value instanceof Bytes) return bytesOf(value, host);
    const given = typeNameOf(value ?? null);
    return raise('TypeError', `argument should be a bytes-like object or ASCII string, not '${given}'`);
  }
  host.spend(text.length);
  if (!/^\p{ASCII}*$/u.test(text)) raise('ValueError', 'string argument should contain only ASCII characters');
  return Buffer.from(text, 'latin1');
}

function ascii(text: string): Bytes {
  return new Bytes(Buffer.from(text, 'latin1'));
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function b64encode([value, letters = null]: Given, host: Host): Value {
  const text = base64Of(bytesOf(value, host));
  if (letters === null) return ascii(text);
  const [plus, slash] = lettersOf(bytesOf(letters, host));
  return ascii(text.replaceAll('+', plus).replaceAll('/', slash));
}

function lettersOf(bytes: Uint8Array): readonly [string, string] {
  const [plus, slash, more] = bytes;
  if (plus === undefined || slash === undefined || more !== undefined) {
    return raise('AssertionError', new TextDecoder('latin1').decode(bytes));
  }
  return [String.fromCharCode(plus), String.fromCharCode(slash)];
}

function b64decode([value, letters = null, validate = false]: Given, host: Host): Value {
  const given = encodedOf(value, host);
  if (letters === null) return new Bytes(fromBase64(given, isTrue(validate)));
  const [plus, slash] = lettersOf(encodedOf(letters, host));
  return new Bytes(fromBase64(translate(given, plus, slash), isTrue(validate)));
}

function translate(bytes: Uint8Array, plus: string, slash: string): Uint8Array {
  return bytes.map((byte) => {
    if (byte === plus.charCodeAt(0)) return 0x2b;
    return byte === slash.charCodeAt(0) ? 0x2f : byte;
  });
}

function b32decode([value, casefold = false]: Given, host: Host): Value {
  const text = Buffer.from(encodedOf(value, host)).toString('latin1');
  return new Bytes(fromBase32(isTrue(casefold) ? text.toUpperCase() : text));
}

function b16decode([value, casefold = false]: Given, host: Host): Value {
  const given = Buffer.from(encodedOf(value, host)).toString('latin1');
  const text = isTrue(casefold) ? given.toUpperCase() : given;
  if (/[^0-9A-F]/.test(text)) raise('Error', 'Non-base16 digit found');
  if (text.length % 2 === 1) raise('Error', 'Odd-length string');
  return new Bytes(Buffer.from(text, 'hex'));
}

function encodebytes([value]: Given, host: Host): Value {
  if (!(value instanceof Bytes)) {
    return raise('TypeError', `expected bytes-like object, not ${typeNameOf(value ?? null)}`);
  }
  return ascii(base64Of(bytesOf(value, host)).replaceAll(/.{1,76}/g, '$&\n'));
}

const urlSafe: Body = ([value], host) =>
  ascii(base64Of(bytesOf(value, host)).replaceAll('+', '-').replaceAll('/', '_'));

const fromUrlSafe: Body = ([value], host) => new Bytes(fromBase64(translate(encodedOf(value, host), '-', '_'), false));

/** `base64`, for bytes. */
export const base64: Module = moduleOf('base64', [
  python('b64encode', 's, altchars?', b64encode),
  python('b64decode', 's, altchars?, validate?', b64decode),
  python('standard_b64encode', 's', b64encode),
  python('standard_b64decode', 's', b64decode),
  python('urlsafe_b64encode', 's', urlSafe),
  python('urlsafe_b64decode', 's', fromUrlSafe),
  python('b32encode', 's', ([value], host) => ascii(toBase32(viewOf(value, host)))),
  python('b32decode', 's, casefold?', b32decode),
  python('b16encode', 's', ([value], host) => ascii(Buffer.from(bytesOf(value, host)).toString('hex').toUpperCase())),
  python('b16decode', 's, casefold?', b16decode),
  python('encodebytes', 's', encodebytes),
]);
