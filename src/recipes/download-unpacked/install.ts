import { dirname, resolve } from 'node:path';
import {
  fail,
  succeed,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { warnAboutSpelling } from '../building-blocks/booleans.js';
import { installEnvironment } from '../building-blocks/environment.js';
import { isFree } from '../building-blocks/occupied.js';
import { readSource } from '../building-blocks/sources.js';
import type { Options } from './options.js';

type Part = InstallingPart<Options>;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  const { options, directory, location } = part;
  warnAboutSpelling(part, context, ['shared', 'offline', 'strip-top-level-dir']);
  const env = installEnvironment(part, context);
  if (!env.ok) return env;
  const source = readSource(options.url, options);
  if (!source.ok) return source;
  context.phase('fetch');
  const fetched = await context.fetch(source.value);
  if (!fetched.ok) return fetched;
  const { destination } = options;
  const cleared = destination === undefined ? succeed(undefined) : await clear(part, context, destination);
  if (!cleared.ok) return cleared;
  context.phase('unpack');
  const place = destination === undefined ? location : resolve(directory, destination);
  const parent = await context.files.makeDirectory(dirname(place));
  if (!parent.ok) return parent;
  const strip = STRIP[String(options['strip-top-level-dir'])] ?? 'auto';
  const unpacked = await context.unpack(fetched.value.path, place, { strip, env: env.value });
  return unpacked.ok ? succeed({ paths: destination === undefined ? [] : [destination] }) : unpacked;
}

const STRIP: Readonly<Record<string, 'always' | 'never'>> = { true: 'always', false: 'never' };

/** Makes the destination free for the new content; what the part did not make is never deleted. */
async function clear(part: Part, context: InstallContext, path: string): Promise<Result<void, RecipeFailure>> {
  const status = await context.files.status(path);
  if (!status.ok) return status;
  if (status.value === undefined) {
    context.created(path);
    return succeed(undefined);
  }
  const free = status.value.kind === 'directory' ? await isFree(part, context, path) : succeed(false);
  if (!free.ok) return free;
  if (free.value) {
    context.created(path);
    return context.files.remove(path);
  }
  return fail({
    kind: 'recipe-error',
    option: 'destination',
    message: `something that this part did not make is at \`${path}\` already`,
    hint: 'move it away, or choose another `destination`',
  });
}
