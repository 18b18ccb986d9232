import {
  defineRecipe,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { InternalError } from '../../engine/diag/index.js';
import { options, type Options } from './options.js';
import type * as Resolving from './resolve.js';

/** The template engine is large, and most runs have no use for it. */
let loaded: typeof Resolving | undefined;

/** A file made of a Jinja2 template. It is rendered while the graph is made, wherever its files are there by then. */
export const jinja2 = defineRecipe({
  name: 'jinja2',
  aliases: ['slapos.recipe.template:jinja2'],
  version: 1,
  options,
  runsCommands: false,
  presentation: ['offline'],
  load,
  resolve,
  install,
  // What is rendered is written where it differs from what is there.
  update: install,
});

async function load(): Promise<void> {
  loaded = await import('./resolve.js');
}

function resolve(part: ResolvingPart<Options>, context: ResolveContext): Result<Resolution, RecipeFailure> {
  if (loaded === undefined) throw new InternalError('the recipe `jinja2` was asked before it was loaded');
  return loaded.resolve(part, context);
}

async function install(
  part: InstallingPart<Options>,
  context: InstallContext,
): Promise<Result<Installed, RecipeFailure>> {
  return (await import('./install.js')).install(part, context);
}
