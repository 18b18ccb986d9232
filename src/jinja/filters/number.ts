import type { FilterContext } from '../evaluate/environment.js';
import { textIn } from '../values/text-in.js';
import { round as roundValue } from '../types/builtins/round.js';
import { fixedDigits } from '../types/format/decimal.js';
import {
  floatFrom,
  floatIfRead,
  integerIfRead,
  intFrom,
  intFromBase,
  truncated,
  wholeOf,
} from '../types/number/convert.js';
import { divide, multiply, power } from '../values/arithmetic.js';
import type { Host } from '../values/host.js';
import { integerOf } from '../values/int.js';
import { keyOf } from '../values/key.js';
import { numericIn } from '../values/number.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { Float, type Value } from '../values/value.js';
import { defineFilter } from './define.js';
import { defineNative } from './native.js';
import { unless } from './unless.js';

/** What cannot be read is `default`; the base is that of strings only. */
export const int = defineFilter(
  { name: 'do_int', parameters: [['value'], ['default', 0], ['base', 10]] },
  ([value, fallback, base], context) =>
    unless(['TypeError', 'ValueError'], () => readInt(value, base, context)) ??
    unless(['TypeError', 'ValueError', 'OverflowError'], () => readWhole(value, context)) ??
    fallback,
);

function readWhole(value: Value, host: Host): number | bigint | undefined {
  const text = textIn(value);
  const read = text === undefined ? floatFrom(value, host) : floatIfRead(text, host);
  return read !== undefined && Number.isFinite(read) ? truncated(read) : undefined;
}

function readFloat(value: Value, host: Host): Float | undefined {
  const text = textIn(value);
  if (text === undefined) return new Float(floatFrom(value, host));
  const read = floatIfRead(text, host);
  return read === undefined ? undefined : new Float(read);
}

/** May answer `undefined` in place of an exception, for texts. */
function readInt(value: Value, base: Value, host: Host): number | bigint | undefined {
  const text = textIn(value);
  if (text === undefined) return intFrom(value, host);
  if (base === 10) return integerIfRead(text, host);
  return intFromBase(value, integerOf(base), host);
}

export const float = defineFilter(
  { name: 'do_float', parameters: [['value'], ['default', new Float(0)]] },
  ([value, fallback], context) => unless(['TypeError', 'ValueError'], () => readFloat(value, context)) ?? fallback,
);

export const abs = defineNative('abs', (value) => {
  const number = numericIn(value);
  if (number === undefined) raise('TypeError', `bad operand type for abs(): '${typeNameOf(value)}'`);
  if (number instanceof Float) return new Float(Math.abs(number.value));
  return number < 0 ? -number : number;
});

const METHODS: ReadonlySet<string> = new Set(['common', 'ceil', 'floor']);

/** A float stays a float; without a precision (`none`), an integer is made. */
export const round = defineFilter(
  { name: 'do_round', parameters: [['value'], ['precision', 0], ['method', 'common']] },
  ([value, precision, method], context) => {
    // Raises for what Python cannot look for in a set.
    keyOf(method);
    const name = textIn(method) ?? '';
    if (!METHODS.has(name)) raise('FilterArgumentError', 'method must be common, ceil or floor');
    if (name === 'common') return roundCommon(value, precision, context);
    const scale = power(10, precision, context);
    const scaled = multiply(value, scale, context);
    return divide(wholeAt(scaled, name === 'ceil' ? Math.ceil : Math.floor), scale, context);
  },
);

function roundCommon(value: Value, precision: Value, context: FilterContext): Value {
  if (value instanceof Undefined) raise('TypeError', `type ${typeNameOf(value)} doesn't define __round__ method`);
  return roundValue(value, precision, context);
}

function wholeAt(value: Value, direction: (number: number) => number): number | bigint {
  const number = numericIn(value);
  if (number === undefined) return raise('TypeError', `must be real number, not ${typeNameOf(value)}`);
  if (!(number instanceof Float)) return number;
  return Number.isFinite(number.value) ? wholeOf(direction(number.value)) : truncated(number.value);
}

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

export const filesizeformat = defineFilter(
  { name: 'do_filesizeformat', parameters: [['value'], ['binary', false]] },
  ([value, binary], context) => {
    const size = floatFrom(value, context);
    const [base, units] = isTrue(binary) ? [1024, BINARY_UNITS] : [1000, DECIMAL_UNITS];
    if (size === 1) return '1 Byte';
    if (size < base) return `${truncated(size)} Bytes`;
    return inUnits(size, base, units);
  },
);

function inUnits(size: number, base: number, units: readonly string[]): string {
  const last = units.length - 1;
  // Exact, as Python compares.
  const found = units.findIndex((_, at) => size < BigInt(base) ** BigInt(at + 2));
  const at = found < 0 ? last : found;
  const amount = (base * size) / Number(BigInt(base) ** BigInt(at + 2));
  return `${oneDecimal(amount)} ${units[at]}`;
}

function oneDecimal(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : 'inf';
  return fixedDigits(value, 1);
}
