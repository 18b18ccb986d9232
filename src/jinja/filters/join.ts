import type { FilterContext } from '../evaluate/environment.js';
import { iterate } from '../values/iterate.js';
import { escape, escapeText, isSafe } from '../values/markup.js';
import { strOf } from '../values/text.js';
import { Markup, type Value } from '../values/value.js';
import { attributeGetter } from './attribute-path.js';
import { defineFilter } from './define.js';
import { Growth } from './growth.js';

/** Where the environment escapes and one of the texts is safe, or what stands between them is, all others are escaped. */
export const join = defineFilter(
  { name: 'sync_do_join', passes: 'eval_ctx', parameters: [['value'], ['d', ''], ['attribute', null]] },
  ([value, between, attribute], context) => {
    const items = iterate(value, context);
    const look = attribute === null ? undefined : attributeGetter(attribute, context);
    if (!context.autoescape) return joined(items, { between: strOf(between, context), look, write: strOf }, context);
    if (isSafe(between)) {
      const separator = escape(between, context).text;
      const write = (item: Value): string => escape(item, context).text;
      return new Markup(joined(items, { between: separator, look, write }, context));
    }
    return joinUnlessSafe(items, { between, look }, context);
  },
);

interface Joining {
  readonly between: string;
  readonly look: ((item: Value) => Value) | undefined;
  readonly write: (item: Value, context: FilterContext) => string;
}

function joined(items: Iterable<Value>, { between, look, write }: Joining, context: FilterContext): string {
  const texts: string[] = [];
  const growth = new Growth(context);
  for (const item of items) {
    context.spend(1);
    const text = write(look === undefined ? item : look(item), context);
    growth.add(text.length + between.length);
    texts.push(text);
  }
  return texts.join(between);
}

function joinUnlessSafe(
  items: Iterable<Value>,
  { between, look }: { readonly between: Value; readonly look: Joining['look'] },
  context: FilterContext,
): string | Markup {
  const separator = strOf(between, context);
  const growth = new Growth(context);
  const looked: Value[] = [];
  let hasSafe = false;
  for (const item of items) {
    context.spend(1);
    const found = look === undefined ? item : look(item);
    const isSafeItem = isSafe(found);
    hasSafe ||= isSafeItem;
    const text = isSafeItem ? escape(found, context) : strOf(found, context);
    growth.add((typeof text === 'string' ? text : text.text).length + separator.length);
    looked.push(text);
  }
  if (!hasSafe) return looked.map((text) => strOf(text, context)).join(separator);
  return new Markup(looked.map((text) => escape(text, context).text).join(escapeText(separator)));
}
