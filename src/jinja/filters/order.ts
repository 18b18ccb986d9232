import type { Filter, FilterContext } from '../evaluate/environment.js';
import { extreme, sorted, sortedEntries } from '../types/collections/sort.js';
import { flagIn } from '../types/text/split.js';
import { textIn } from '../values/text-in.js';
import { matches } from '../values/equal.js';
import { iterate, listOf } from '../values/iterate.js';
import { keyOf, type Key } from '../values/key.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import type { Value } from '../values/value.js';
import { attributeGetter, attributeGetters, ignoreCase, sortKeys, type Getter } from './attribute-path.js';
import { defineFilter } from './define.js';
import { Growth } from './growth.js';
import { GroupTuple } from './group-tuple.js';
import { lazily } from './lazy.js';
import { methodOf } from './method.js';
import { unpackPair } from './pair.js';

export const sort = defineFilter(
  {
    name: 'do_sort',
    passes: 'environment',
    parameters: [['value'], ['reverse', false], ['case_sensitive', false], ['attribute', null]],
  },
  ([value, reverse, caseSensitive, attribute], context) => {
    const getters = attributeGetters(attribute, context, { ignoresCase: !isTrue(caseSensitive) });
    const items = listOf(value, context);
    const turned = flagIn(reverse);
    const keys = sortKeys(items, getters, context);
    return sorted(items, { keys, reverse: turned }, context);
  },
);

export const dictsort = defineFilter(
  { name: 'do_dictsort', parameters: [['value'], ['case_sensitive', false], ['by', 'key'], ['reverse', false]] },
  ([value, caseSensitive, by, reverse], context) => {
    const position = ['key', 'value'].indexOf(textIn(by) ?? '');
    if (position < 0) raise('FilterArgumentError', 'You can only sort by either "key" or "value"');
    const items = listOf(methodOf(value, 'items', context)(), context);
    const turned = flagIn(reverse);
    const looked = items.map((item) => unpackPair(item, context)[position] ?? null);
    const keys = isTrue(caseSensitive) ? looked : looked.map(ignoreCase);
    return sorted(items, { keys, reverse: turned }, context);
  },
);

export const unique = defineFilter(
  {
    name: 'sync_do_unique',
    passes: 'environment',
    parameters: [['value'], ['case_sensitive', false], ['attribute', null]],
  },
  ([value, caseSensitive, attribute], context) => {
    const ignoresCase = (): boolean => !isTrue(caseSensitive);
    return lazily(
      uniqueItems(value, () => attributeGetter(attribute, context, { ignoresCase: ignoresCase() }), context),
      context,
    );
  },
);

function* uniqueItems(value: Value, getter: () => Getter, context: FilterContext): Generator<Value, void> {
  const look = getter();
  const seen = new Set<Key>();
  const growth = new Growth(context);
  for (const item of iterate(value, context)) {
    context.spend(1);
    const key = keyOf(look(item));
    if (seen.has(key)) continue;
    growth.add(1);
    seen.add(key);
    yield item;
  }
}

export const min = extremeFilter('do_min', '<');
export const max = extremeFilter('do_max', '>');

function extremeFilter(name: string, op: '<' | '>'): Filter {
  return defineFilter(
    { name, passes: 'environment', parameters: [['value'], ['case_sensitive', false], ['attribute', null]] },
    ([value, caseSensitive, attribute], context) => {
      let look: Getter | undefined;
      const keyFor = (item: Value): Value => {
        // What is wrong with the attribute does not show where there are no items.
        look ??= attributeGetter(attribute, context, { ignoresCase: !isTrue(caseSensitive) });
        return look(item);
      };
      const found = extreme(iterate(value, context), { op, keyFor }, context);
      return found === undefined ? context.undefined({ hint: 'No aggregated item, sequence was empty.' }) : found;
    },
  );
}

/** Groups in the order of what they have in common; each is known by it as its first item has it. */
export const groupby = defineFilter(
  {
    name: 'sync_do_groupby',
    passes: 'environment',
    parameters: [['value'], ['attribute'], ['default', null], ['case_sensitive', false]],
  },
  ([value, attribute, fallback, caseSensitive], context) => {
    const look = attributeGetter(attribute, context, { ignoresCase: !isTrue(caseSensitive), fallback });
    const lookExactly = attributeGetter(attribute, context, { fallback });
    const items = listOf(value, context);
    const groups: { readonly key: Value; readonly items: [Value, ...Value[]] }[] = [];
    const keys = items.map(look);
    for (const { item, key } of sortedEntries(items, { keys, reverse: false }, context)) {
      const last = groups.at(-1);
      if (last !== undefined && matches(last.key, key, context)) last.items.push(item);
      else groups.push({ key, items: [item] });
    }
    return groups.map((group) => new GroupTuple(lookExactly(group.items[0]), group.items));
  },
);
