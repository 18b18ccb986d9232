import { createHash, type Hash } from 'node:crypto';
import { bindPython } from '../calls/python.js';
import { signatureOf, type Given } from '../calls/signature.js';
import type { Host } from '../values/host.js';
import { HostObject } from '../values/host-object.js';
import { raise } from '../values/raised.js';
import { SetValue } from '../values/set.js';
import { checkDefined } from '../values/undefined.js';
import { Bytes, type Module, Callable, type Value } from '../values/value.js';
import { moduleOf, native } from './module.js';
import { textIn } from '../values/text-in.js';

interface Algorithm {
  readonly name: string;
  /** What the same thing is called here. */
  readonly here: string;
  readonly digest: number;
  readonly block: number;
}

const ALGORITHMS: readonly Algorithm[] = [
  { name: 'md5', here: 'md5', digest: 16, block: 64 },
  { name: 'sha1', here: 'sha1', digest: 20, block: 64 },
  { name: 'sha224', here: 'sha224', digest: 28, block: 64 },
  { name: 'sha256', here: 'sha256', digest: 32, block: 64 },
  { name: 'sha384', here: 'sha384', digest: 48, block: 128 },
  { name: 'sha512', here: 'sha512', digest: 64, block: 128 },
  { name: 'sha3_224', here: 'sha3-224', digest: 28, block: 144 },
  { name: 'sha3_256', here: 'sha3-256', digest: 32, block: 136 },
  { name: 'sha3_384', here: 'sha3-384', digest: 48, block: 104 },
  { name: 'sha3_512', here: 'sha3-512', digest: 64, block: 72 },
  { name: 'blake2b', here: 'blake2b512', digest: 64, block: 128 },
  { name: 'blake2s', here: 'blake2s256', digest: 32, block: 64 },
];

/** What `hashlib.md5(…)` makes. */
class Digest extends HostObject {
  readonly typeName: string;
  readonly #algorithm: Algorithm;
  readonly #state: Hash;

  constructor(algorithm: Algorithm, state: Hash) {
    super();
    const isOwn = algorithm.name.startsWith('blake2');
    this.typeName = isOwn ? `_blake2.${algorithm.name}` : '_hashlib.HASH';
    this.#algorithm = algorithm;
    this.#state = state;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'name':
        return this.#algorithm.name;
      case 'digest_size':
        return this.#algorithm.digest;
      case 'block_size':
        return this.#algorithm.block;
      default:
        return this.#method(name);
    }
  }

  #method(name: string): Callable | undefined {
    const known = `${this.typeName.replace(/^.*\./, '')}.${name}`;
    switch (name) {
      case 'update':
        return native(known, 'data, /', ([data = null], host) => this.#update(data, host));
      case 'digest':
        return native(known, '', () => new Bytes(this.#state.copy().digest()));
      case 'hexdigest':
        return native(known, '', () => this.#state.copy().digest('hex'));
      case 'copy':
        return native(known, '', () => new Digest(this.#algorithm, this.#state.copy()));
      default:
        return undefined;
    }
  }

  #update(data: Value, host: Host): Value {
    this.#state.update(bytesOf(data, host));
    return null;
  }

  override repr(): string {
    return this.typeName === '_hashlib.HASH'
      ? `<${this.#algorithm.name} _hashlib.HASH object>`
      : `<${this.typeName} object>`;
  }
}

function bytesOf(data: Value, host: Host): Uint8Array {
  if (data instanceof Bytes) {
    host.spend(data.bytes.length);
    return data.bytes;
  }
  if (textIn(data) !== undefined) raise('TypeError', 'Strings must be encoded before hashing');
  return raise('TypeError', 'object supporting the buffer API required');
}

function start(algorithm: Algorithm, data: Value | undefined, host: Host): Digest {
  const state = createHash(algorithm.here);
  if (data !== undefined) state.update(bytesOf(data, host));
  return new Digest(algorithm, state);
}

function constructorOf(algorithm: Algorithm): Callable {
  const known = `openssl_${algorithm.name}`;
  const body = ([data]: Given, host: Host): Value => start(algorithm, data, host);
  return native(known, 'string?, *, usedforsecurity?', body);
}

function newDigest([name = null, data]: Given, host: Host): Value {
  const asked = textIn(name);
  checkDefined(name);
  if (asked === undefined) raise('TypeError', 'name must be a string');
  const wanted = asked.toLowerCase().replace(/^sha-/, 'sha').replace('sha3-', 'sha3_');
  const algorithm = ALGORITHMS.find((known) => known.name === wanted);
  return algorithm === undefined ? raise('ValueError', `unsupported hash type ${asked}`) : start(algorithm, data, host);
}

const signature = signatureOf('__hash_new', 'name, data?, **kwargs');
const newCallable = new Callable('new', (call, host) => newDigest(bindPython(signature, call), host), 'function');

/** `hashlib`: hashes of one fixed size. */
export const hashlib: Module = moduleOf(
  'hashlib',
  [newCallable],
  [
    ...ALGORITHMS.map((algorithm): [string, Value] => [algorithm.name, constructorOf(algorithm)]),
    ['algorithms_guaranteed', SetValue.of(ALGORITHMS.map(({ name }) => name))],
    ['algorithms_available', SetValue.of(ALGORITHMS.map(({ name }) => name))],
  ],
);
