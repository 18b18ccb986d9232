import type { Narrowed } from '../../engine/recipe/index.js';
import type { Entry } from './context.js';
import { options as DECLARED } from './options.js';
import type { Job } from './render.js';

/**
 * What decides a rendering besides files: of the context, the values that the template asked for, by the names that it has
 * for them. What was given and never asked for may change without the text.
 */
export function narrow({ entries, imports }: Job, asked: readonly string[]): Narrowed {
  const names = new Set(asked);
  const used = entries.filter(({ name }) => names.has(name));
  const shown = new Set(used.flatMap(({ own }) => own ?? []));
  const unused = entries.flatMap(({ own }) =>
    own === undefined || shown.has(own) || Object.hasOwn(DECLARED, own) ? [] : [own],
  );
  return {
    options: ['context', 'import-list', ...unused],
    paths: imports.map(({ path }) => path),
    values: Object.fromEntries(used.flatMap(valuesOf)),
  };
}

function valuesOf(entry: Entry): readonly (readonly [string, string])[] {
  const { name } = entry;
  if (entry.kind !== 'section') return [[nameOf(name), `${entry.kind}:${entry.text}`]];
  return entry.options.map(([option, text]) => [nameOf(`${name}.${option}`), text]);
}

function nameOf(value: string): string {
  return `context value \`${value}\``;
}
