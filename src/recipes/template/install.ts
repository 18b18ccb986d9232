import {
  succeed,
  type FileFailure,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { warnAboutSpelling } from '../building-blocks/booleans.js';
import { keepOrWrite } from '../building-blocks/keep-or-write.js';
import type { Options } from './options.js';

type Part = InstallingPart<Options>;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  warnAboutSpelling(part, context, ['offline']);
  const { output } = part.options;
  const content = part.carried['text'] ?? '';
  const mode = await chooseMode(part, context, content);
  if (!mode.ok) return mode;
  context.phase('install');
  const written = await keepOrWrite(context, { path: output, content, mode: mode.value });
  return written.ok ? succeed({ paths: [output], changed: written.value }) : written;
}

async function chooseMode(
  { options }: Part,
  context: InstallContext,
  content: string,
): Promise<Result<number, FileFailure>> {
  if (options.mode !== undefined) return succeed(options.mode);
  const script = await isScript(context, content);
  return script.ok ? succeed(context.files.lessUmask(script.value ? 0o777 : 0o666)) : script;
}

/** Whether the interpreter line names a program of this machine. */
async function isScript({ files }: InstallContext, content: string): Promise<Result<boolean, FileFailure>> {
  const program = /^#![^\S\n]*(?<program>\S+)/u.exec(content)?.groups?.['program'];
  if (program === undefined) return succeed(false);
  const path = await files.realPath(program);
  if (!path.ok || path.value === undefined) return path.ok ? succeed(false) : path;
  const status = await files.status(path.value);
  return status.ok ? succeed(status.value?.kind === 'file' && (status.value.mode & 0o111) !== 0) : status;
}
