import {
  fail,
  succeed,
  type OptionValues,
  type RecipeRefusal,
  type Result,
  type SourceRequest,
} from '../../engine/recipe/index.js';
import { readSource } from '../building-blocks/sources.js';
import type { Options } from './options.js';
import { liesInSources, readPatches } from './patches.js';

/** Everything the build fetches. A directory built in place is not among it: the build itself changes it. */
export function findSources(values: OptionValues<Options>): Result<readonly SourceRequest[], RecipeRefusal> {
  const { url, path } = values;
  if (url !== undefined && path !== undefined) return refuse('`url` and `path` cannot both be set', 'path');
  if (url === undefined && path === undefined) return refuse('one of `url` and `path` is needed');
  const patches = readPatches(values.patches);
  if (!patches.ok) return patches;
  const fetched = patches.value.filter((patch) => !liesInSources(patch));
  if (url === undefined) return succeed(fetched);
  const archive = readSource(url, values);
  return archive.ok ? succeed([archive.value, ...fetched]) : archive;
}

function refuse(message: string, option?: string): Result<never, RecipeRefusal> {
  return fail({
    kind: 'recipe-error',
    message,
    ...(option !== undefined && { option }),
    hint: '`url` names an archive or directory to build a copy of, `path` a source directory to build in place',
  });
}
