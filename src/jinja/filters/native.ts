import type { Filter, FilterContext } from '../evaluate/environment.js';
import type { Mistake } from '../values/mistake.js';
import { raise } from '../values/raised.js';
import type { Value } from '../values/value.js';

const NONE: Mistake = { sought: 'call', says: 'takes no arguments' };
const ONE: Mistake = { sought: 'call', says: 'takes one argument, without a name' };

/** A built-in function of Python with one argument as a filter or test. */
export function defineNative(name: string, run: (value: Value, context: FilterContext) => Value): Filter {
  return (value, { positional, named }, context) => {
    if (named.size > 0) raise('TypeError', `${name}() takes no keyword arguments`, NONE);
    const count = positional.length + 1;
    if (count > 1) raise('TypeError', `${name}() takes exactly one argument (${count} given)`, NONE);
    return run(value, context);
  };
}

/** A function of Python's `operator` module with two arguments as a test. */
export function defineOperator(
  name: string,
  run: (operands: readonly [Value, Value], context: FilterContext) => boolean,
): Filter {
  return (value, { positional, named }, context) => {
    if (named.size > 0) raise('TypeError', `_operator.${name}() takes no keyword arguments`, ONE);
    const [other] = positional;
    if (other !== undefined && positional.length === 1) return run([value, other], context);
    return raise('TypeError', `${name} expected 2 arguments, got ${positional.length + 1}`, ONE);
  };
}
