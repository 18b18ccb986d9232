import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { type Iterator, Tuple, type Value } from '../../values/value.js';
import { iteratorOf, lazy } from '../lazy.js';
import type { Given } from '../../calls/signature.js';

export function islice([iterable = null, first, second, by]: Given, host: Host): Iterator {
  const stop = boundIn(second === undefined ? first : second, Number.POSITIVE_INFINITY, 'Stop argument');
  const start = second === undefined ? 0 : boundIn(first, 0, 'Indices');
  const step = stepIn(by);
  const source = iteratorOf(iterable, host);
  let at = 0;
  let wanted = start;
  return lazy('itertools.islice', host, () => {
    if (wanted >= stop) {
      // The items before the end are taken from the source, as Python does.
      for (; at < stop; at++) {
        host.spend(1);
        if (source() === undefined) break;
      }
      return undefined;
    }
    for (; at < wanted; at++) {
      host.spend(1);
      if (source() === undefined) return undefined;
    }
    at++;
    wanted += step;
    return source();
  });
}

const LARGEST = 2n ** 63n - 1n;

/** C takes what is no number, or too large a one, for the number -1. */
function boundIn(value: Value | undefined, absent: number, what: 'Indices' | 'Stop argument'): number {
  if (value === undefined || value === null) return absent;
  const given = integerIn(value) ?? -1;
  const integer = given > LARGEST || given < -LARGEST ? -1 : given;
  if (integer >= 0) return Number(integer);
  const wrong = integer < -1 ? 'Indices' : what;
  return raise('ValueError', `${wrong} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`);
}

function stepIn(value: Value | undefined): number {
  if (value === undefined || value === null) return 1;
  const integer = integerIn(value);
  if (integer !== undefined && integer >= 1) return Number(integer);
  return raise('ValueError', 'Step for islice() must be a positive integer or None.');
}

export function takewhile([predicate = null, iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  return lazy('itertools.takewhile', host, () => {
    const item = source();
    return item !== undefined && isTrue(host.call(predicate, [item])) ? item : undefined;
  });
}

export function dropwhile([predicate = null, iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  let dropping = true;
  return lazy('itertools.dropwhile', host, () => {
    let item = source();
    if (!dropping) return item;
    dropping = false;
    while (item !== undefined && isTrue(host.call(predicate, [item]))) item = source();
    return item;
  });
}

export function filterfalse([predicate = null, iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  return lazy('itertools.filterfalse', host, () => {
    for (let item = source(); item !== undefined; item = source()) {
      host.spend(1);
      if (!isTrue(predicate === null ? item : host.call(predicate, [item]))) return item;
    }
    return undefined;
  });
}

export function compress([data = null, selectors = null]: Given, host: Host): Iterator {
  const source = iteratorOf(data, host);
  const choices = iteratorOf(selectors, host);
  return lazy('itertools.compress', host, () => {
    for (;;) {
      const item = source();
      const choice = item === undefined ? undefined : choices();
      if (choice === undefined) return undefined;
      host.spend(1);
      if (isTrue(choice)) return item;
    }
  });
}

export function pairwise([iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  let last: Value | undefined;
  return lazy('itertools.pairwise', host, () => {
    if (last === undefined) last = source();
    const next = last === undefined ? undefined : source();
    if (last === undefined || next === undefined) return undefined;
    const pair = new Tuple([last, next]);
    last = next;
    return pair;
  });
}
