import type { FilterContext } from '../evaluate/environment.js';
import { textIn } from '../values/text-in.js';
import { add, floorDivide, modulo, subtract } from '../values/arithmetic.js';
import { Dict, DictView } from '../values/dict.js';
import { equals } from '../values/equal.js';
import { integerIn, integerOf } from '../values/int.js';
import { iterate, listOf } from '../values/iterate.js';
import { compare } from '../values/order.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { Bytes, type Value } from '../values/value.js';
import { attributeGetter } from './attribute-path.js';
import { defineFilter } from './define.js';
import { lazily } from './lazy.js';

export const list = defineFilter({ name: 'sync_do_list', parameters: [['value']] }, ([value], context) =>
  listOf(value, context),
);

export const items = defineFilter({ name: 'do_items', parameters: [['value']] }, ([value], context) =>
  lazily(itemsOf(value, context), context),
);

function* itemsOf(value: Value, context: FilterContext): Generator<Value, void> {
  if (value instanceof Undefined) return;
  if (!(value instanceof Dict)) raise('TypeError', 'Can only get item pairs from a mapping.');
  yield* counted(new DictView(value, 'dict_items').members(), context);
}

function* counted(values: Iterable<Value>, context: FilterContext): Generator<Value, void> {
  for (const value of values) {
    context.spend(1);
    yield value;
  }
}

/** What a list that grows takes beside its items. */
const STEPS_OF_LIST = 5;

/** Lists of so many items; the last is filled up when there is something to fill it with. */
export const batch = defineFilter(
  { name: 'do_batch', parameters: [['value'], ['linecount'], ['fill_with', null]] },
  ([value, count, filling], context) => lazily(batches(value, { count, filling }, context), context),
);

interface Portions {
  readonly count: Value;
  readonly filling: Value;
}

function* batches(value: Value, { count, filling }: Portions, context: FilterContext): Generator<Value, void> {
  let portion: Value[] = [];
  for (const item of iterate(value, context)) {
    context.spend(1);
    if (equals(portion.length, count, context)) {
      yield portion;
      context.spend(STEPS_OF_LIST);
      portion = [];
    }
    portion.push(item);
  }
  if (portion.length === 0) return;
  if (filling !== null && compare['<'](portion.length, count, context)) {
    const missing = listTimes(filling, subtract(count, portion.length, context), context);
    for (const filled of missing) portion.push(filled);
  }
  yield portion;
}

function listTimes(item: Value, count: Value, context: FilterContext): readonly Value[] {
  const times = integerIn(count);
  if (times === undefined) raise('TypeError', `can't multiply sequence by non-int of type '${typeNameOf(count)}'`);
  context.reserve(Number(times));
  return Array.from({ length: Number(times) }, () => item);
}

/** So many lists of about the same length; the shorter ones are filled up when there is something to fill them with. */
export const slice = defineFilter(
  { name: 'sync_do_slice', parameters: [['value'], ['slices'], ['fill_with', null]] },
  ([value, count, filling], context) => lazily(slices(value, { count, filling }, context), context),
);

function* slices(value: Value, { count, filling }: Portions, context: FilterContext): Generator<Value, void> {
  const all = listOf(value, context);
  const size = Number(integerIn(floorDivide(all.length, count, context)));
  const longer = Number(integerIn(modulo(all.length, count, context)));
  const portions = integerOf(count);
  let from = 0;
  for (let at = 0; at < portions; at++) {
    context.spend(size + STEPS_OF_LIST);
    const to = from + size + (at < longer ? 1 : 0);
    const portion = all.slice(from, to);
    if (filling !== null && at >= longer) portion.push(filling);
    yield portion;
    from = to;
  }
}

/** Python's `sum`, of what an attribute of the items is when one is named. */
export const sum = defineFilter(
  { name: 'sync_do_sum', passes: 'environment', parameters: [['iterable'], ['attribute', null], ['start', 0]] },
  ([value, attribute, start], context) => {
    const all = iterate(value, context);
    if (textIn(start) !== undefined) raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
    if (start instanceof Bytes) raise('TypeError', "sum() can't sum bytes [use b''.join(seq) instead]");
    const look = attributeGetter(attribute, context);
    let total = start;
    for (const item of all) {
      context.spend(1);
      total = add(total, look(item), context);
    }
    return total;
  },
);
