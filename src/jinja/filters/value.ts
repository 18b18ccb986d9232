import { attributeOf } from '../values/attributes.js';
import { keyOf } from '../values/key.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { textIn } from '../values/text-in.js';
import { defineFilter } from './define.js';

export const fallback = defineFilter(
  { name: 'do_default', parameters: [['value'], ['default_value', ''], ['boolean', false]] },
  ([value, instead, boolean]) => {
    const isMissing = value instanceof Undefined || (isTrue(boolean) && !isTrue(value));
    return isMissing ? instead : value;
  },
);

/** The attribute alone, never an item. */
export const attr = defineFilter(
  { name: 'do_attr', passes: 'environment', parameters: [['obj'], ['name']] },
  ([value, name], context) => {
    const text = textIn(name);
    // Python looks for the name among those of the type first.
    if (text === undefined) keyOf(name);
    if (text === undefined) raise('TypeError', `attribute name must be string, not '${typeNameOf(name)}'`);
    if (attributeOf(value, text, context) === undefined) return context.undefined({ name: text, of: value });
    return context.getattr(value, text);
  },
);
