import { add } from '../../values/arithmetic.js';
import type { Host } from '../../values/host.js';
import { integerOf } from '../../values/int.js';
import { numericIn } from '../../values/number.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { Undefined } from '../../values/undefined.js';
import { Iterator, type Value } from '../../values/value.js';
import { iteratorOf, lazy } from '../lazy.js';
import type { Given } from '../../calls/signature.js';

/** `itertools.count`. */
export function count([start = 0, step = 1]: Given, host: Host): Iterator {
  if (![start, step].every(looksLikeNumber)) raise('TypeError', 'a number is required');
  let next = start;
  const items = lazy('itertools.count', host, () => {
    const current = next;
    next = add(current, step, host);
    return current;
  });
  const by = step === 1 ? '' : `, ${reprOf(step, host)}`;
  return new Iterator(items.next, items.typeName, () => `count(${reprOf(next, host)}${by})`);
}

/** Undefined values are asked when the first number is. */
function looksLikeNumber(value: Value): boolean {
  return numericIn(value) !== undefined || value instanceof Undefined;
}

export function cycle([iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  const seen: Value[] = [];
  let at = 0;
  return lazy('itertools.cycle', host, () => {
    const item = source();
    if (item === undefined) return seen.length === 0 ? undefined : seen[at++ % seen.length];
    host.reserve(seen.length + 1, seen.length);
    seen.push(item);
    return item;
  });
}

export function repeat([object = null, times]: Given, host: Host): Iterator {
  if (times === undefined) {
    const endless = lazy('itertools.repeat', host, () => object);
    return new Iterator(endless.next, endless.typeName, () => `repeat(${reprOf(object, host)})`);
  }
  let left = Math.max(0, Number(integerOf(times)));
  const items = lazy('itertools.repeat', host, () => (left > 0 && left-- > 0 ? object : undefined));
  return new Iterator(items.next, items.typeName, () => `repeat(${reprOf(object, host)}, ${left})`);
}
