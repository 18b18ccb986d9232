import type { Callable } from '../values/value.js';
import { functionsOf } from './builtins/functions.js';
import { numberFunctions } from './builtins/numbers.js';
import { objectFunctions } from './builtins/objects.js';
import { types } from './builtins/types.js';

export { markupType } from './builtins/types.js';

/** Python's built-in functions and types, as far as templates have a use for them. There are no complex numbers. */
export const builtins: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  ...functionsOf(numberFunctions),
  ...functionsOf(objectFunctions),
  ...types.map((type): readonly [string, Callable] => [type.name, type]),
]);
