import { lowerOf } from '../types/text/case.js';
import { isDigit, everyCharacter } from '../types/text/classes.js';
import { Undefined } from '../values/undefined.js';
import { Markup, type Value } from '../values/value.js';
import { chargeValue } from '../values/weight.js';
import type { FilterContext } from '../evaluate/environment.js';
import { textIn } from '../values/text-in.js';
import { intFrom } from '../types/number/convert.js';

/** What takes from an item the value that a filter is to look at. */
export type Getter = (item: Value) => Value;

interface GetterOptions {
  /** Whether strings are compared as if they were in lower case. */
  readonly ignoresCase?: boolean;
  /** What stands for a part of the path that an item has not; `null` when nothing does. */
  readonly fallback?: Value;
}

/**
 * Looks up an attribute of each item: a path with dots, whose digits are indices; a key of another type; or the item itself
 * for `null`.
 */
export function attributeGetter(attribute: Value, context: FilterContext, options: GetterOptions = {}): Getter {
  const { ignoresCase = false, fallback = null } = options;
  const parts = partsOf(attribute, context);
  const finish = (found: Value): Value => {
    if (!ignoresCase) return found;
    chargeValue(found, context);
    return ignoreCase(found);
  };
  if (parts.length === 0) return finish;
  return (item) => {
    context.spend(parts.length);
    let found = item;
    for (const part of parts) {
      found = context.getitem(found, part);
      if (fallback !== null && found instanceof Undefined) found = fallback;
    }
    return finish(found);
  };
}

/** What items are sorted by: one attribute, or each of a list of paths with commas. */
export function sortKeys(
  items: readonly Value[],
  getters: readonly Getter[],
  context: FilterContext,
): readonly Value[] {
  context.reserve(items.length * getters.length);
  const [only] = getters;
  if (only !== undefined && getters.length === 1) return singleKeys(items.map(only));
  return items.map((item) => {
    context.spend(getters.length);
    return getters.map((get) => get(item));
  });
}

/** Python compares lists of what was looked up: with one member, they are as good as it where all have an order. */
function singleKeys(keys: readonly Value[]): readonly Value[] {
  const isPlain = keys.every((key) => typeof key === 'string') || keys.every((key) => typeof key === 'number');
  return isPlain ? keys : keys.map((key) => [key]);
}

/** One getter for each attribute of a list of paths with commas. */
export function attributeGetters(attribute: Value, context: FilterContext, options: GetterOptions): readonly Getter[] {
  const text = textIn(attribute);
  if (text === undefined) return [attributeGetter(attribute, context, options)];
  return text.split(',').map((path) => attributeGetter(path, context, options));
}

function partsOf(attribute: Value, context: FilterContext): readonly Value[] {
  if (attribute === null) return [];
  const text = textIn(attribute);
  if (text === undefined) return [attribute];
  return text.split('.').map((part) => (everyCharacter(part, isDigit) ? intFrom(part, context) : part));
}
/** Strings in lower case; everything else as it is. */
export function ignoreCase(value: Value): Value {
  if (typeof value === 'string') return lowerOf(value);
  return value instanceof Markup ? new Markup(lowerOf(value.text)) : value;
}
