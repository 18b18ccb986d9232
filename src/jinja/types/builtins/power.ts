import * as arithmetic from '../../values/arithmetic.js';
import type { Host } from '../../values/host.js';
import { integerIn, intOf } from '../../values/int.js';
import { bitsWithin, chargeBits, chargeDivisions, chargeProducts } from '../../values/magnitude.js';
import { numericIn } from '../../values/number.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { fail, Undefined } from '../../values/undefined.js';
import type { Value } from '../../values/value.js';

interface Modulus {
  /** `None` when there is none. */
  readonly modulus: Value;
  readonly host: Host;
}

/** `pow(base, exponent, modulus)`. */
export function power(base: Value, exponent: Value, { modulus, host }: Modulus): Value {
  if (modulus === null) return arithmetic.power(base, exponent, host);
  if (base instanceof Undefined) fail(base);
  const operands = [base, exponent, modulus];
  const [left, right, by] = operands.map((operand) => integerIn(operand));
  if (left !== undefined && right !== undefined && by !== undefined) {
    return intOf(powerModulo(BigInt(left), BigInt(right), { by: BigInt(by), host }));
  }
  if (operands.every((operand) => numericIn(operand) !== undefined)) {
    raise('TypeError', 'pow() 3rd argument not allowed unless all arguments are integers');
  }
  const types = operands.map((operand) => `'${typeNameOf(operand)}'`).join(', ');
  return raise('TypeError', `unsupported operand type(s) for ** or pow(): ${types}`);
}

function powerModulo(
  base: bigint,
  exponent: bigint,
  { by, host }: { readonly by: bigint; readonly host: Host },
): bigint {
  if (by === 0n) raise('ValueError', 'pow() 3rd argument cannot be 0');
  const size = by < 0n ? -by : by;
  const bits = bitsWithin(size);
  chargeDivisions({ bits: bitsWithin(base), by: bits }, host);
  const factor = positiveRest(exponent < 0n ? inverse(base, size, host) : base, size);
  let result = positiveRest(1n, size);
  chargeBits(bitsWithin(exponent) * 4, host);
  for (const digit of (exponent < 0n ? -exponent : exponent).toString(2)) {
    const operations = digit === '1' ? 2 : 1;
    host.spend(1);
    chargeProducts({ bits, operations }, host);
    chargeDivisions({ bits: bits * 2, by: bits, operations }, host);
    result = (result * result) % size;
    if (digit === '1') result = (result * factor) % size;
  }
  // The result has the sign of the modulus.
  return by < 0n && result !== 0n ? result + by : result;
}

function positiveRest(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

/** By Euclid's algorithm. */
function inverse(value: bigint, by: bigint, host: Host): bigint {
  let [rest, next] = [by, positiveRest(value, by)];
  let [found, other] = [0n, 1n];
  while (next !== 0n) {
    chargeDivisions({ bits: bitsWithin(rest), by: bitsWithin(next), operations: 2 }, host);
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [found, other] = [other, found - quotient * other];
  }
  return rest === 1n ? found : raise('ValueError', 'base is not invertible for the given modulus');
}
