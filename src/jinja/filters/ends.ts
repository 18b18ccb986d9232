import { iterate, lengthOf, listOf } from '../values/iterate.js';
import { raise, type RaisedKind } from '../values/raised.js';
import { itemOf, sliceOf } from '../values/subscript.js';
import { textIn } from '../values/text-in.js';
import { chanceOf } from './chance.js';
import { defineFilter } from './define.js';
import { reversedOf } from './reversed.js';
import { unless } from './unless.js';

export const first = defineFilter(
  { name: 'sync_do_first', passes: 'environment', parameters: [['seq']] },
  ([sequence], context) => {
    const next = iterate(sequence, context)[Symbol.iterator]().next();
    return next.done === true ? context.undefined({ hint: 'No first item, sequence was empty.' }) : next.value;
  },
);

export const last = defineFilter(
  { name: 'do_last', passes: 'environment', parameters: [['seq']] },
  ([sequence], context) => {
    const found = reversedOf(sequence, context).next();
    return found === undefined ? context.undefined({ hint: 'No last item, sequence was empty.' }) : found;
  },
);

/** What is drawn is the same in every rendering; see `Chance`. */
export const random = defineFilter(
  { name: 'do_random', passes: 'context', parameters: [['seq']] },
  ([sequence], context) => {
    const count = lengthOf(sequence, context);
    if (count === 0) return context.undefined({ hint: 'No random item, sequence was empty.' });
    return itemOf(sequence, chanceOf(context).below(count), context);
  },
);

/** Text turned round; of everything else an iterator, or a list where there is none. */
export const reverse = defineFilter({ name: 'do_reverse', parameters: [['value']] }, ([value], context) => {
  if (textIn(value) !== undefined) return sliceOf(value, { start: null, stop: null, step: -1 }, context);
  const wrongType: readonly RaisedKind[] = ['TypeError'];
  return (
    unless(wrongType, () => reversedOf(value, context)) ??
    unless(wrongType, () => listOf(value, context).reverse()) ??
    raise('FilterArgumentError', 'argument must be iterable')
  );
});
