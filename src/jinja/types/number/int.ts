import { bindNative } from '../../calls/native.js';
import { signatureOf } from '../../calls/signature.js';
import type { Member, Property } from '../../values/attributes.js';
import type { Host } from '../../values/host.js';
import { integerIn, intOf } from '../../values/int.js';
import { bitsOf, bitsWithin, chargeBits, digitsInBase } from '../../values/magnitude.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, Callable, Float, Tuple, type Value } from '../../values/value.js';
import { methodsOf, named, nameOfArgument, none, sizeIn, type Definition, type Given } from '../arguments.js';
import { textIn } from '../../values/text-in.js';

type Int = number | bigint;

function sizeOf(value: Int): bigint {
  return value < 0 ? -BigInt(value) : BigInt(value);
}

/** How many bits are set. */
function bitCount(value: Int, host: Host): number {
  let count = 0;
  chargeBits(bitsWithin(value) * 4, host);
  for (const digit of digitsInBase(sizeOf(value), 16, host)) count += BITS_SET[Number.parseInt(digit, 16)] ?? 0;
  return count;
}

/** In each hexadecimal digit. */
const BITS_SET = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];

function bitLength(value: Int, host: Host): number {
  chargeBits(bitsWithin(value), host);
  return Number(value) === 0 ? 0 : bitsOf(sizeOf(value));
}

const toBytes: Definition<Int> = named(
  'length?, byteorder?, *, signed?',
  (value, [lengthGiven = 1, order, signed = false], host) => {
    const length = sizeIn(lengthGiven);
    const isLittle = isLittleEndian('to_bytes', order);
    if (length < 0) raise('ValueError', 'length argument must be non-negative');
    host.reserve(length);
    host.spend(length);
    chargeBits(bitsWithin(value), host);
    const bytes = bigEndian(BigInt(value), length, isTrue(signed));
    return new Bytes(isLittle ? bytes.reverse() : bytes);
  },
);

function isLittleEndian(name: string, order: Given): boolean {
  if (order === undefined) return false;
  const text = textIn(order);
  if (text === undefined)
    raise('TypeError', `${name}() argument 'byteorder' must be str, not ${nameOfArgument(order)}`);
  if (text === 'little' || text === 'big') return text === 'little';
  return raise('ValueError', "byteorder must be either 'little' or 'big'");
}

function bigEndian(value: bigint, length: number, signed: boolean): Uint8Array {
  if (value < 0n && !signed) raise('OverflowError', "can't convert negative int to unsigned");
  const bits = BigInt(length * 8);
  // Python lets -1 pass where there is no byte for it.
  if (signed && length === 0 && value === -1n) return new Uint8Array();
  const fits = signed ? BigInt.asIntN(length * 8, value) === value : value >> bits === 0n;
  if (!fits) raise('OverflowError', 'int too big to convert');
  const digits = BigInt.asUintN(length * 8, value)
    .toString(16)
    .padStart(length * 2, '0');
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

const FROM_BYTES = signatureOf('int.from_bytes', 'bytes, byteorder?, *, signed?');

/** `int.from_bytes`, of the type itself. */
export const fromBytes = new Callable('from_bytes', (call, host) => {
  const [source = null, order, signed = false] = bindNative(FROM_BYTES, call);
  const isLittle = isLittleEndian('from_bytes', order);
  const bytes = bytesIn(source, host);
  host.spend(bytes.length);
  const digits = (isLittle ? bytes.toReversed() : bytes).map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const value = BigInt(`0x0${digits}`);
  return intOf(isTrue(signed) ? BigInt.asIntN(bytes.length * 8, value) : value);
});

/** The numbers in bytes, or in what gives small numbers. */
function bytesIn(source: Value, host: Host): readonly number[] {
  if (source instanceof Bytes) return [...source.bytes];
  const wrong = (): never => raise('TypeError', `cannot convert '${typeNameOf(source)}' object to bytes`);
  if (textIn(source) !== undefined || integerIn(source) !== undefined) return wrong();
  if (source === null || source instanceof Float) return wrong();
  return listOf(source, host).map((item) => {
    const byte = sizeIn(item);
    return byte >= 0 && byte <= 255 ? byte : raise('ValueError', 'bytes must be in range(0, 256)');
  });
}

const definitions: Readonly<Record<string, Definition<Int>>> = {
  as_integer_ratio: none((value) => new Tuple([value, 1])),
  bit_count: none(bitCount),
  bit_length: none(bitLength),
  conjugate: none((value) => value),
  from_bytes: () => (_, call, host) => fromBytes.run(call, host),
  to_bytes: toBytes,
};

function integerOf(value: Value): Int {
  return integerIn(value) ?? 0;
}

/** Those of `bool` too. */
export const intMethods: ReadonlyMap<string, Member> = methodsOf('int', integerOf, definitions);

export const intProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ['denominator', () => 1],
  ['imag', () => 0],
  ['numerator', integerOf],
  ['real', integerOf],
]);
