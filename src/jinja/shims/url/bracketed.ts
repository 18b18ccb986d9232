import { printString } from '../../../engine/literal/index.js';
import { parseV6 } from '../netaddr/read-v6.js';
import { isStrictV4 } from '../netaddr/read-v4.js';
import { raise } from '../../values/raised.js';

/** What stands in the brackets of a host must be an IPv6 address, or one of a version to come. */
export function checkBracketed(host: string): void {
  if (host.startsWith('v')) {
    if (!/^v[a-fA-F0-9]+\..+$/.test(host)) raise('ValueError', 'IPvFuture address is invalid');
    return;
  }
  if (isStrictV4(host)) raise('ValueError', 'An IPv4 address cannot be in brackets');
  const address = /^([^%]*)%[^%]+$/.exec(host)?.[1] ?? host;
  if (parseV6(address) !== undefined) return;
  raise('ValueError', `${printString(host)} does not appear to be an IPv4 or IPv6 address`);
}
