import { equals } from '../../values/equal.js';
import { HostObject } from '../../values/host-object.js';
import type { Host } from '../../values/host.js';
import { integerIn, intOf } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { isTrue } from '../../values/truth.js';
import { checkDefined } from '../../values/undefined.js';
import { Bytes, Float, Tuple, type Value } from '../../values/value.js';
import { python } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { compareRanks, type Ranked } from './ranked.js';
import { V4, V6, reverseName, wordsIn, type Family, type Stretch } from './family.js';
import { ADDRESS_QUESTIONS, QUESTIONS } from './registry.js';

const FACTS = ['value', 'version', 'words', 'bin', 'packed', 'reverse_dns'];

type Method = (self: IPAddress, given: Given) => Value;

/** `netaddr.IPAddress`. */
export class IPAddress extends HostObject implements Ranked, Stretch {
  readonly typeName = 'IPAddress';
  override readonly moduleName = 'netaddr.ip';
  readonly family: Family;
  readonly value: bigint;

  constructor(family: Family, value: bigint) {
    super();
    this.family = family;
    this.value = value;
  }

  get first(): bigint {
    return this.value;
  }

  get last(): bigint {
    return this.value;
  }

  get rank(): readonly bigint[] {
    return [BigInt(this.family.version), this.value, BigInt(this.family.width)];
  }

  override integer(): number | bigint {
    return intOf(this.value);
  }

  override str(): string {
    return this.family.print(this.value);
  }

  override repr(): string {
    return `IPAddress('${this.str()}')`;
  }

  override isTrue(): boolean {
    return this.value !== 0n;
  }

  override key(): string {
    return `address ${this.family.version} ${this.value}`;
  }

  override equals(other: Value): boolean {
    return other instanceof IPAddress && other.key() === this.key();
  }

  override compare(op: '<' | '<=' | '>' | '>=', other: Value): boolean | undefined {
    return compareRanks(op, this, other);
  }

  override operate(op: string, other: Value, { reflected }: { readonly reflected: boolean }): Value | undefined {
    if (op !== '+' && op !== '-') return undefined;
    const number = numberIn(other) ?? notAdded(op, other, reflected);
    if (op === '+') return this.#moved(this.value + number);
    return this.#moved(reflected ? number - this.value : this.value - number);
  }

  #moved(value: bigint): IPAddress {
    if (value >= 0n && value <= this.family.largest) return new IPAddress(this.family, value);
    return raise('IndexError', 'result outside valid IP address boundary!');
  }

  override names(): readonly string[] {
    return [...FACTS, ...QUESTIONS.keys(), ...ADDRESS_QUESTIONS.keys(), ...IPAddress.#METHODS.keys()];
  }

  override title(): string {
    return 'the address';
  }

  override attribute(name: string): Value | undefined {
    const { family, value } = this;
    switch (name) {
      case 'value':
        return intOf(value);
      case 'version':
        return family.version;
      case 'words':
        return new Tuple(wordsIn(family, value));
      case 'bin':
        return `0b${value.toString(2)}`;
      case 'packed':
        return new Bytes(Buffer.from(value.toString(16).padStart(family.width / 4, '0'), 'hex'));
      case 'reverse_dns':
        return reverseName(family, value);
      default:
        return this.#method(name);
    }
  }

  #method(name: string): Value | undefined {
    const question = QUESTIONS.get(name) ?? ADDRESS_QUESTIONS.get(name);
    if (question !== undefined) return python(name, '', () => question(this));
    const body = IPAddress.#METHODS.get(name);
    return body === undefined ? undefined : python(name, PARAMETERS.get(name) ?? '', (given) => body(this, given));
  }

  /** One table for all: there can be many addresses. */
  static readonly #METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
    ['bits', (self, [separator]) => self.#bits(separator)],
    ['netmask_bits', (self) => self.netmaskBits()],
    ['ipv4', (self) => new IPAddress(V4, self.valueAsV4())],
    ['ipv6', (self, [compatible = false]) => new IPAddress(V6, valueAsV6(self, isTrue(compatible)))],
    ['to_canonical', (self) => (self.#isMapped() ? new IPAddress(V4, self.valueAsV4()) : self)],
    ['format', (self) => self.str()],
    ['__int__', (self) => self.integer()],
  ]);

  #isMapped(): boolean {
    return QUESTIONS.get('is_ipv4_mapped')?.(this) === true;
  }

  #bits(separator: Value | undefined): string {
    const by = textIn(separator) ?? (this.family.version === 4 ? '.' : ':');
    const { wordBits } = this.family;
    return wordsIn(this.family, this.value)
      .map((word) => word.toString(2).padStart(wordBits, '0'))
      .join(by);
  }

  netmaskBits(): number {
    const { family, value } = this;
    if (ADDRESS_QUESTIONS.get('is_netmask')?.(this) !== true) return family.width;
    return value === 0n ? 0 : value.toString(2).replace(/0+$/, '').length;
  }

  valueAsV4(): bigint {
    return valueAsV4(this);
  }
}

const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['bits', 'word_sep?'],
  ['ipv6', 'ipv4_compatible?'],
  ['format', 'dialect?'],
]);

interface Valued {
  readonly family: Family;
  readonly value: bigint;
  str(): string;
}

const MAPPED = 0xffff_0000_0000n;

export function valueAsV4(address: Valued): bigint {
  const { family, value } = address;
  if (family.version === 4 || value <= V4.largest) return value;
  if (value <= MAPPED + V4.largest && value >= MAPPED) return value - MAPPED;
  return raise('AddrFormatError', `IPv6 address ${address.str()} unsuitable for conversion to IPv4!`);
}

export function valueAsV6({ family, value }: Valued, compatible: boolean): bigint {
  if (family.version === 4) return compatible ? value : MAPPED + value;
  return compatible && value >= MAPPED && value <= MAPPED + V4.largest ? value - MAPPED : value;
}

/** An integer to be added; a float is cut off after the sum, which comes to the same for what is positive. */
function numberIn(value: Value): bigint | undefined {
  const integer = integerIn(value) ?? (value instanceof IPAddress ? value.integer() : undefined);
  if (integer !== undefined) return BigInt(integer);
  return value instanceof Float && Number.isFinite(value.value) ? BigInt(Math.floor(value.value)) : undefined;
}

function notAdded(op: string, other: Value, reflected: boolean): never {
  const types = [`'int'`, `'${typeNameOf(other)}'`];
  const [left, right] = op === '-' && reflected ? types.reverse() : types;
  return raise('TypeError', `unsupported operand type(s) for ${op}: ${left} and ${right}`);
}

/** `IPAddress(addr, version)`. */
export function addressOf(given: Value, version: Value, host: Host): IPAddress {
  const family = familyOf(version, host);
  const text = textIn(given);
  if (text?.includes('/') === true) {
    raise('ValueError', 'IPAddress() does not support netmasks or subnet prefixes! See documentation for details.');
  }
  if (family === undefined) return detect(given, host);
  if (text !== undefined) {
    const value = family.parse(text);
    if (value !== undefined) return new IPAddress(family, value);
    return raise('AddrFormatError', `base address ${reprOf(given, host)} is not IPv${family.version}`);
  }
  const value = BigInt(integerIn(given) ?? -1);
  if (value >= 0n && value <= family.largest) return new IPAddress(family, value);
  return raise('AddrFormatError', `bad address format: ${reprOf(given, host)}`);
}

export function familyOf(version: Value, host: Host): Family | undefined {
  if (version === null) return undefined;
  if (equals(version, 4, host)) return V4;
  return equals(version, 6, host) ? V6 : raise('ValueError', `${reprOf(version, host)} is an invalid IP version!`);
}

function detect(given: Value, host: Host): IPAddress {
  checkDefined(given);
  const text = textIn(given);
  const integer = integerIn(given);
  if (text === undefined && integer === undefined) {
    return raise('TypeError', `argument of type '${typeNameOf(given)}' is not iterable`);
  }
  for (const family of [V4, V6]) {
    const value = text === undefined ? BigInt(integer ?? -1) : family.parse(text);
    if (value !== undefined && value >= 0n && value <= family.largest) return new IPAddress(family, value);
  }
  return raise('AddrFormatError', `failed to detect a valid IP address from ${reprOf(given, host)}`);
}
