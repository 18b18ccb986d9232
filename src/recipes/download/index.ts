import { basename, join, resolve as resolvePath } from 'node:path';
import {
  defineRecipe,
  fail,
  localPath,
  succeed,
  type RecipeFailure,
  type RecipeRefusal,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { checkLocation } from '../building-blocks/location.js';
import { hasChecksum, readSource } from '../building-blocks/sources.js';
import { options, type Options } from './options.js';

type Part = ResolvingPart<Options>;

/** One file, fetched and checked. */
export const download = defineRecipe({
  name: 'download',
  aliases: ['slapos.recipe.build:download'],
  version: 1,
  options,
  runsCommands: false,
  presentation: ['offline'],
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
  const { options: values, location, directory } = part;
  const source = readSource(values.url, values);
  if (!source.ok) return source;
  const pinned = hasChecksum(source.value);
  const checked = checkOptions(part, pinned);
  if (!checked.ok) return checked;
  const common = { sources: [source.value], updates: !pinned };
  const { destination, shared } = values;
  if (destination !== undefined)
    return succeed({
      ...common,
      location: 'none',
      exports: { target: destination },
      outputs: [resolvePath(directory, destination)],
      carried: { target: destination },
      // What a server has is only known by asking it.
      ...(localPath(values.url, directory) !== undefined && {
        watched: { content: [resolvePath(directory, destination)] },
      }),
    });
  const located = checkLocation(part, context, { shared, instead: 'to put the file elsewhere, set `destination`' });
  if (!located.ok) return located;
  const name = fileName(part);
  if (!name.ok) return name;
  return succeed({
    ...common,
    location: 'own',
    shared,
    exports: { location, target: join(location, name.value) },
    carried: { name: name.value },
    ...(localPath(values.url, directory) !== undefined && { watched: { content: [join(location, name.value)] } }),
  });
}

function checkOptions({ options: values, texts }: Part, pinned: boolean): Result<void, RecipeRefusal> {
  if (texts.has('mode'))
    return refuse({
      option: 'mode',
      message: '`mode` is not an option of `download`: the file has no mode of its own',
    });
  if (values.shared && values.destination !== undefined)
    return refuse({
      option: 'destination',
      message: '`destination` and `shared` cannot both be set: a shared part lives in the store only',
    });
  if (values.shared && !pinned)
    return refuse({
      option: 'shared',
      message: 'a shared download needs a checksum, so that it is the same for everyone',
      hint: 'set `md5sum`, `sha256` or `sha512`',
    });
  return succeed(undefined);
}

/** Only the last component counts, so the file is always directly in the location. */
function fileName({ name, options: values }: Part): Result<string, RecipeRefusal> {
  const text = values.filename ?? name;
  const last = text.endsWith('/') ? '' : basename(text);
  if (last !== '' && last !== '.' && last !== '..') return succeed(last);
  return refuse({ option: 'filename', message: `\`${text}\` does not end with the name of a file` });
}

function refuse(refusal: Omit<RecipeRefusal, 'kind'>): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', ...refusal });
}
