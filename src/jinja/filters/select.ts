import type { Filter, FilterContext } from '../evaluate/environment.js';
import type { Call } from '../values/host.js';
import { iterate } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { reprOf } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import type { Value } from '../values/value.js';
import { attributeGetter } from './attribute-path.js';
import { lazily } from './lazy.js';
import { refuseTwice } from './signature.js';

/** What the name of a filter, or of an attribute, makes of each item. */
export const map: Filter = (value, call, context) => {
  refuseTwice('sync_do_map', ['context', 'value'], call.named);
  return lazily(mapped(value, call, context), context);
};

function* mapped(value: Value, call: Call, context: FilterContext): Generator<Value, void> {
  if (!isTrue(value)) return;
  const change = changeOf(call, context);
  for (const item of iterate(value, context)) {
    context.spend(1);
    yield change(item);
  }
}

function changeOf({ positional, named }: Call, context: FilterContext): (item: Value) => Value {
  const attribute = named.get('attribute');
  if (positional.length === 0 && attribute !== undefined) {
    for (const name of named.keys()) {
      if (name === 'attribute' || name === 'default') continue;
      raise('FilterArgumentError', `Unexpected keyword argument ${reprOf(name, context)}`);
    }
    return attributeGetter(attribute, context, { fallback: named.get('default') ?? null });
  }
  const [name, ...rest] = positional;
  if (name === undefined) raise('FilterArgumentError', 'map requires a filter argument');
  return (item) => context.callFilter(name, item, { positional: rest, named });
}

export const select = selecting('sync_do_select', { keeps: true, ofAttribute: false });
export const reject = selecting('sync_do_reject', { keeps: false, ofAttribute: false });
export const selectattr = selecting('sync_do_selectattr', { keeps: true, ofAttribute: true });
export const rejectattr = selecting('sync_do_rejectattr', { keeps: false, ofAttribute: true });

interface Selection {
  /** Whether the items are kept that meet the test, or those that do not. */
  readonly keeps: boolean;
  /** Whether the first argument names what is tested of each item. */
  readonly ofAttribute: boolean;
}

function selecting(name: string, selection: Selection): Filter {
  return (value, call, context) => {
    refuseTwice(name, ['context', 'value'], call.named);
    return lazily(selected(value, { call, selection }, context), context);
  };
}

function* selected(
  value: Value,
  by: { readonly call: Call; readonly selection: Selection },
  context: FilterContext,
): Generator<Value, void> {
  if (!isTrue(value)) return;
  const meets = testOf(by.call, by.selection, context);
  for (const item of iterate(value, context)) {
    context.spend(1);
    if (meets(item) === by.selection.keeps) yield item;
  }
}

/** Without the name of a test, the truth of the item or of its attribute counts. */
function testOf(
  { positional, named }: Call,
  { ofAttribute }: Selection,
  context: FilterContext,
): (item: Value) => boolean {
  const [attribute = null] = positional;
  if (ofAttribute && positional.length === 0) {
    raise('FilterArgumentError', 'Missing parameter for attribute name');
  }
  const look = ofAttribute ? attributeGetter(attribute, context) : (item: Value) => item;
  const [name, ...rest] = ofAttribute ? positional.slice(1) : positional;
  if (name === undefined) return (item) => isTrue(look(item));
  return (item) => isTrue(context.callTest(name, look(item), { positional: rest, named }));
}
