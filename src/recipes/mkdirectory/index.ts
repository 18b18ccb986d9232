import { resolve } from 'node:path';
import { compareCodePoints } from '../../engine/diag/index.js';
import {
  defineRecipe,
  fail,
  option,
  succeed,
  type InstallContext,
  type Installed,
  type InstallingPart,
  type RecipeDefinition,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';

const options = {
  mode: option.mode('mode of the directories, less the umask; 0777 without it'),
} as const;

type Options = typeof options;
type Part = InstallingPart<Options>;

interface Flavour {
  readonly name: string;
  readonly aliases: readonly string[];
  /** A file where a directory should be: a mistake, or left as it is. */
  readonly fileInTheWay: 'refused' | 'accepted';
}

/** Directories of a profile: every option but `recipe` and `mode` is the path of one. */
export const mkdirectory = defineMkdirectory({
  name: 'mkdirectory',
  aliases: ['slapos.cookbook:mkdirectory'],
  fileInTheWay: 'refused',
});

export const mkdirectoryOfBuild = defineMkdirectory({
  name: 'slapos.recipe.build:mkdirectory',
  aliases: [],
  fileInTheWay: 'accepted',
});

function defineMkdirectory({ name, aliases, fileInTheWay }: Flavour): RecipeDefinition<Options> {
  const install = (part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> =>
    makeDirectories(part, context, fileInTheWay);
  return defineRecipe({
    name,
    aliases,
    version: 1,
    open: true,
    options,
    resolve: () => succeed({ location: 'none', updates: true }),
    install,
    update: install,
  });
}

/** Not directories, though they stand in the section. */
const UNUSED = new Set(['recipe', 'mode', '_profile_base_location_']);

async function makeDirectories(
  part: Part,
  context: InstallContext,
  fileInTheWay: Flavour['fileInTheWay'],
): Promise<Result<Installed, RecipeFailure>> {
  const wanted = [...part.texts]
    .filter(([name, path]) => !UNUSED.has(name) && path !== '')
    .sort(([, one], [, other]) => compareCodePoints(one, other));
  for (const [name, path] of wanted) {
    const made = await makeOne(context, { name, path: resolve(part.directory, path), mode: part.options.mode });
    if (!made.ok) return made;
    if (!made.value && fileInTheWay === 'refused')
      return fail({ kind: 'recipe-error', option: name, message: `\`${path}\` is there, but it is not a directory` });
  }
  // Directories outlive the part: what others put into them is not ours to remove.
  return succeed({ paths: [] });
}

interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly mode: number | undefined;
}

/** Answers whether a directory stands at the path now. */
async function makeOne({ files }: InstallContext, { path, mode }: Wanted): Promise<Result<boolean, RecipeFailure>> {
  const real = await files.realPath(path);
  if (!real.ok) return real;
  if (real.value === undefined) {
    const made = await files.makeDirectory(path, mode ?? 0o777);
    return made.ok ? succeed(true) : made;
  }
  const status = await files.status(real.value);
  return status.ok ? succeed(status.value?.kind === 'directory') : status;
}
