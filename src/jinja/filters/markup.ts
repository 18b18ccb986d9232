import { escape as escapeValue, escapeText } from '../values/markup.js';
import { raise } from '../values/raised.js';
import { reprOf, strOf } from '../values/text.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { isTrue } from '../values/truth.js';
import { iterate } from '../values/iterate.js';
import { Bytes, Markup, type Value } from '../values/value.js';
import { textIn } from '../values/text-in.js';
import type { FilterContext } from '../evaluate/environment.js';
import { defineFilter } from './define.js';
import { Growth } from './growth.js';
import { methodOf } from './method.js';
import { unpackPair } from './pair.js';

export const escape = defineFilter({ name: 'escape', parameters: [['s']], unnamed: true }, ([value], context) => {
  const safe = escapeValue(value, context);
  context.reserve(safe.text.length);
  return safe;
});

/** Escapes what is safe already, too. */
export const forceescape = defineFilter({ name: 'do_forceescape', parameters: [['value']] }, ([value], context) => {
  const escaped = escapeText(strOf(value, context));
  context.reserve(escaped.length);
  return new Markup(escaped);
});

export const safe = defineFilter({ name: 'do_mark_safe', parameters: [['value']] }, ([value], context) =>
  value instanceof Markup ? value : new Markup(strOf(value, context)),
);

export const striptags = defineFilter({ name: 'do_striptags', parameters: [['value']] }, ([value], context) =>
  methodOf(new Markup(strOf(value, context)), 'striptags', context)(),
);

/** What would end the name of an attribute. */
const ENDS_NAME = /[\t-\r />=]/;

/** Attributes of an element; `none` and undefined ones are left out. */
export const xmlattr = defineFilter(
  { name: 'do_xmlattr', passes: 'eval_ctx', parameters: [['d'], ['autospace', true]] },
  ([attributes, autospace], context) => {
    const written: string[] = [];
    const growth = new Growth(context);
    for (const item of iterate(methodOf(attributes, 'items', context)(), context)) {
      const [key, value] = unpackPair(item, context);
      if (value === null || value instanceof Undefined) continue;
      const attribute = writeAttribute(key, value, context);
      growth.add(attribute.length + 1);
      written.push(attribute);
    }
    const joined = written.join(' ');
    const text = joined !== '' && isTrue(autospace) ? ` ${joined}` : joined;
    return context.autoescape ? new Markup(text) : text;
  },
);

function writeAttribute(key: Value, value: Value, context: FilterContext): string {
  context.spend(1);
  const name = textIn(key) ?? refuseName(key);
  if (ENDS_NAME.test(name)) raise('ValueError', `Invalid character in attribute name: ${reprOf(key, context)}`);
  return `${escapeValue(key, context).text}="${escapeValue(value, context).text}"`;
}

function refuseName(key: Value): never {
  if (key instanceof Bytes) raise('TypeError', 'cannot use a string pattern on a bytes-like object');
  return raise('TypeError', `expected string or bytes-like object, got '${typeNameOf(key)}'`);
}
