import { resolve as resolvePath } from 'node:path';
import {
  defineRecipe,
  fail,
  succeed,
  type RecipeFailure,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { partEnvironment, resolveEnvironment } from '../building-blocks/environment.js';
import { checkLocation } from '../building-blocks/location.js';
import { readSource } from '../building-blocks/sources.js';
import { options, type Options } from './options.js';

/** The content of one archive. */
export const downloadUnpacked = defineRecipe({
  name: 'download-unpacked',
  aliases: ['slapos.recipe.build:download-unpacked'],
  version: 1,
  options,
  runsCommands: false,
  presentation: ['offline'],
  resolve,
  environment: (part, context) => partEnvironment(part, context),
  async install(part, context) {
    const { install } = await import('./install.js');
    return install(part, context);
  },
});

function resolve(part: ResolvingPart<Options>, context: ResolveContext): Result<Resolution, RecipeFailure> {
  const { options: values, location, directory } = part;
  const { destination, shared } = values;
  const source = readSource(values.url, values);
  if (!source.ok) return source;
  const environment = resolveEnvironment(values.environment, context);
  if (!environment.ok) return environment;
  const common = { sources: [source.value], carried: environment.value };
  if (destination === undefined) {
    const instead = 'to unpack elsewhere, set `destination`';
    const located = checkLocation(part, context, { shared, instead });
    if (!located.ok) return located;
    return succeed({ ...common, location: 'own', shared, exports: { location, target: location } });
  }
  if (shared)
    return fail({
      kind: 'recipe-error',
      option: 'destination',
      message: '`destination` and `shared` cannot both be set: a shared part lives in the store only',
    });
  return succeed({
    ...common,
    location: 'none',
    exports: { location: destination, target: destination },
    outputs: [resolvePath(directory, destination)],
  });
}
