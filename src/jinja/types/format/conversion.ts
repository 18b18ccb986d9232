import { indexAt, lengthOfText, sliceText } from '../../values/code-points.js';
import type { Host } from '../../values/host.js';
import { raise } from '../../values/raised.js';
import { digitsInBase } from '../../values/magnitude.js';
import { digitsOf } from '../../values/repr.js';
import type { Value } from '../../values/value.js';
import type { Directive } from './directive.js';
import { chargeFloat } from './decimal.js';
import { floatForm, isNegative, writeFloat } from './float.js';
import type { Style } from './style.js';

interface Way {
  readonly style: Style;
  readonly host: Host;
}

/** A value in the form that the directive asks for. */
export function convert(value: Value, directive: Directive, way: Way): string {
  const { letter, flags, width } = directive;
  if (letter === 's' && width === 0 && directive.precision === undefined) return way.style.str(value, way.host);
  way.host.reserve(width + (directive.precision ?? 0));
  if (NUMBERS.has(letter)) return convertNumber(value, directive, way);
  const text = textOf(value, directive, way);
  const missing = width - lengthOfText(text);
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

const NUMBERS: ReadonlySet<string> = new Set('dioxXueEfFgG');

function textOf(value: Value, directive: Directive, { style, host }: Way): string {
  const { precision } = directive;
  const shorten = (text: string): string => (precision === undefined ? text : sliceText(text, 0, precision));
  switch (directive.letter) {
    case 's':
      return shorten(style.str(value, host));
    case 'r':
      return shorten(style.repr(value, host));
    case 'a':
      return shorten(style.ascii(value, host));
    case 'c':
      return style.character(value);
    default:
      if (directive.letter === 'b' && style.what === 'bytes') return shorten(style.str(value, host));
      return unsupported(directive, style);
  }
}

function unsupported({ format, letter, end }: Directive, { what }: Style): never {
  const code = letter.codePointAt(0) ?? 0;
  if (what === 'bytes' && code > 127) raise('OverflowError', 'character argument not in range(0x110000)');
  const shown = code >= 31 && code <= 126 ? letter : '?';
  const index = indexAt(format, end - letter.length);
  return raise('ValueError', `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`);
}

interface Pieces {
  readonly negative: boolean;
  readonly prefix: string;
  readonly body: string;
}

function convertNumber(value: Value, directive: Directive, way: Way): string {
  const { flags, width } = directive;
  const pieces = 'eEfFgG'.includes(directive.letter)
    ? floatPieces(value, directive, way)
    : integerPieces(value, directive, way);
  const sign = pieces.negative ? '-' : positiveSign(flags);
  const before = sign + pieces.prefix;
  const missing = width - before.length - pieces.body.length;
  if (missing <= 0) return before + pieces.body;
  if (flags.includes('-')) return before + pieces.body + ' '.repeat(missing);
  if (flags.includes('0')) return before + '0'.repeat(missing) + pieces.body;
  return ' '.repeat(missing) + before + pieces.body;
}

function positiveSign(flags: string): string {
  if (flags.includes('+')) return '+';
  return flags.includes(' ') ? ' ' : '';
}

function integerPieces(value: Value, { letter, flags, precision = 0 }: Directive, { style, host }: Way): Pieces {
  const integer = style.integer(value, letter, host);
  const radix = RADIX.get(letter);
  const text = radix === undefined ? digitsOf(integer, host) : digitsInBase(integer, radix, host);
  const negative = text.startsWith('-');
  const digits = (negative ? text.slice(1) : text).padStart(precision, '0');
  const prefix = radix !== undefined && flags.includes('#') ? `0${letter}` : '';
  return { negative, prefix, body: letter === 'X' ? digits.toUpperCase() : digits };
}

const RADIX: ReadonlyMap<string, number> = new Map([
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function floatPieces(value: Value, { letter, flags, precision = 6 }: Directive, { style, host }: Way): Pieces {
  const double = style.double(value, host);
  const small = letter.toLowerCase();
  const type = small === 'e' || small === 'f' ? small : 'g';
  chargeFloat(double, precision, host);
  const text = writeFloat(double, floatForm(type, precision, { alternate: flags.includes('#') }));
  return { negative: isNegative(double), prefix: '', body: letter === small ? text : text.toUpperCase() };
}
