import { sliceText } from '../../values/code-points.js';
import type { Host } from '../../values/host.js';
import { integerIn, integerWithin, intOf } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { fail, Undefined } from '../../values/undefined.js';
import { Bytes, Float, type Value } from '../../values/value.js';
import { textIn } from '../../values/text-in.js';
import { toDouble } from '../format/value.js';
import { decimalValue, isSpace } from '../text/classes.js';
import { stripUnits } from '../text/strip.js';

/** `int(value)`. */
export function intFrom(value: Value, host: Host): number | bigint {
  const integer = integerIn(value);
  if (integer !== undefined) return integer;
  if (value instanceof Float) return truncated(value.value);
  if (value instanceof Undefined) fail(value);
  const own = integerWithin(value);
  if (own !== undefined) return own;
  const text = writtenIn(value);
  if (text !== undefined) return parseInteger(text, 10, { given: value, host });
  const wanted = 'a string, a bytes-like object or a real number';
  return raise('TypeError', `int() argument must be ${wanted}, not '${typeNameOf(value)}'`);
}

/** `int(value, base)`. */
export function intFromBase(value: Value, base: number | bigint, host: Host): number | bigint {
  if (base !== 0 && (base < 2 || base > 36)) raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  const text = writtenIn(value);
  if (text === undefined) raise('TypeError', "int() can't convert non-string with explicit base");
  return parseInteger(text, Number(base), { given: value, host });
}

/** `int(value)` of a float. */
export function truncated(value: number): number | bigint {
  if (Number.isNaN(value)) raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) raise('OverflowError', 'cannot convert float infinity to integer');
  return wholeOf(Math.trunc(value));
}

/** The `int` of a double without a fraction. */
export function wholeOf(whole: number): number | bigint {
  // Without the sign of a zero.
  return Number.isSafeInteger(whole) ? whole + 0 : intOf(BigInt(whole));
}

/** `float(value)`. */
export function floatFrom(value: Value, host: Host): number {
  if (value instanceof Float) return value.value;
  const integer = integerIn(value);
  if (integer !== undefined) return toDouble(integer);
  if (value instanceof Undefined) fail(value);
  const own = integerWithin(value);
  if (own !== undefined) return toDouble(own);
  const text = writtenIn(value);
  if (text !== undefined) return parseFloating(text, { given: value, host });
  return raise('TypeError', `float() argument must be a string or a real number, not '${typeNameOf(value)}'`);
}

function writtenIn(value: Value): string | undefined {
  if (!(value instanceof Bytes)) return textIn(value);
  return Array.from(value.bytes, (byte) => String.fromCharCode(byte)).join('');
}

interface Origin {
  readonly given: Value;
  readonly host: Host;
}

/** Without white space around, and with the digits of all scripts as ASCII. */
function plainText(text: string, { given, host }: Origin): string {
  if (text.length > SHORT) host.spend(text.length);
  const trimmed = stripUnits(text, isSpace);
  if (given instanceof Bytes) return trimmed;
  return trimmed.replaceAll(/[^\0-\x7f]/gu, (character) => {
    const digit = decimalValue(character.codePointAt(0) ?? 0);
    return digit === undefined ? character : String(digit);
  });
}

/** What is not longer is read as part of the call. */
const SHORT = 64;

/** Whether there are digits, with single underscores between them if any; `other` finds what is neither. */
function areGrouped(text: string, other: RegExp): boolean {
  const isEven = !text.startsWith('_') && !text.endsWith('_') && !text.includes('__');
  return text !== '' && isEven && !other.test(text);
}

const NO_DIGIT_OF_ANY_BASE = /[^\da-z_]/i;
const NO_DECIMAL_DIGIT = /[^\d_]/;

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
]);

function parseInteger(text: string, base: number, origin: Origin): number | bigint {
  const read = readInteger(text, base, origin);
  if (read !== undefined) return read;
  const shown = sliceText(reprOf(origin.given, origin.host), 0, 200);
  return raise('ValueError', `invalid literal for int() with base ${base}: ${shown}`);
}

/** `undefined` for what is no integer in that base. */
function readInteger(text: string, base: number, origin: Origin): number | bigint | undefined {
  const plain = plainText(text, origin);
  const { sign, unsigned } = signed(plain);
  const prefix = PREFIXES.get(unsigned.slice(0, 2).toLowerCase());
  const isPrefixed = prefix !== undefined && (base === 0 || base === prefix);
  const written = isPrefixed ? unsigned.slice(2).replace(/^_/, '') : unsigned;
  const radix = base === 0 ? (isPrefixed ? prefix : 10) : base;
  const digits = written.replaceAll('_', '').toLowerCase();
  const isWellFormed = areGrouped(written, NO_DIGIT_OF_ANY_BASE) && areDigits(digits, radix);
  const isOctalLike = base === 0 && !isPrefixed && /^0+[1-9]/.test(digits);
  if (!isWellFormed || isOctalLike) return undefined;
  const value = magnitude(digits, radix, origin);
  return sign === '-' ? negated(value) : value;
}

function signed(text: string): { readonly sign: string; readonly unsigned: string } {
  const sign = text.startsWith('-') || text.startsWith('+') ? text.charAt(0) : '';
  return { sign, unsigned: text.slice(sign.length) };
}

function negated(value: number | bigint): number | bigint {
  return value === 0 ? 0 : -value;
}

function areDigits(digits: string, radix: number): boolean {
  for (const digit of digits) if (digitValue(digit) >= radix) return false;
  return true;
}

function digitValue(digit: string): number {
  return Number.parseInt(digit, 36);
}

const MOST_DIGITS = 4300;

function magnitude(digits: string, radix: number, { host }: Origin): number | bigint {
  if (digits.length <= 10) return Number.parseInt(digits, radix);
  host.spend(digits.length * 2);
  if (radix === 2 || radix === 8 || radix === 16) {
    return intOf(BigInt(`0${radix === 2 ? 'b' : radix === 8 ? 'o' : 'x'}${digits}`));
  }
  const isBinary = radix === 4 || radix === 32;
  if (digits.length > MOST_DIGITS && !isBinary) {
    const limit = `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion`;
    const hint = 'use sys.set_int_max_str_digits() to increase the limit';
    raise('ValueError', `${limit}: value has ${digits.length} digits; ${hint}`);
  }
  if (radix === 10) return intOf(BigInt(digits));
  return intOf(isBinary ? fromBits(digits, Math.log2(radix)) : fromPortions(digits, radix));
}

/** Of digits that stand for so many bits each. */
function fromBits(digits: string, width: number): bigint {
  const bits = Array.from(digits, (digit) => digitValue(digit).toString(2).padStart(width, '0'));
  return BigInt(`0b${bits.join('')}`);
}

/** As many digits as a number holds exactly in any base. */
const PORTION = 10;

function fromPortions(digits: string, radix: number): bigint {
  let value = 0n;
  for (let at = 0; at < digits.length; at += PORTION) {
    const portion = digits.slice(at, at + PORTION);
    value = value * BigInt(radix ** portion.length) + BigInt(Number.parseInt(portion, radix));
  }
  return value;
}

/** Digits with a point among them or at an end, and an exponent if any. */
function isFloating(text: string): boolean {
  const { unsigned } = signed(text);
  const end = unsigned.search(/e/i);
  const mantissa = end < 0 ? unsigned : unsigned.slice(0, end);
  if (end >= 0 && !areGrouped(signed(unsigned.slice(end + 1)).unsigned, NO_DECIMAL_DIGIT)) return false;
  const point = mantissa.indexOf('.');
  if (point < 0) return areGrouped(mantissa, NO_DECIMAL_DIGIT);
  const parts = [mantissa.slice(0, point), mantissa.slice(point + 1)].filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => areGrouped(part, NO_DECIMAL_DIGIT));
}

const SPECIAL = /^([-+]?)(?:(inf(?:inity)?)|nan)$/i;

function parseFloating(text: string, origin: Origin): number {
  const read = readFloating(text, origin);
  if (read !== undefined) return read;
  return raise('ValueError', `could not convert string to float: ${reprOf(origin.given, origin.host)}`);
}

/** `undefined` for what is no number. */
function readFloating(text: string, origin: Origin): number | undefined {
  const plain = plainText(text, origin);
  if (isFloating(plain)) return Number(plain.replaceAll('_', ''));
  const special = SPECIAL.exec(plain);
  if (special === null) return undefined;
  const [, sign, infinity] = special;
  if (infinity === undefined) return Number.NaN;
  return sign === '-' ? -Infinity : Infinity;
}

/** `int(text)`, or `undefined` for what cannot be read: raising it takes long where it is caught for each of many items. */
export function integerIfRead(text: string, host: Host): number | bigint | undefined {
  return readInteger(text, 10, { given: text, host });
}

/** `float(text)`, in the same way. */
export function floatIfRead(text: string, host: Host): number | undefined {
  return readFloating(text, { given: text, host });
}
