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
  type ResolvingPart,
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
    runsCommands: false,
    open: true,
    options,
    resolve: (part) =>
      succeed({
        location: 'none',
        updates: true,
        watched: { presence: wantedDirectories(part).map(({ path }) => path) },
      }),
    install,
    update: install,
  });
}

/** Not directories, though they stand in the section. */
const UNUSED = new Set(['recipe', 'mode', '_profile_base_location_']);

interface Wanted {
  /** The option that names it. */
  readonly option: string;
  readonly text: string;
  readonly path: string;
}

function wantedDirectories({ texts, directory }: ResolvingPart<Options>): readonly Wanted[] {
  return [...texts]
    .filter(([name, text]) => !UNUSED.has(name) && text !== '')
    .sort(([, one], [, other]) => compareCodePoints(one, other))
    .map(([name, text]) => ({ option: name, text, path: resolve(directory, text) }));
}

async function makeDirectories(
  part: Part,
  context: InstallContext,
  fileInTheWay: Flavour['fileInTheWay'],
): Promise<Result<Installed, RecipeFailure>> {
  let changed = false;
  for (const { option: name, text, path } of wantedDirectories(part)) {
    const outcome = await makeOne(context, path, part.options.mode);
    if (!outcome.ok) return outcome;
    if (outcome.value === 'made') changed = true;
    if (outcome.value === 'file' && fileInTheWay === 'refused')
      return fail({ kind: 'recipe-error', option: name, message: `\`${text}\` is there, but it is not a directory` });
  }
  // Directories outlive the part: what others put into them is not ours to remove.
  return succeed({ paths: [], changed });
}

/** What is at the path now. */
async function makeOne(
  { files }: InstallContext,
  path: string,
  mode = 0o777,
): Promise<Result<'made' | 'directory' | 'file', RecipeFailure>> {
  const real = await files.realPath(path);
  if (!real.ok) return real;
  if (real.value === undefined) {
    const made = await files.makeDirectory(path, mode);
    return made.ok ? succeed('made') : made;
  }
  const status = await files.status(real.value);
  return status.ok ? succeed(status.value?.kind === 'directory' ? 'directory' : 'file') : status;
}
