import { parseStrictV4, printV4 } from './read-v4.js';
import { parseV6, printV6, wordsOf } from './read-v6.js';

/** IPv4 or IPv6. */
export interface Family {
  readonly version: 4 | 6;
  /** How many bits an address has. */
  readonly width: number;
  readonly largest: bigint;
  readonly name: string;
  readonly parse: (text: string) => bigint | undefined;
  readonly print: (value: bigint) => string;
  readonly wordBits: number;
}

export const V4: Family = {
  version: 4,
  width: 32,
  largest: (1n << 32n) - 1n,
  name: 'IPv4',
  parse: parseStrictV4,
  print: printV4,
  wordBits: 8,
};

export const V6: Family = {
  version: 6,
  width: 128,
  largest: (1n << 128n) - 1n,
  name: 'IPv6',
  parse: parseV6,
  print: printV6,
  wordBits: 16,
};

export function wordsIn(family: Family, value: bigint): number[] {
  if (family.version === 6) return wordsOf(value);
  return [24n, 16n, 8n, 0n].map((shift) => Number((value >> shift) & 255n));
}

/** The name under which the domain name system knows the address. */
export function reverseName(family: Family, value: bigint): string {
  if (family.version === 4) return `${wordsIn(family, value).reverse().join('.')}.in-addr.arpa.`;
  return `${[...value.toString(16).padStart(32, '0')].reverse().join('.')}.ip6.arpa.`;
}

/** A stretch of addresses of one family. */
export interface Stretch {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

export function isWithin(inner: Stretch, outer: Stretch): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}

/** `10.0.0.0/8` or `225.0.0.0-231.255.255.255`, for the tables. */
export function stretchOf(text: string): Stretch {
  const family = text.includes(':') ? V6 : V4;
  const [from = '', to] = text.split('-');
  if (to !== undefined) return { family, first: family.parse(from) ?? 0n, last: family.parse(to) ?? 0n };
  const [address = '', length = ''] = text.split('/');
  const first = family.parse(address) ?? 0n;
  return { family, first, last: first | ((1n << BigInt(family.width - Number(length))) - 1n) };
}
