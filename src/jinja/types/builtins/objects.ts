import { bindNative, checkCount } from '../../calls/native.js';
import { signatureOf } from '../../calls/signature.js';
import { nameOfArgument, one, positional, type Definition } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { extreme, keyFor, sorted } from '../collections/sort.js';
import { formatted } from '../format/value.js';
import { flagIn } from '../text/split.js';
import type { Call, Host } from '../../values/host.js';
import { iterate, lengthOf, listOf } from '../../values/iterate.js';
import type { Comparison } from '../../values/order.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import { Tuple, Type, type Value } from '../../values/value.js';
import type { Functions } from './functions.js';
import { isCallable, iter, next } from './iterators.js';

function some(items: Value, wanted: boolean, host: Host): boolean {
  for (const item of iterate(items, host)) {
    host.spend(1);
    if (isTrue(item) === wanted) return true;
  }
  return false;
}

function isInstance(value: Value, type: Value, host: Host): boolean {
  host.spend(1);
  if (type instanceof Type) return type.holds(value);
  if (type instanceof Tuple) return type.items.some((one_) => isInstance(value, one_, host));
  return raise('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
}

function choosing(op: Comparison): Definition<null> {
  return ({ name }) => {
    const signature = signatureOf(name, '*, key?, default?');
    return (_, call, host) => {
      const { positional: given } = call;
      checkCount(name, given.length, { least: 1, most: Infinity });
      const [key, otherwise] = bindNative(signature, { positional: [], named: call.named });
      const [first = null, ...more] = given;
      if (more.length > 0 && otherwise !== undefined) {
        raise('TypeError', `Cannot specify a default for ${name}() with multiple positional arguments`);
      }
      const best = extreme(more.length > 0 ? given : iterate(first, host), { op, keyFor: keyFor(key, host) }, host);
      if (best !== undefined) return best;
      return otherwise === undefined ? raise('ValueError', `${name}() arg is an empty sequence`) : otherwise;
    };
  };
}

const SORT = signatureOf('sort', '*, key?, reverse?');

function sortedList({ positional: given, named: options }: Call, host: Host): Value[] {
  checkCount('sorted', given.length, { least: 1, most: 1 });
  const [items = null] = given;
  const list = listOf(items, host);
  const [key, reverse] = bindNative(SORT, { positional: [], named: options });
  return sorted(list, { keys: list.map(keyFor(key, host)), reverse: flagIn(reverse) }, host);
}

export const objectFunctions: Functions = {
  all: one((_, items, host) => !some(items, false, host)),
  any: one((_, items, host) => some(items, true, host)),
  callable: one((_, value) => isCallable(value)),
  format: positional(1, 2, (_, [value = null, spec = ''], host) => {
    const text = textIn(spec);
    if (text === undefined) raise('TypeError', `format() argument 2 must be str, not ${nameOfArgument(spec)}`);
    return formatted(value, text, host);
  }),
  isinstance: positional(2, 2, (_, [value = null, type = null], host) => isInstance(value, type, host)),
  iter,
  len: one((_, value, host) => lengthOf(value, host)),
  max: choosing('>'),
  min: choosing('<'),
  next,
  repr: one((_, value, host) => reprOf(value, host)),
  sorted: () => (_, call, host) => sortedList(call, host),
};
