import { type Callable, type Module, Type } from '../../values/value.js';
import { native, moduleOf, type Body } from '../module.js';
import { registerIterator } from '../lazy.js';
import { Iterator } from '../../values/value.js';
import * as choices from './choices.js';
import * as endless from './endless.js';
import * as joined from './joined.js';
import * as slices from './slices.js';

/** The types of `itertools` are called like functions. */
function kind(name: string, parameters: string, body: Body): Type {
  const typeName = `itertools.${name}`;
  registerIterator(typeName);
  const { run } = native(name, parameters, body);
  const members = name === 'chain' ? new Map([['from_iterable', fromIterable]]) : undefined;
  return new Type(name, {
    run,
    moduleName: 'itertools',
    holds: (value) => value instanceof Iterator && value.typeName === typeName,
    ...(members !== undefined && { members }),
  });
}

const fromIterable: Callable = native('chain.from_iterable', 'iterable, /', joined.fromIterable);

for (const name of ['_tee', '_grouper']) registerIterator(`itertools.${name}`);

export const itertools: Module = moduleOf('itertools', [
  kind('accumulate', 'iterable, func?, *, initial?', joined.accumulate),
  kind('chain', '*iterables', joined.chain),
  kind('combinations', 'iterable, r', choices.combinations),
  kind('combinations_with_replacement', 'iterable, r', choices.combinationsWithReplacement),
  kind('compress', 'data, selectors', slices.compress),
  kind('count', 'start?, step?', endless.count),
  kind('cycle', 'iterable, /', endless.cycle),
  kind('dropwhile', 'predicate, iterable, /', slices.dropwhile),
  kind('filterfalse', 'function, iterable, /', slices.filterfalse),
  kind('groupby', 'iterable, key?', joined.groupby),
  kind('islice', 'iterable, start, stop?, step?, /', slices.islice),
  kind('pairwise', 'iterable, /', slices.pairwise),
  kind('permutations', 'iterable, r?', choices.permutations),
  kind('product', '*iterables, repeat?', ([repeat, iterables], host) => choices.product([repeat, iterables], host)),
  kind('repeat', 'object, times?', endless.repeat),
  kind('starmap', 'function, iterable, /', joined.starmap),
  kind('takewhile', 'predicate, iterable, /', slices.takewhile),
  native('tee', 'iterable, n?, /', joined.tee),
  kind('zip_longest', '*iterables, fillvalue?', joined.zipLongest),
]);
