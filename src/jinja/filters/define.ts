import type { Filter, FilterContext } from '../evaluate/environment.js';
import type { Value } from '../values/value.js';
import { reading, type Arguments, type Parameter, type Signature } from './signature.js';

/** A filter or test that takes its arguments as the signature says; the first parameter is what is filtered or tested. */
export function defineFilter<const Parameters extends readonly Parameter[]>(
  signature: Signature<Parameters>,
  run: (given: Arguments<Parameters>, context: FilterContext) => Value,
): Filter {
  const read = reading(signature);
  return (value, { positional, named }, context) =>
    run(read(positional.length === 0 ? [value] : [value, ...positional], named), context);
}
