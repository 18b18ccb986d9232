import { HostObject } from '../../values/host-object.js';
import type { Host } from '../../values/host.js';
import { integerIn, intOf } from '../../values/int.js';
import { raise, Raised } from '../../values/raised.js';
import { indicesOf } from '../../values/slice.js';
import { reprOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import { classOf, typeNameOf } from '../../values/type-name.js';
import { checkDefined } from '../../values/undefined.js';
import { type Iterator, Tuple, type Value } from '../../values/value.js';
import { lazy } from '../lazy.js';
import { python } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { addressOf, familyOf, IPAddress, valueAsV4, valueAsV6 } from './address.js';
import { isWithin, V4, V6, type Family, type Stretch } from './family.js';
import { compareRanks, type Ranked } from './ranked.js';
import { QUESTIONS } from './registry.js';

const FACTS = 'ip network broadcast netmask hostmask cidr prefixlen version value first last size'.split(' ');
const STEPS_OF_NETWORK = 4;

type Method = (self: IPNetwork, given: Given, host: Host) => Value;

/** `netaddr.IPNetwork`: an address with the length of its prefix. */
export class IPNetwork extends HostObject implements Ranked, Stretch {
  readonly typeName = 'IPNetwork';
  override readonly moduleName = 'netaddr.ip';
  readonly family: Family;
  readonly value: bigint;
  readonly prefix: number;

  constructor(family: Family, value: bigint, prefix: number) {
    super();
    this.family = family;
    this.value = value;
    this.prefix = prefix;
  }

  get hostMask(): bigint {
    return (1n << BigInt(this.family.width - this.prefix)) - 1n;
  }

  get first(): bigint {
    return this.value & (this.family.largest ^ this.hostMask);
  }

  get last(): bigint {
    return this.value | this.hostMask;
  }

  get size(): bigint {
    return this.hostMask + 1n;
  }

  get rank(): readonly bigint[] {
    return [BigInt(this.family.version), this.first, BigInt(this.prefix - 1), this.value - this.first];
  }

  override str(): string {
    return `${this.family.print(this.value)}/${this.prefix}`;
  }

  override repr(): string {
    return `IPNetwork('${this.str()}')`;
  }

  override isTrue(): boolean {
    return true;
  }

  override key(): string {
    return `network ${this.family.version} ${this.first} ${this.last}`;
  }

  override equals(other: Value): boolean {
    return other instanceof IPNetwork && other.key() === this.key();
  }

  override compare(op: '<' | '<=' | '>' | '>=', other: Value): boolean | undefined {
    return compareRanks(op, this, other);
  }

  override length(): number {
    if (this.size <= 2n ** 63n - 1n) return Number(this.size);
    return raise(
      'IndexError',
      'range contains more than 9223372036854775807 (sys.maxsize) IP addresses! Use the .size property instead.',
    );
  }

  override contains(item: Value, host: Host): boolean {
    const other = item instanceof IPAddress || item instanceof IPNetwork ? item : networkOf(item, NO_OPTIONS, host);
    return isWithin(other, this);
  }

  #address(value: bigint): IPAddress {
    return new IPAddress(this.family, value);
  }

  override iterate(host: Host): Iterable<Value> {
    const { next } = this.#each(this.first, this.last, { host });
    return { [Symbol.iterator]: () => ({ next: () => resultOf(next()) }) };
  }

  #each(from: bigint, to: bigint, { step = 1n, host }: { readonly step?: bigint; readonly host: Host }): Iterator {
    let value = from;
    return lazy('generator', host, () => {
      if (step > 0n ? value > to : value < to) return undefined;
      host.spend(STEPS_OF_NETWORK);
      const address = this.#address(value);
      value += step;
      return address;
    });
  }

  override item(key: Value): Value {
    const integer = integerIn(key) ?? (key instanceof IPAddress ? key.integer() : undefined);
    if (integer === undefined) return this.#wrongIndex(key);
    const index = BigInt(integer);
    if (index < 0n && index >= -this.size) return this.#address(this.last + index + 1n);
    if (index >= 0n && index < this.size) return this.#address(this.first + index);
    return raise('IndexError', 'index out range for address range size!');
  }

  #wrongIndex(key: Value): never {
    const text = textIn(key);
    if (text !== undefined) raise('TypeError', `unsupported index type '${text}'!`);
    const given = typeNameOf(key);
    return raise('TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${given}'`);
  }

  override slice(bounds: Readonly<Record<'start' | 'stop' | 'step', Value>>, host: Host): Value {
    if (this.family.version === 6) raise('TypeError', 'IPv6 slices are not supported!');
    const { start, stop, step } = indicesOf(bounds, Number(this.size));
    if (start + step < 0 || step > stop) return this.#each(this.first, this.first, { host });
    const last = stop + (step < 0 ? 1 : -1);
    const inner = [this.first + BigInt(start), this.first + BigInt(last)] as const;
    return this.#each(inner[0], inner[1], { step: BigInt(step), host });
  }

  override names(): readonly string[] {
    return [...FACTS, ...QUESTIONS.keys(), ...IPNetwork.#METHODS.keys()];
  }

  override title(): string {
    return 'the network';
  }

  override attribute(name: string): Value | undefined {
    const { family, value } = this;
    switch (name) {
      case 'ip':
        return this.#address(value);
      case 'network':
        return this.#address(this.first);
      case 'broadcast':
        return family.width - this.prefix <= 1 ? null : this.#address(this.last);
      case 'netmask':
        return this.#address(family.largest ^ this.hostMask);
      case 'hostmask':
        return this.#address(this.hostMask);
      case 'cidr':
        return new IPNetwork(family, this.first, this.prefix);
      default:
        return this.#number(name) ?? this.#method(name);
    }
  }

  #number(name: string): Value | undefined {
    switch (name) {
      case 'prefixlen':
        return this.prefix;
      case 'version':
        return this.family.version;
      case 'value':
        return intOf(this.value);
      case 'first':
        return intOf(this.first);
      case 'last':
        return intOf(this.last);
      case 'size':
        return intOf(this.size);
      default:
        return undefined;
    }
  }

  #method(name: string): Value | undefined {
    const question = QUESTIONS.get(name);
    if (question !== undefined) return python(name, '', () => question(this));
    const method = IPNetwork.#METHODS.get(name);
    if (method === undefined) return undefined;
    const [parameters, body] = method;
    return python(`IPNetwork.${name}`, parameters, (given, host) => body(this, given, host));
  }

  /** One table for all: there can be many networks. */
  static readonly #METHODS: ReadonlyMap<string, readonly [string, Method]> = new Map<string, readonly [string, Method]>(
    [
      [
        'subnet',
        ['prefixlen, count?, fmt?', (self, [prefix = 0, count = null], host) => self.#subnet(prefix, count, host)],
      ],
      ['supernet', ['prefixlen?', (self, [prefix = 0], host) => self.#supernet(prefix, host)]],
      ['iter_hosts', ['', (self, _, host) => self.#hosts(host)]],
      ['next', ['step?', (self, [step = 1]) => self.#moved(step, 1n)]],
      ['previous', ['step?', (self, [step = 1]) => self.#moved(step, -1n)]],
      ['ipv4', ['', (self) => self.#asV4()]],
      ['ipv6', ['ipv4_compatible?', (self, [compatible = false]) => self.#asV6(isTrue(compatible))]],
    ],
  );

  #asV4(): IPNetwork {
    return new IPNetwork(V4, valueAsV4(this), this.family.version === 4 ? this.prefix : this.prefix - 96);
  }

  #asV6(compatible: boolean): IPNetwork {
    const prefix = this.family.version === 6 ? this.prefix : this.prefix + 96;
    return new IPNetwork(V6, valueAsV6(this, compatible), prefix);
  }

  #hosts(host: Host): Iterator {
    if (this.size < 4n) return this.#each(this.first, this.last, { host });
    return this.#each(this.first + 1n, this.family.version === 4 ? this.last - 1n : this.last, { host });
  }

  /** The neighbour that is so many networks away. */
  #moved(step: Value, sign: bigint): IPNetwork {
    const value = this.first + this.size * sign * integerOf(step);
    const way = sign > 0n ? 'increment' : 'decrement';
    if (value < 0n) raise('IndexError', `${way} is less than zero!`);
    if (value + this.size - 1n > this.family.largest) raise('IndexError', `${way} exceeds address boundary!`);
    return new IPNetwork(this.family, value, this.prefix);
  }

  #supernet(given: Value, host: Host): Value {
    const prefix = Number(integerOf(given));
    const { family } = this;
    if (prefix < 0 || prefix > family.width) {
      raise('ValueError', `CIDR prefix /${prefix} invalid for IPv${family.version}!`);
    }
    if (prefix > this.prefix) raise('ValueError', 'negative shift count');
    const count = this.prefix - prefix;
    host.spend(count * STEPS_OF_NETWORK);
    return Array.from({ length: count }, (_, at) => {
      const wider = new IPNetwork(family, this.first, prefix + at);
      return new IPNetwork(family, wider.first, prefix + at);
    });
  }

  // Who goes over them asks for them one by one.
  #subnet(given: Value, counted: Value, host: Host): Iterator {
    const { family } = this;
    let at = 0n;
    return lazy('generator', host, () => {
      const prefix = Number(integerOf(given));
      if (prefix < this.prefix) return undefined;
      if (prefix > family.width) raise('AddrFormatError', `invalid prefix for ${family.name} address!`);
      const most = 1n << BigInt(prefix - this.prefix);
      const count = counted === null ? most : integerOf(counted);
      if (count < 1n || count > most) raise('ValueError', 'count outside of current IP subnet boundary!');
      if (at >= count) return undefined;
      host.spend(STEPS_OF_NETWORK);
      const value = this.first + (at++ << BigInt(family.width - prefix));
      return new IPNetwork(family, value, prefix);
    });
  }
}

function resultOf(value: Value | undefined): IteratorResult<Value, undefined> {
  return value === undefined ? { done: true, value } : { done: false, value };
}

function integerOf(value: Value): bigint {
  const integer = integerIn(value);
  if (integer !== undefined) return BigInt(integer);
  return raise('TypeError', `'<=' not supported between instances of 'int' and '${typeNameOf(value)}'`);
}

export interface NetworkOptions {
  readonly version: Value;
  /** Whether the bits behind the prefix are dropped. */
  readonly noHost: boolean;
}

const NO_OPTIONS: NetworkOptions = { version: null, noHost: false };

/** `IPNetwork(addr, version, flags)`. */
export function networkOf(given: Value, { version, noHost }: NetworkOptions, host: Host): IPNetwork {
  const made = make(given, version, host);
  return noHost ? new IPNetwork(made.family, made.first, made.prefix) : made;
}

function make(given: Value, version: Value, host: Host): IPNetwork {
  checkDefined(given);
  if (given instanceof IPNetwork) return given;
  if (given instanceof IPAddress) return new IPNetwork(given.family, given.value, given.family.width);
  const family = familyOf(version, host);
  if (family !== undefined) return read(given, family, host);
  for (const candidate of [V4, V6]) {
    const found = attempt(() => read(given, candidate, host));
    if (found !== undefined) return found;
  }
  const shown = textIn(given) ?? reprOf(given, host);
  return raise('AddrFormatError', `invalid IPNetwork ${shown}`);
}

function attempt(reading: () => IPNetwork): IPNetwork | undefined {
  try {
    return reading();
  } catch (error) {
    if (error instanceof Raised && error.kind === 'AddrFormatError') return undefined;
    throw error;
  }
}

function read(given: Value, family: Family, host: Host): IPNetwork {
  if (given instanceof Tuple) return readPair(given, family);
  const text = textIn(given);
  if (text === undefined) raise('TypeError', `unexpected type ${classOf(given)} for addr arg`);
  const slash = text.indexOf('/');
  const address = addressOf(slash < 0 ? text : text.slice(0, slash), family.version, host);
  const prefix = slash < 0 ? family.width : prefixIn(text.slice(slash + 1), family, { text, host });
  if (prefix < 0 || prefix > family.width) raise('AddrFormatError', `invalid prefix for ${family.name} address!`);
  return new IPNetwork(family, address.value, prefix);
}

function readPair({ items }: Tuple, family: Family): IPNetwork {
  const [value = null, prefix = null] = items;
  if (items.length !== 2) raise('AddrFormatError', `invalid ${family.name} tuple!`);
  const [number, length] = [integerOf(value), integerOf(prefix)];
  if (number < 0n || number > family.largest) {
    raise('AddrFormatError', `invalid address value for ${family.name} tuple!`);
  }
  if (length < 0n || length > family.width) raise('AddrFormatError', `invalid prefix for ${family.name} tuple!`);
  return new IPNetwork(family, number, Number(length));
}

interface Whole {
  readonly text: string;
  readonly host: Host;
}

/** A number of bits, a netmask or the opposite of one. */
function prefixIn(text: string, family: Family, { text: whole, host }: Whole): number {
  if (/^\s*[-+]?[0-9]+(?:_[0-9]+)*\s*$/.test(text)) return Number(text.replaceAll('_', ''));
  const mask = addressOf(text, family.version, host);
  if (isMask(mask.value ^ family.largest)) return mask.netmaskBits();
  if (isMask(mask.value)) return new IPAddress(family, mask.value ^ family.largest).netmaskBits();
  return raise('AddrFormatError', `addr ${reprOf(whole, host)} is not a valid IPNetwork!`);
}

/** Whether all ones stand at the end. */
function isMask(value: bigint): boolean {
  return (value & (value + 1n)) === 0n;
}
