import type { Host } from '../../values/host.js';
import { integerIn, integerOf } from '../../values/int.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { type Iterator, Tuple, type Value } from '../../values/value.js';
import { lazy } from '../lazy.js';
import type { Given } from '../../calls/signature.js';

/** Tuples of items by their indices; `advance` makes the next indices of the last ones, and says whether there are any. */
interface Choice {
  readonly typeName: string;
  readonly pools: readonly (readonly Value[])[];
  readonly indices: number[];
  readonly advance: (indices: number[]) => boolean;
}

function choices({ typeName, pools, indices, advance }: Choice, host: Host): Iterator {
  let begun = false;
  return lazy(typeName, host, () => {
    host.spend(indices.length);
    if (begun && !advance(indices)) return undefined;
    begun = true;
    return new Tuple(indices.map((index, at) => pools[at]?.[index] ?? null));
  });
}

const nothing = (typeName: string, host: Host): Iterator => lazy(typeName, host, () => undefined);

export function product([repeat = 1, iterables = []]: Given, host: Host): Iterator {
  const times = countIn(repeat);
  if (times < 0) raise('ValueError', 'repeat argument cannot be negative');
  const once = listOf(iterables, host).map((iterable) => listOf(iterable, host));
  host.reserve(once.length * times);
  const pools = Array.from({ length: times }, () => once).flat();
  if (pools.some((pool) => pool.length === 0)) return nothing('itertools.product', host);
  const indices = pools.map(() => 0);
  return choices({ typeName: 'itertools.product', pools, indices, advance: (last) => turn(last, pools) }, host);
}

/** Like an odometer: the last one turns fastest. */
function turn(indices: number[], pools: readonly (readonly Value[])[]): boolean {
  for (let at = indices.length - 1; at >= 0; at--) {
    const next = (indices[at] ?? 0) + 1;
    if (next < (pools[at]?.length ?? 0)) {
      indices[at] = next;
      return true;
    }
    indices[at] = 0;
  }
  return false;
}

export function permutations([iterable = null, length = null]: Given, host: Host): Iterator {
  const pool = listOf(iterable, host);
  const size = length === null ? pool.length : permutationSize(length);
  if (size > pool.length) return nothing('itertools.permutations', host);
  const indices = Array.from({ length: size }, (_, at) => at);
  const pools = indices.map(() => pool);
  const advance = (last: number[]): boolean => nextPermutation(last, pool.length);
  return choices({ typeName: 'itertools.permutations', pools, indices, advance }, host);
}

function permutationSize(length: Value): number {
  if (integerIn(length) === undefined) raise('TypeError', 'Expected int as r');
  const size = countIn(length);
  return size < 0 ? raise('ValueError', 'r must be non-negative') : size;
}

/** The next larger indices, all different. */
function nextPermutation(indices: number[], count: number): boolean {
  for (let at = indices.length - 1; at >= 0; at--) {
    const taken = new Set(indices.slice(0, at));
    for (let index = (indices[at] ?? 0) + 1; index < count; index++) {
      if (taken.has(index)) continue;
      indices[at] = index;
      taken.add(index);
      fillWithLeast(indices, at + 1, taken);
      return true;
    }
  }
  return false;
}

function fillWithLeast(indices: number[], from: number, taken: Set<number>): void {
  let index = 0;
  for (let at = from; at < indices.length; at++) {
    while (taken.has(index)) index++;
    indices[at] = index;
    taken.add(index);
  }
}

export function combinations([iterable = null, length = null]: Given, host: Host): Iterator {
  const pool = listOf(iterable, host);
  const size = sizeIn(length);
  if (size > pool.length) return nothing('itertools.combinations', host);
  const indices = Array.from({ length: size }, (_, at) => at);
  const pools = indices.map(() => pool);
  const advance = (last: number[]): boolean => rise(last, (at) => pool.length - size + at, 1);
  return choices({ typeName: 'itertools.combinations', pools, indices, advance }, host);
}

export function combinationsWithReplacement([iterable = null, length = null]: Given, host: Host): Iterator {
  const pool = listOf(iterable, host);
  const size = sizeIn(length);
  if (size > 0 && pool.length === 0) return nothing('itertools.combinations_with_replacement', host);
  host.reserve(size);
  const indices = Array.from({ length: size }, () => 0);
  const pools = indices.map(() => pool);
  const advance = (last: number[]): boolean => rise(last, () => pool.length - 1, 0);
  return choices({ typeName: 'itertools.combinations_with_replacement', pools, indices, advance }, host);
}

function sizeIn(length: Value): number {
  const size = countIn(length);
  return size < 0 ? raise('ValueError', 'r must be non-negative') : size;
}

/** Raises the last index that can be, and lets those behind it begin from there in steps. */
function rise(indices: number[], most: (at: number) => number, step: number): boolean {
  let at = indices.length - 1;
  while (at >= 0 && (indices[at] ?? 0) >= most(at)) at--;
  if (at < 0) return false;
  let index = (indices[at] ?? 0) + 1;
  for (; at < indices.length; at++) {
    indices[at] = index;
    index += step;
  }
  return true;
}

function countIn(value: Value): number {
  return Number(integerOf(value));
}
