import type { Filter, FilterContext } from '../evaluate/environment.js';
import { defineFilter } from '../filters/define.js';
import { methodOf } from '../filters/method.js';
import { isIterable } from '../filters/pair.js';
import { textIn } from '../values/text-in.js';
import { Dict } from '../values/dict.js';
import { HostObject } from '../values/host-object.js';
import { isInt } from '../values/int.js';
import { lengthOf } from '../values/iterate.js';
import { keyOf } from '../values/key.js';
import { isSafe } from '../values/markup.js';
import { numericIn } from '../values/number.js';
import { Raised } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { Undefined } from '../values/undefined.js';
import { Bytes, Float, Markup, Range, Tuple, type Value } from '../values/value.js';

/** A test of the value alone. */
function kind(name: string, holds: (value: Value, context: FilterContext) => boolean): Filter {
  return defineFilter({ name, parameters: [['value']] }, ([value], context) => holds(value, context));
}

export const boolean = kind('test_boolean', (value) => typeof value === 'boolean');
export const isTrue = kind('test_true', (value) => value === true);
export const isFalse = kind('test_false', (value) => value === false);
export const none = kind('test_none', (value) => value === null);
export const integer = kind('test_integer', isInt);
export const float = kind('test_float', (value) => value instanceof Float);
export const number = kind('test_number', (value) => numericIn(value) !== undefined);
export const string = kind('test_string', (value) => textIn(value) !== undefined);
export const mapping = kind('test_mapping', (value) => value instanceof Dict);
export const defined = kind('test_defined', (value) => !(value instanceof Undefined));
export const isUndefined = kind('test_undefined', (value) => value instanceof Undefined);
export const escaped = kind('test_escaped', isSafe);
export const iterable = kind('test_iterable', isIterable);
export const sequence = kind('test_sequence', (value, context) => isSubscriptable(value) && hasLength(value, context));
export const lower = kind('test_lower', (value, context) => hasCase(value, 'islower', context));
export const upper = kind('test_upper', (value, context) => hasCase(value, 'isupper', context));

function isSubscriptable(value: Value): boolean {
  if (value instanceof HostObject) return value.item !== undefined;
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Dict) return true;
  return value instanceof Tuple || value instanceof Markup || value instanceof Range || value instanceof Bytes;
}

function hasLength(value: Value, context: FilterContext): boolean {
  try {
    lengthOf(value, context);
    return true;
  } catch (error) {
    if (error instanceof Raised && error.kind !== 'LimitError') return false;
    throw error;
  }
}

function hasCase(value: Value, method: 'islower' | 'isupper', context: FilterContext): boolean {
  return methodOf(strOf(value, context), method, context)() === true;
}

/** Whether there is a filter of that name, or a test. */
export const filter = known('test_filter', 'filter');
export const test = known('test_test', 'test');

function known(name: string, which: 'filter' | 'test'): Filter {
  return defineFilter({ name, passes: 'env', parameters: [['value']] }, ([value], context) => {
    // Raises for what Python cannot look for in a dict.
    keyOf(value);
    const text = textIn(value);
    return text !== undefined && context.has(which, text);
  });
}
