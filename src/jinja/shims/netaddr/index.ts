import { bindMethod, bindPython } from '../../calls/python.js';
import { signatureOf } from '../../calls/signature.js';
import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { classOf } from '../../values/type-name.js';
import { Callable, type Module, Type, type Run, type Value } from '../../values/value.js';
import { moduleOf } from '../module.js';
import { textIn } from '../../values/text-in.js';
import { addressOf, familyOf, IPAddress } from './address.js';
import { V4, V6, type Family } from './family.js';
import { IPNetwork, networkOf } from './network.js';

const INET_PTON = 1;
const ZEROFILL = 2;
const NOHOST = 4;

const addressSignature = signatureOf('IPAddress.__init__', 'self, addr, version?, flags?');

const makeAddress: Run = (call, host) => {
  const [address = null, version = null, flags = 0] = bindMethod(addressSignature, call);
  if ((Number(integerIn(flags) ?? 0) & ~INET_PTON) !== 0) {
    raise('ValueError', 'of the flags of IPAddress a template has INET_PTON only');
  }
  if (!(address instanceof IPAddress || address instanceof IPNetwork)) return addressOf(address, version, host);
  if (version !== null && familyOf(version, host) !== address.family) {
    raise('ValueError', 'cannot switch IP versions using copy constructor!');
  }
  return new IPAddress(address.family, address.value);
};

const networkSignature = signatureOf('IPNetwork.__init__', 'self, addr, version?, flags?');

const makeNetwork: Run = (call, host) => {
  const [address = null, version = null, flags = 0] = bindMethod(networkSignature, call);
  const bits = Number(integerIn(flags) ?? 0);
  if ((bits & ~NOHOST) !== 0) raise('ValueError', `Unrecognized IPAddress flags value: ${bits}`);
  return networkOf(address, { version, noHost: (bits & NOHOST) !== 0 }, host);
};

function valid(name: string, family: Family): Callable {
  const signature = signatureOf('valid_str', 'addr, flags?');
  const run: Run = (call) => isValid(bindPython(signature, call)[0] ?? null, family);
  return new Callable(name, run, 'function');
}

function isValid(address: Value, family: Family): boolean {
  const text = textIn(address);
  if (text === undefined) raise('TypeError', `Invalid type: ${classOf(address)}`);
  return family.parse(text) !== undefined;
}

/** `netaddr` 1.3, as far as addresses and networks go. */
export const netaddr: Module = moduleOf(
  'netaddr',
  [
    new Type('IPAddress', { run: makeAddress, holds: (value) => value instanceof IPAddress }),
    new Type('IPNetwork', { run: makeNetwork, holds: (value) => value instanceof IPNetwork }),
    valid('valid_ipv4', V4),
    valid('valid_ipv6', V6),
  ],
  [
    ['INET_PTON', INET_PTON],
    ['ZEROFILL', ZEROFILL],
    ['NOHOST', NOHOST],
  ],
);
