import { resolve as resolvePath } from 'node:path';
import {
  defineRecipe,
  succeed,
  type RecipeFailure,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { hashContents } from './hashes.js';
import { options, readSettings, type Options } from './settings.js';

type Part = ResolvingPart<Options>;

/** A script that starts a program in a given way. */
export const wrapper = defineRecipe({
  name: 'wrapper',
  aliases: ['slapos.cookbook:wrapper'],
  version: 1,
  runsCommands: false,
  options,
  resolve,
  async install(part, context) {
    const { install } = await import('./install.js');
    return install(part, context);
  },
  async update(part, context) {
    const { update } = await import('./install.js');
    return update(part, context);
  },
});

function resolve(part: Part, context: ResolveContext): Result<Resolution, RecipeFailure> {
  const { options: values, directory } = part;
  const settings = readSettings(values);
  if (!settings.ok) return settings;
  const digest = hashExisting(part, context);
  if (!digest.ok) return digest;
  const generated = values['hash-files'].length > 0;
  // What the files made by parts hold is not known yet; their name is then claimed without the digest.
  const suffix = digest.value === undefined || generated ? '' : `-${digest.value}`;
  return succeed({
    location: 'none',
    ...(digest.value !== undefined && { exports: { __hash_files__: digest.value } }),
    outputs: [resolvePath(directory, `${values['wrapper-path']}${suffix}`)],
    updates: generated,
    ...(generated && { watched: { content: values['hash-files'].map((path) => resolvePath(directory, path)) } }),
  });
}

/** The digest of files that exist before the run; with it a change of one makes the part anew. */
function hashExisting(
  { options: values, directory }: Part,
  context: ResolveContext,
): Result<string | undefined, RecipeFailure> {
  const option = 'hash-existing-files';
  const names = values[option];
  if (names.length === 0) return succeed(undefined);
  const contents: Uint8Array[] = [];
  for (const name of names) {
    const content = context.readBytes({ url: resolvePath(directory, name), option });
    if (!content.ok) return content;
    contents.push(content.value);
  }
  return succeed(hashContents(contents));
}
