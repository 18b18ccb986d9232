import { missingAttribute } from '../../types/missing-attribute.js';
import type { Host } from '../../values/host.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { checkDefined } from '../../values/undefined.js';
import { Dict } from '../../values/dict.js';
import { SetValue } from '../../values/set.js';
import { Bytes, Tuple, type Value } from '../../values/value.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { decodeUtf8, encodeUtf8, type OnError } from '../utf8.js';

const ALWAYS = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~'.split('').map(codeOf));

function codeOf(character: string): number {
  return character.charCodeAt(0);
}

/** What is left as it is: ASCII of a string, or bytes. */
function safeIn(safe: Value): ReadonlySet<number> {
  const text = textIn(safe);
  if (text !== undefined) return new Set([...text].map(codeOf).filter((code) => code < 128));
  if (safe instanceof Bytes) return new Set([...safe.bytes].filter((code) => code < 128));
  checkDefined(safe);
  return raise('TypeError', `'${typeNameOf(safe)}' object is not iterable`);
}

/** `urllib.parse.quote_from_bytes`. */
function quoteBytes(bytes: Uint8Array, safe: ReadonlySet<number>, host: Host): string {
  host.spend(bytes.length);
  host.reserve(bytes.length * 3);
  let text = '';
  for (const byte of bytes) {
    const isPlain = ALWAYS.has(byte) || safe.has(byte);
    text += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** A string as bytes of an encoding that URLs have. */
function encodeText(text: string, encoding: Value, errors: Value): Uint8Array {
  checkEncoding(encoding);
  return encodeUtf8(text, errorsIn(errors, 'strict'));
}

function checkEncoding(encoding: Value): void {
  const name = textIn(encoding);
  if (name === undefined && encoding !== null) {
    raise('TypeError', `encode() argument 'encoding' must be str, not ${typeNameOf(encoding)}`);
  }
  if (!/^utf[-_]?8$/i.test(name ?? 'utf-8')) raise('LookupError', `unknown encoding: ${name}`);
}

const HANDLERS: readonly OnError[] = ['strict', 'replace', 'ignore', 'surrogatepass'];

function errorsIn(errors: Value, absent: OnError): OnError {
  if (errors === null) return absent;
  const found = HANDLERS.find((handler) => handler === textIn(errors));
  return found ?? raise('LookupError', `unknown error handler name '${textIn(errors) ?? ''}'`);
}

export function quote([value = null, safe = '/', encoding = null, errors = null]: Given, host: Host): Value {
  const text = textIn(value);
  if (text !== undefined) {
    return text === '' ? text : quoteBytes(encodeText(text, encoding, errors), safeIn(safe), host);
  }
  if (encoding !== null) raise('TypeError', "quote() doesn't support 'encoding' for bytes");
  if (errors !== null) raise('TypeError', "quote() doesn't support 'errors' for bytes");
  return quoteFromBytes([value, safe], host);
}

export function quoteFromBytes([value = null, safe = '/']: Given, host: Host): Value {
  if (!(value instanceof Bytes)) raise('TypeError', 'quote_from_bytes() expected bytes');
  return value.bytes.length === 0 ? '' : quoteBytes(value.bytes, safeIn(safe), host);
}

export function quotePlus([value = null, safe = '', encoding = null, errors = null]: Given, host: Host): Value {
  const holdsSpace = textIn(value)?.includes(' ') ?? (value instanceof Bytes && value.bytes.includes(0x20));
  if (!holdsSpace) return quote([value, safe, encoding, errors], host);
  const kept = new Set([...safeIn(safe), 0x20]);
  const bytes = new Bytes(Uint8Array.from(kept));
  const quoted = quote([value, bytes, encoding, errors], host);
  return (textIn(quoted) ?? '').replaceAll(' ', '+');
}

/** Escapes of two digits as their bytes; the rest as it is. */
function unquoteToBytes(bytes: Uint8Array): Uint8Array {
  const result: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const value = byte === 0x25 ? hexadecimal(bytes, at + 1) : undefined;
    result.push(value ?? byte);
    if (value !== undefined) at += 2;
  }
  return Uint8Array.from(result);
}

function hexadecimal(bytes: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  return /^[0-9a-fA-F]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

export function unquote([value = null, encoding = 'utf-8', errors = 'replace']: Given, host: Host): Value {
  const text = value instanceof Bytes ? undefined : (textIn(value) ?? notIterable(value));
  // Python looks at the rest only when there is something to decode.
  if (text !== undefined && !text.includes('%')) {
    host.spend(text.length);
    return text;
  }
  checkEncoding(encoding);
  const how = errorsIn(errors, 'replace');
  if (value instanceof Bytes) return decodeUtf8(unquoteToBytes(value.bytes), how);
  return unquoteText(text ?? '', how, host);
}

function notIterable(value: Value): never {
  checkDefined(value);
  const type = typeNameOf(value);
  // Python looks for a percent sign first.
  if (Array.isArray(value) || value instanceof Tuple || value instanceof Dict || value instanceof SetValue)
    return missingAttribute(value, 'split');
  return raise('TypeError', `argument of type '${type}' is not iterable`);
}

/** Only what is ASCII is unquoted, run by run: an escape never joins a character that stands there itself. */
function unquoteText(text: string, errors: OnError, host: Host): string {
  host.spend(text.length);
  return text.replaceAll(/\p{ASCII}+/gu, (run) => decodeUtf8(unquoteToBytes(Buffer.from(run, 'latin1')), errors));
}

export function unquotePlus([value = null, encoding = 'utf-8', errors = 'replace']: Given, host: Host): Value {
  const text = textIn(value);
  if (text !== undefined) return unquote([text.replaceAll('+', ' '), encoding, errors], host);
  return value instanceof Bytes
    ? raise('TypeError', "a bytes-like object is required, not 'str'")
    : missingAttribute(value, 'replace');
}

export function unquoteBytes([value = null]: Given, host: Host): Value {
  const text = textIn(value);
  if (text === undefined && !(value instanceof Bytes)) {
    missingAttribute(value, 'split');
  }
  const bytes = value instanceof Bytes ? value.bytes : encodeUtf8(text ?? '');
  host.spend(bytes.length);
  return new Bytes(unquoteToBytes(bytes));
}
