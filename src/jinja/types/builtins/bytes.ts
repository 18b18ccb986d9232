import { bindNative } from '../../calls/native.js';
import { signatureOf } from '../../calls/signature.js';
import type { Call, Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { iterate } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, Callable, type Value } from '../../values/value.js';
import { nameOfArgument, one, sizeIn, type Given } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { codecOf } from '../bytes/codec.js';
import { onDecodeError, onEncodeError } from '../bytes/on-error.js';
import { WHITE } from '../text/classes.js';
import { codecArguments } from '../text/encode.js';

interface Coding {
  readonly encoding: Given;
  readonly errors: Given;
}

/** `str(value, encoding, errors)`. */
export function decodeText(value: Value, { encoding, errors }: Coding): string {
  const [name, handler] = codecArguments('str', [encoding, errors]);
  if (value instanceof Bytes) return codecOf(name).decode(value.bytes, onDecodeError(handler));
  if (textIn(value) !== undefined) raise('TypeError', 'decoding str is not supported');
  return raise('TypeError', `decoding to str: need a bytes-like object, ${typeNameOf(value)} found`);
}

const BYTES = signatureOf('bytes', 'source?, encoding?, errors?');

/** What bytes take, however few they are. */
const STEPS_OF_BYTES = 8;

/** `bytes(…)`. */
export function bytesFrom(call: Call, host: Host): Bytes {
  const [source, encoding, errors] = bindNative(BYTES, call);
  const isCoded = encoding !== undefined || errors !== undefined;
  const [name, handler] = codecArguments('bytes', [encoding, errors]);
  host.spend(STEPS_OF_BYTES);
  const text = textIn(source);
  if (text === undefined) {
    if (isCoded) raise('TypeError', 'encoding without a string argument');
    return source === undefined ? new Bytes(new Uint8Array()) : bytesOf(source, host);
  }
  if (encoding === undefined) raise('TypeError', 'string argument without an encoding');
  host.reserve(text.length * 3);
  return new Bytes(codecOf(name).encode(text, onEncodeError(handler)));
}

function bytesOf(source: Value, host: Host): Bytes {
  if (source instanceof Bytes) return source;
  const count = integerIn(source);
  if (count !== undefined) return zeros(count, host);
  if (source === null || !(Array.isArray(source) || typeof source === 'object')) return unable(source);
  const bytes: number[] = [];
  for (const item of itemsOf(source, host)) {
    host.spend(1);
    const byte = sizeIn(item);
    if (byte < 0 || byte > 255) raise('ValueError', 'bytes must be in range(0, 256)');
    bytes.push(byte);
  }
  return new Bytes(Uint8Array.from(bytes));
}

function itemsOf(source: Value, host: Host): Iterable<Value> {
  return typeNameOf(source) === 'float' ? unable(source) : iterate(source, host);
}

function unable(source: Value): never {
  return raise('TypeError', `cannot convert '${typeNameOf(source)}' object to bytes`);
}

function zeros(count: number | bigint, host: Host): Bytes {
  if (count >= 2n ** 63n) raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  if (count < 0) raise('ValueError', 'negative count');
  host.reserve(Number(count));
  return new Bytes(new Uint8Array(Number(count)));
}

const SPACES = new RegExp(`[${WHITE}]`);

function fromHex(argument: Value): Bytes {
  const text = textIn(argument);
  if (text === undefined) raise('TypeError', `fromhex() argument must be str, not ${nameOfArgument(argument)}`);
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (SPACES.test(text.charAt(at))) continue;
    for (const offset of [at, at + 1]) {
      if (!/[\da-f]/i.test(text.charAt(offset))) {
        raise('ValueError', `non-hexadecimal number found in fromhex() arg at position ${offset}`);
      }
    }
    bytes.push(Number.parseInt(text.slice(at, at + 2), 16));
    at += 1;
  }
  return new Bytes(Uint8Array.from(bytes));
}

/** `bytes.fromhex`. */
const runFromHex = one((_: null, argument: Value) => fromHex(argument))({ name: 'fromhex', full: 'bytes.fromhex' });
export const bytesFromHex = new Callable('fromhex', (call, host) => runFromHex(null, call, host));
