import { isWithin, stretchOf, type Stretch } from './family.js';

/** What the registries say of addresses: the stretches that each question is about. */
function table(text: string): readonly Stretch[] {
  return text.split(' ').map(stretchOf);
}

const LOOPBACK = table('127.0.0.0/8 ::1/128');
const LINK_LOCAL = table('169.254.0.0/16 fe80::/10');
const MULTICAST = table('224.0.0.0/4 ff00::/8');
const PRIVATE_V4 = table('10.0.0.0/8 172.16.0.0/12 192.168.0.0/16');
const UNIQUE_LOCAL_V6 = table('fc00::/7');
const RESERVED = table(
  '0.0.0.0/8 192.0.2.0/24 240.0.0.0/4 198.51.100.0/24 203.0.113.0/24 233.252.0.0/24 234.0.0.0-238.255.255.255 225.0.0.0-231.255.255.255 127.0.0.0/8 192.88.99.0/24 ff00::/12 ::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4 f000::/5 f800::/6 fe00::/9',
);
const NOT_GLOBAL = table(
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32 ::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10',
);
const GLOBAL_AFTER_ALL = table(
  '192.0.0.9/32 192.0.0.10/32 2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28',
);

function isIn(stretches: readonly Stretch[]): (asked: Stretch) => boolean {
  return (asked) => stretches.some((stretch) => isWithin(asked, stretch));
}

/** The questions that addresses and networks have. */
export const QUESTIONS: ReadonlyMap<string, (asked: Stretch) => boolean> = new Map([
  ['is_loopback', isIn(LOOPBACK)],
  ['is_link_local', isIn(LINK_LOCAL)],
  ['is_multicast', isIn(MULTICAST)],
  ['is_unicast', (asked) => !isIn(MULTICAST)(asked)],
  ['is_reserved', isIn(RESERVED)],
  ['is_ipv4_mapped', ({ family, first }) => family.version === 6 && first >> 32n === 0xffffn],
  ['is_ipv4_compat', ({ family, first }) => family.version === 6 && first >> 32n === 0n],
]);

/** Those that single addresses alone have. */
export const ADDRESS_QUESTIONS: ReadonlyMap<string, (asked: Stretch) => boolean> = new Map([
  ['is_global', (asked) => !isIn(NOT_GLOBAL)(asked) || isIn(GLOBAL_AFTER_ALL)(asked)],
  ['is_ipv4_private_use', isIn(PRIVATE_V4)],
  ['is_ipv6_unique_local', isIn(UNIQUE_LOCAL_V6)],
  ['is_netmask', ({ family, first }) => isPowerOfTwo((first ^ family.largest) + 1n)],
  ['is_hostmask', ({ first }) => isPowerOfTwo(first + 1n)],
]);

function isPowerOfTwo(value: bigint): boolean {
  return (value & (value - 1n)) === 0n;
}
