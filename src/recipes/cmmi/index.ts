import { posix } from 'node:path';
import {
  defineRecipe,
  fail,
  succeed,
  type RecipeFailure,
  type RecipeRefusal,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { partEnvironment, resolveEnvironment } from '../building-blocks/environment.js';
import { checkLocation } from '../building-blocks/location.js';
import { buildCommands, computedOptions } from './commands.js';
import { options, type Options } from './options.js';
import { findSources } from './sources.js';

type Part = ResolvingPart<Options>;

/** Configure, make, make install: builds software from sources at its final location. */
export const cmmi = defineRecipe({
  name: 'cmmi',
  aliases: ['slapos.recipe.cmmi'],
  version: 1,
  compiles: true,
  options,
  presentation: ['jobs', 'keep-compile-dir', 'offline', 'promises'],
  resolve,
  environment: (part, context) => partEnvironment(part, context),
  async install(part, context) {
    const { install } = await import('./install.js');
    return install(part, context);
  },
});

function resolve(part: Part, context: ResolveContext): Result<Resolution, RecipeFailure> {
  const { shared } = part.options;
  for (const check of [checkHooks, checkPrefix]) {
    const checked = check(part);
    if (!checked.ok) return checked;
  }
  const instead = 'to install below another directory, set `prefix`';
  const located = checkLocation(part, context, { shared, instead });
  if (!located.ok) return located;
  const sources = findSources(part.options);
  if (!sources.ok) return sources;
  const commands = buildCommands(part);
  if (!commands.ok) return commands;
  const environment = resolveEnvironment(part.options.environment, context);
  if (!environment.ok) return environment;
  const keep = part.options['keep-compile-dir'] ?? /^true$/i.test(context.buildout('keep-compile-dir') ?? '');
  return succeed({
    location: 'own',
    shared,
    exports: computedOptions(part),
    sources: sources.value,
    carried: { ...environment.value, keep: String(keep) },
  });
}

const HOOKS = ['pre-configure-hook', 'pre-make-hook', 'post-make-hook'];

function checkHooks({ texts }: Part): Result<void, RecipeRefusal> {
  const hook = HOOKS.find((name) => (texts.get(name) ?? '').trim() !== '');
  if (hook === undefined) return succeed(undefined);
  return fail({
    kind: 'recipe-error',
    option: hook,
    message: `\`${hook}\` is a Python hook, and Python hooks are not supported`,
    hint: 'write the same as shell text in `pre-configure`, `pre-build`, `pre-install` or `post-install`',
  });
}

/** What a shared part puts outside its own directory would neither be shared nor be found by anyone. */
function checkPrefix({ options: { prefix, shared }, location }: Part): Result<void, RecipeRefusal> {
  if (!shared || prefix === undefined) return succeed(undefined);
  const path = posix.normalize(prefix.replaceAll('@@LOCATION@@', location));
  if (path === location || path === `${location}/` || path.startsWith(`${location}/`)) return succeed(undefined);
  return fail({
    kind: 'recipe-error',
    option: 'prefix',
    message: `the \`prefix\` of a shared part must lie in its location, and \`${prefix}\` does not`,
    hint: 'leave `prefix` out, or let it start with `@@LOCATION@@/`',
  });
}
