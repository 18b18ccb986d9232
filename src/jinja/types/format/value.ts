import { digitsInBase } from '../../values/magnitude.js';
import { raise } from '../../values/raised.js';
import type { Host } from '../../values/host.js';
import { sliceText } from '../../values/code-points.js';
import { digitsOf } from '../../values/repr.js';
import { strOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { Float, Markup, type Value } from '../../values/value.js';
import { chargeFloat } from './decimal.js';
import { floatForm, isNegative, writeFloat, type FloatForm } from './float.js';
import { layOut, padText, type Written } from './layout.js';
import { parseSpec, unknownCode, type Owner, type Spec } from './spec.js';

/** `format(value, spec)`: markup stays what it is where a specifier changes nothing of it. */
export function formatted(value: Value, spec: string, host: Host): Value {
  const text = formatValue(value, spec, host);
  return value instanceof Markup && spec !== '' && text !== '' && text === value.text ? value : text;
}

/** The text that `format(value, spec)` is. */
export function formatValue(value: Value, spec: string, host: Host): string {
  if (spec === '') return strOf(value, host);
  if (typeof value === 'string') return formatText(value, spec, { typeName: 'str', host });
  if (value instanceof Markup) return formatText(value.text, spec, { typeName: 'Markup', host });
  if (value instanceof Float) return formatFloat(value.value, parseSpec(spec, FLOAT), host);
  if (typeof value === 'number' || typeof value === 'bigint') return formatInt(value, { spec, owner: INT, host });
  if (typeof value === 'boolean') return formatInt(Number(value), { spec, owner: BOOL, host });
  return raise('TypeError', `unsupported format string passed to ${typeNameOf(value)}.__format__`);
}

const INT: Owner = { typeName: 'int', defaultAlign: '>', defaultType: 'd' };
const BOOL: Owner = { ...INT, typeName: 'bool' };
const FLOAT: Owner = { typeName: 'float', defaultAlign: '>', defaultType: '' };

interface Asked {
  readonly spec: string;
  readonly owner: Owner;
  readonly host: Host;
}

function formatText(text: string, spec: string, { typeName, host }: { typeName: string; host: Host }): string {
  const parsed = parseSpec(spec, { typeName, defaultAlign: '<', defaultType: 's' });
  if (parsed.type !== '' && parsed.type !== 's') unknownCode(parsed, typeName);
  checkTextSpec(parsed);
  const { precision } = parsed;
  const shortened = precision === undefined ? text : sliceText(text, 0, precision);
  return padText(shortened, parsed, { align: parsed.align ?? '<', host });
}

function checkTextSpec({ sign, noNegativeZero, alternate, align }: Spec): void {
  const end = 'not allowed in string format specifier';
  if (sign !== '') raise('ValueError', `${sign === ' ' ? 'Space' : 'Sign'} ${end}`);
  if (noNegativeZero) raise('ValueError', `Negative zero coercion (z) ${end}`);
  if (alternate) raise('ValueError', `Alternate form (#) ${end}`);
  if (align === '=') raise('ValueError', `'=' alignment ${end}`);
}

const FLOAT_TYPES: ReadonlySet<string> = new Set(['e', 'E', 'f', 'F', 'g', 'G', '%']);
const RADIX: ReadonlyMap<string, number> = new Map([
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function formatInt(value: number | bigint, { spec, owner, host }: Asked): string {
  const parsed = parseSpec(spec, owner);
  const { type } = parsed;
  if (FLOAT_TYPES.has(type)) return formatFloat(toDouble(value), parsed, host);
  const isDecimal = type === '' || type === 'd' || type === 'n';
  if (!isDecimal && type !== 'c' && !RADIX.has(type)) unknownCode(parsed, owner.typeName);
  if (parsed.precision !== undefined) raise('ValueError', 'Precision not allowed in integer format specifier');
  if (parsed.noNegativeZero) {
    raise('ValueError', 'Negative zero coercion (z) not allowed in integer format specifier');
  }
  if (type === 'c') return formatCharacter(value, parsed, host);
  const written = isDecimal ? decimalInt(value, host) : integerInBase(value, parsed, host);
  return layOut(written, parsed, host);
}

function decimalInt(value: number | bigint, host: Host): Written {
  const digits = digitsOf(value, host);
  const sign = digits.startsWith('-') ? '-' : '';
  return { sign, prefix: '', digits: digits.slice(sign.length), rest: '', group: 3 };
}

function integerInBase(value: number | bigint, { type, alternate }: Spec, host: Host): Written {
  const text = digitsInBase(value, RADIX.get(type) ?? 16, host);
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.slice(sign.length);
  const prefix = alternate ? `0${type}` : '';
  return { sign, prefix, digits: type === 'X' ? digits.toUpperCase() : digits, rest: '', group: 4 };
}

const LAST_CODE_POINT = 0x10ffff;
const LONG = 2n ** 63n;

function formatCharacter(value: number | bigint, spec: Spec, host: Host): string {
  const end = "not allowed with integer format specifier 'c'";
  if (spec.sign !== '') raise('ValueError', `Sign ${end}`);
  if (spec.alternate) raise('ValueError', `Alternate form (#) ${end}`);
  if (typeof value === 'bigint' && (value >= LONG || value < -LONG)) {
    raise('OverflowError', 'Python int too large to convert to C long');
  }
  if (value < 0 || value > LAST_CODE_POINT) raise('OverflowError', '%c arg not in range(0x110000)');
  const rest = String.fromCodePoint(Number(value));
  return layOut({ sign: '', prefix: '', digits: '', rest, group: 3 }, spec, host);
}

/** `float(value)` of an `int`, which may be too large for it. */
export function toDouble(value: number | bigint): number {
  const double = Number(value);
  return Number.isFinite(double) ? double : raise('OverflowError', 'int too large to convert to float');
}

/** A precision that C has no number for. */
const MOST_PRECISION = 2 ** 31 - 1;

function formatFloat(given: number, spec: Spec, host: Host): string {
  const form = formOf(spec) ?? unknownCode(spec, 'float');
  if (form.precision > MOST_PRECISION) raise('ValueError', 'precision too big');
  host.reserve(form.precision);
  const value = spec.type === '%' ? given * 100 : given;
  chargeFloat(value, form.precision, host);
  const text = writeFloat(value, form);
  const isZero = !/^[^e]*[1-9in]/.test(text);
  const sign = isNegative(value) && !(spec.noNegativeZero && isZero) ? '-' : '';
  const whole = /^\d*/.exec(text)?.[0] ?? '';
  const rest = text.slice(whole.length) + (spec.type === '%' ? '%' : '');
  const isUpper = spec.type === 'E' || spec.type === 'F' || spec.type === 'G';
  const written = { sign, prefix: '', digits: whole, rest: isUpper ? rest.toUpperCase() : rest, group: 3 };
  return layOut(written, spec, host);
}

function formOf({ type, precision, alternate }: Spec): FloatForm | undefined {
  switch (type) {
    case '':
      return floatForm(precision === undefined ? 'r' : 'g', precision ?? 0, { alternate, dotZero: true });
    case 'e':
    case 'E':
      return floatForm('e', precision ?? 6, { alternate });
    case 'f':
    case 'F':
    case '%':
      return floatForm('f', precision ?? 6, { alternate });
    case 'g':
    case 'G':
    case 'n':
      return floatForm('g', precision ?? 6, { alternate });
    default:
      return undefined;
  }
}
