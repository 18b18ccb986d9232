import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { Tuple } from '../../values/value.js';
import { methodsOf, one, operator, positional, type Definition } from '../arguments.js';
import { countOf, indexOf } from './sequence.js';

const EMPTY = new Tuple([]);

const definitions: Readonly<Record<string, Definition<Tuple>>> = {
  count: one(({ items }, value, host) => countOf(items, value, host)),
  index: positional(1, 3, ({ items }, [value = null, start, stop], host) => {
    const at = indexOf(items, value, { start, stop, host });
    return at < 0 ? raise('ValueError', 'tuple.index(x): x not in tuple') : at;
  }),
  __contains__: operator(1, (tuple, [item = null], host) => contains(tuple, item, host)),
  __getitem__: operator(1, (tuple, [key = null], host) => itemOf(tuple, key, host)),
  __len__: operator(0, ({ items }) => items.length),
};

export const tupleMethods: ReadonlyMap<string, Member> = methodsOf(
  'tuple',
  (value) => (value instanceof Tuple ? value : EMPTY),
  definitions,
);
