import type { Host } from '../values/host.js';
import { iterate } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Tuple, type Value } from '../values/value.js';
import { unless } from './unless.js';

/** Python's `key, value = item`. */
export function unpackPair(item: Value, host: Host): readonly [Value, Value] {
  const known = item instanceof Tuple ? item.items : item;
  if (Array.isArray(known) && known.length === 2) return [known[0] ?? null, known[1] ?? null];
  const items = itemsOf(item, host)[Symbol.iterator]();
  const taken: Value[] = [];
  for (let next = items.next(); next.done !== true; next = items.next()) {
    if (taken.length === 2) raise('ValueError', 'too many values to unpack (expected 2)');
    taken.push(next.value);
  }
  const [key, value] = taken;
  if (key !== undefined && value !== undefined) return [key, value];
  return raise('ValueError', `not enough values to unpack (expected 2, got ${taken.length})`);
}

function itemsOf(item: Value, host: Host): Iterable<Value> {
  if (isIterable(item, host)) return iterate(item, host);
  return raise('TypeError', `cannot unpack non-iterable ${typeNameOf(item)} object`);
}

/** Whether a value has items to go over. */
export function isIterable(value: Value, host: Host): boolean {
  return unless(['TypeError'], () => iterate(value, host)) !== undefined;
}
