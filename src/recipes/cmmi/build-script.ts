import { join } from 'node:path';
import { compareCodePoints } from '../../engine/diag/index.js';
import type { InstallContext, RecipeFailure, Result } from '../../engine/recipe/index.js';
import { shellWord } from '../building-blocks/shell.js';
import type { BuildCommands } from './commands.js';

/** The name that people and tools look for in a kept build tree. */
const SCRIPT = 'slapos.recipe.build.env.sh';

/** Variables of one run's own folders: a person's shell has better ones. */
const FOLDERS = new Set(['TEMP', 'TMP', 'TMPDIR']);

export interface BuildFacts {
  readonly commands: BuildCommands;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
}

/** Writes a script to source in a shell, for running the steps of a build by hand. */
export async function writeBuildScript(
  context: InstallContext,
  { commands, environment, directory }: BuildFacts,
): Promise<Result<void, RecipeFailure>> {
  const usual = context.environment();
  const exports = Object.entries(environment)
    .filter(([name, value]) => usual[name] !== value)
    .sort(([one], [other]) => compareCodePoints(one, other))
    .map(([name, value]) => `${FOLDERS.has(name) ? '#' : ''}export ${name}=${shellWord(value)}\n`);
  const told = (['configure', 'make', 'install'] as const).map(
    (name) => `echo ${shellWord(`${name}:`)}\nprintf '  %s\\n' ${shellWord(commands[name])}\n`,
  );
  const text = `${exports.join('')}echo 'Without pre and post steps, the build runs these commands here:'\n${told.join('')}`;
  return context.files.write(join(directory, SCRIPT), text, { mode: 0o644 });
}
