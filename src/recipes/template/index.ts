import { createHash } from 'node:crypto';
import { resolve as resolvePath } from 'node:path';
import {
  defineRecipe,
  fail,
  localPath,
  succeed,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type RecipeRefusal,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
  type SourceRequest,
} from '../../engine/recipe/index.js';
import { hasChecksum, readSource } from '../building-blocks/sources.js';
import { options, type Options } from './options.js';
import { render } from './render.js';

type Part = ResolvingPart<Options>;

/** A file with the profile's values filled in. It is rendered while the graph is made, so that its references are edges. */
export const template = defineRecipe({
  name: 'template',
  aliases: ['slapos.recipe.template'],
  version: 1,
  options,
  runsCommands: false,
  presentation: ['offline'],
  resolve,
  install,
  // What is rendered is written where it differs from what is there.
  update: install,
});

async function install(
  part: InstallingPart<Options>,
  context: InstallContext,
): Promise<Result<Installed, RecipeFailure>> {
  const loaded = await import('./install.js');
  return loaded.install(part, context);
}

function resolve(part: Part, context: ResolveContext): Result<Resolution, RecipeFailure> {
  const { options: values, directory } = part;
  const common = { location: 'none', outputs: [resolvePath(directory, values.output)] } as const;
  const source = findSource(part);
  if (!source.ok) return source;
  if (source.value === undefined) return succeed({ ...common, carried: { text: values.inline ?? '' } });
  const body = context.readText(source.value);
  if (!body.ok) return body;
  const text = render(body.value, context);
  if (!text.ok) return text;
  return succeed({
    ...common,
    carried: { text: text.value },
    facts: { 'rendered text': createHash('sha256').update(text.value).digest('hex') },
    updates: !hasChecksum(source.value),
    // A remote template without a sum has to be fetched to know whether it changed.
    ...(localPath(source.value.url, directory) !== undefined && { watched: { content: common.outputs } }),
  });
}

/** The template to read; nothing for inline text. */
function findSource({ options: values }: Part): Result<SourceRequest | undefined, RecipeRefusal> {
  const { url, inline } = values;
  if (url !== undefined && inline !== undefined) return refuse('`url` and `inline` cannot both be set', 'inline');
  if (url !== undefined) return readSource(url, values);
  if (inline === undefined) return refuse('one of `url` and `inline` is needed');
  const sum = (['md5sum', 'sha256', 'sha256sum', 'sha512', 'sha512sum'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (sum === undefined) return succeed(undefined);
  return refuse(`\`inline\` and \`${sum}\` cannot both be set: a sum is for what \`url\` names`, sum);
}

function refuse(message: string, option?: string): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', message, ...(option !== undefined && { option }) });
}
