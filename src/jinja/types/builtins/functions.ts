import type { Run } from '../../values/value.js';
import { Callable } from '../../values/value.js';
import type { Definition } from '../arguments.js';

/** Functions by their names, for those who have no `self`. */
export type Functions = Readonly<Record<string, Definition<null>>>;

export function functionsOf(definitions: Functions): readonly (readonly [string, Callable])[] {
  return Object.entries(definitions).map(([name, definition]) => [name, new Callable(name, runOf(name, definition))]);
}

export function runOf(name: string, definition: Definition<null>): Run {
  const run = definition({ name, full: name });
  return (call, host) => run(null, call, host);
}
