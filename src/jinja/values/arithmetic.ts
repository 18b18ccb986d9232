import { membersOf } from './attributes.js';
import { concatenate } from './concatenate.js';
import { subtractMembers } from './set-difference.js';
import * as floats from './float.js';
import { HostObject } from './host-object.js';
import type { Host } from './host.js';
import * as integers from './integer.js';
import { floatIn, numericIn, type Numeric } from './number.js';
import { raise } from './raised.js';
import { repeat } from './repeat.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import { unsupported } from './unsupported.js';
import { Float, type Value } from './value.js';

/** `left + right`. */
export function add(left: Value, right: Value, host: Host): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    return Number.isSafeInteger(sum) ? sum : integers.add(left, right, host);
  }
  if (typeof left === 'string' && typeof right === 'string') {
    host.reserve(left.length + right.length);
    return left + right;
  }
  return (
    onNumbers(left, right, { op: '+', integers: integers.add, floats: floats.add, host }) ??
    concatenate(left, right, host)
  );
}

/** `left - right`, of sets too. */
export function subtract(left: Value, right: Value, host: Host): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    return Number.isSafeInteger(difference) ? difference : integers.subtract(left, right, host);
  }
  return (
    onNumbers(left, right, { op: '-', integers: integers.subtract, floats: floats.subtract, host }) ??
    subtractMembers(left, right, host) ??
    unsupported('-', left, right)
  );
}

/** `left * right`. */
export function multiply(left: Value, right: Value, host: Host): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    return Number.isSafeInteger(product) ? product + 0 : integers.multiply(left, right, host);
  }
  return (
    onNumbers(left, right, { op: '*', integers: integers.multiply, floats: floats.multiply, host }) ??
    repeat(left, right, host) ??
    unsupported('*', left, right)
  );
}

/** `left / right`: always a float. */
export function divide(left: Value, right: Value, host: Host): Value {
  return (
    onNumbers(left, right, { op: '/', integers: integers.divide, floats: floats.divide, host }) ??
    unsupported('/', left, right)
  );
}

/** `left // right`. */
export function floorDivide(left: Value, right: Value, host: Host): Value {
  return (
    onNumbers(left, right, { op: '//', integers: integers.floorDivide, floats: floats.floorDivide, host }) ??
    unsupported('//', left, right)
  );
}

/** `left % right`. What a type has as its `__mod__`, as strings do, is asked for what is no number. */
export function modulo(left: Value, right: Value, host: Host): Value {
  const format = membersOf(left)?.get('__mod__');
  if (format !== undefined && numericIn(left) === undefined) {
    return format(left, { positional: [right], named: new Map() }, host);
  }
  return (
    onNumbers(left, right, { op: '%', integers: integers.modulo, floats: floats.modulo, host }) ??
    unsupported('%', left, right)
  );
}

/** `left ** right`. */
export function power(left: Value, right: Value, host: Host): Value {
  if (left instanceof Float || right instanceof Float) host.spend(STEPS_OF_POWER);
  return (
    onNumbers(left, right, { op: '** or pow()', integers: integers.power, floats: floats.power, host }) ??
    unsupported('** or pow()', left, right)
  );
}

/** To the last digit, a power of floats takes as long as that many small operations. */
const STEPS_OF_POWER = 200;

/** `-value`. */
export function negate(value: Value, host: Host): Value {
  const number = operandOf(value, '-');
  return number instanceof Float ? new Float(-number.value) : integers.subtract(0, number, host);
}

/** `+value`: a `bool` becomes an `int`. Takes what `negate` takes. */
export function positive(value: Value, _host: Host): Value {
  return operandOf(value, '+');
}

function operandOf(value: Value, sign: string): Numeric {
  if (value instanceof Undefined) return fail(value);
  return numericIn(value) ?? raise('TypeError', `bad operand type for unary ${sign}: '${typeNameOf(value)}'`);
}

interface Operation {
  readonly op: string;
  readonly integers: (left: number | bigint, right: number | bigint, host: Host) => Value;
  readonly floats: (left: number, right: number) => Float;
  readonly host: Host;
}

/** `undefined` unless both are numbers, or one is an object that knows the operation. Undefined values bear no arithmetic at all, on either side. */
function onNumbers(left: Value, right: Value, operation: Operation): Value | undefined {
  const one = numericIn(left);
  const other = numericIn(right);
  if (one !== undefined && other !== undefined) {
    if (one instanceof Float || other instanceof Float) return operation.floats(floatIn(one), floatIn(other));
    return operation.integers(one, other, operation.host);
  }
  if (left instanceof Undefined) fail(left);
  return askObjects(left, right, operation);
}

/** What an object answers on the left, or else one on the right. */
function askObjects(left: Value, right: Value, { op, host }: Operation): Value | undefined {
  const answer = left instanceof HostObject ? left.operate?.(op, right, { reflected: false, host }) : undefined;
  if (answer !== undefined || !(right instanceof HostObject)) return answer;
  return right.operate?.(op, left, { reflected: true, host });
}
