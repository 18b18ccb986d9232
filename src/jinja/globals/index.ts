import { builtins } from '../types/builtins.js';
import type { Value } from '../values/value.js';
import { cycler } from './cycler.js';
import { joiner } from './joiner.js';
import { lipsum } from './lipsum.js';
import { namespace } from './namespace.js';

/** What every template of Jinja knows by name. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...[...builtins].filter(([name]) => name === 'range' || name === 'dict'),
  ['lipsum', lipsum],
  ['cycler', cycler],
  ['joiner', joiner],
  ['namespace', namespace],
]);
