import { resolve, sep } from 'node:path';
import {
  fail,
  succeed,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { keepOrWrite } from '../building-blocks/keep-or-write.js';
import { hashContents } from './hashes.js';
import { wrapperScript } from './script.js';
import { hasProcessFeatures, readSettings, type Options } from './settings.js';

type Part = InstallingPart<Options>;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  const settings = readSettings(part.options);
  if (!settings.ok) return settings;
  const inside = await checkHashFiles(part, context);
  if (!inside.ok) return inside;
  const path = await wrapperPath(part, context);
  if (!path.ok) return path;
  const mode = hasProcessFeatures(settings.value) ? context.files.lessUmask(0o777) : 0o700;
  context.phase('install');
  const content = wrapperScript(settings.value);
  const written = await keepOrWrite(context, { path: path.value, content, mode });
  return written.ok ? succeed({ paths: [path.value], changed: written.value }) : written;
}

/** Only looks whether the wrapper still has the right name; a wrong one is replaced by the next run. */
export async function update(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  const path = await wrapperPath(part, context);
  if (!path.ok) return path;
  const status = await context.files.status(path.value);
  if (!status.ok) return status;
  if (status.value?.kind === 'file') return succeed({ paths: [path.value], changed: false });
  return fail({
    kind: 'recipe-error',
    option: 'hash-files',
    message: `a file of \`hash-files\` changed although no option did, so the wrapper would have to be \`${path.value}\``,
    hint: 'run again: the wrapper is then made anew; to follow a file that others change, use `hash-existing-files`',
  });
}

/** The wrapper's path with the digest of the files it is named after. */
async function wrapperPath({ options }: Part, { files }: InstallContext): Promise<Result<string, RecipeFailure>> {
  const names = [...options['hash-files'], ...options['hash-existing-files']];
  const path = options['wrapper-path'];
  if (names.length === 0) return succeed(path);
  const contents: Uint8Array[] = [];
  for (const name of names) {
    const content = await files.read(name);
    if (!content.ok) return content;
    contents.push(content.value);
  }
  return succeed(`${path}-${hashContents(contents)}`);
}

/** A file from outside the release is not made by a part, so a change of it would never be noticed. */
async function checkHashFiles(
  { options, directory }: Part,
  { files }: InstallContext,
): Promise<Result<void, RecipeFailure>> {
  const release = await files.realPath(directory);
  if (!release.ok) return release;
  for (const name of options['hash-files']) {
    const path = await files.realPath(name);
    if (!path.ok) return path;
    if ((path.value ?? resolve(directory, name)).startsWith(`${release.value ?? directory}${sep}`)) continue;
    return fail({
      kind: 'recipe-error',
      option: 'hash-files',
      message: `\`hash-files\` lists files that parts of this release make, and \`${name}\` lies outside the release`,
      hint: 'list it in `hash-existing-files`',
    });
  }
  return succeed(undefined);
}
