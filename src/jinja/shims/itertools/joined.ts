import { add } from '../../values/arithmetic.js';
import { equals } from '../../values/equal.js';
import { exclusive } from '../../values/exclusive.js';
import type { Host } from '../../values/host.js';
import { integerOf } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { type Iterator, Tuple, type Value } from '../../values/value.js';
import { iteratorOf, lazy } from '../lazy.js';
import type { Given } from '../../calls/signature.js';

/** `chain` of what a lazy sequence of iterables gives. */
function chained(sources: () => Value | undefined, host: Host): Iterator {
  let current: (() => Value | undefined) | undefined;
  return lazy('itertools.chain', host, () => {
    for (;;) {
      const item = current?.();
      if (item !== undefined) return item;
      host.spend(1);
      const source = sources();
      if (source === undefined) return undefined;
      current = iteratorOf(source, host);
    }
  });
}

export function chain([iterables = []]: Given, host: Host): Iterator {
  return chained(iteratorOf(iterables, host), host);
}

export function fromIterable([iterable = null]: Given, host: Host): Iterator {
  return chained(iteratorOf(iterable, host), host);
}

export function zipLongest([fill = null, iterables = []]: Given, host: Host): Iterator {
  const sources = listOf(iterables, host).map((iterable) => iteratorOf(iterable, host));
  return lazy('itertools.zip_longest', host, () => {
    host.spend(sources.length);
    const items = sources.map((source) => source());
    if (items.every((item) => item === undefined)) return undefined;
    return new Tuple(items.map((item) => (item === undefined ? fill : item)));
  });
}

export function starmap([call = null, iterable = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  return lazy('itertools.starmap', host, () => {
    const item = source();
    return item === undefined ? undefined : host.call(call, listOf(item, host));
  });
}

export function accumulate([iterable = null, call = null, initial = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  let total: Value | undefined;
  let before = initial;
  return lazy('itertools.accumulate', host, () => {
    if (before !== null) {
      total = before;
      before = null;
      return total;
    }
    const item = source();
    if (item === undefined || total === undefined) return (total = item);
    total = call === null ? add(total, item, host) : host.call(call, [total, item]);
    return total;
  });
}

/** Several iterators over one: items that one has passed and another has not are kept. */
export function tee([iterable = null, times = 2]: Given, host: Host): Tuple {
  const count = integerOf(times);
  if (count < 0) raise('ValueError', 'n must be >= 0');
  host.reserve(Number(count));
  const source = exclusive(iteratorOf(iterable, host), () => raise('RuntimeError', 'cannot re-enter the tee iterator'));
  const first: Link = { source };
  return new Tuple(Array.from({ length: Number(count) }, () => follow(first, host)));
}

interface Link {
  readonly source: () => Value | undefined;
  taken?: { readonly item: Value; readonly rest: Link } | undefined;
}

function follow(first: Link, host: Host): Iterator {
  let link = first;
  return lazy('itertools._tee', host, () => {
    if (link.taken === undefined) {
      const item = link.source();
      if (item === undefined) return undefined;
      link.taken = { item, rest: { source: link.source } };
    }
    const { item, rest } = link.taken;
    link = rest;
    return item;
  });
}

/** Groups of neighbours with one key. A group is over as soon as the next one is asked for. */
export function groupby([iterable = null, key = null]: Given, host: Host): Iterator {
  const source = iteratorOf(iterable, host);
  const keyFor = (item: Value): Value => (key === null ? item : host.call(key, [item]));
  let ahead: { readonly item: Value; readonly key: Value } | undefined;
  let groupKey: Value | undefined;
  let group = 0;
  const advance = (): void => {
    const item = source();
    ahead = item === undefined ? undefined : { item, key: keyFor(item) };
  };
  const isOfGroup = (): boolean =>
    ahead !== undefined && groupKey !== undefined && (ahead.key === groupKey || equals(groupKey, ahead.key, host));
  let begun = false;
  return lazy('itertools.groupby', host, () => {
    if (!begun) advance();
    begun = true;
    while (isOfGroup()) {
      host.spend(1);
      advance();
    }
    if (ahead === undefined) return undefined;
    groupKey = ahead.key;
    const own = ++group;
    const members = lazy('itertools._grouper', host, () => {
      if (own !== group || ahead === undefined || !isOfGroup()) return undefined;
      const { item } = ahead;
      advance();
      return item;
    });
    return new Tuple([groupKey, members]);
  });
}
