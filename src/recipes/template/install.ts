import {
  succeed,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { warnAboutSpelling } from '../building-blocks/booleans.js';
import { keepOrWrite } from '../building-blocks/keep-or-write.js';
import { defaultMode } from '../building-blocks/script-mode.js';
import type { Options } from './options.js';

type Part = InstallingPart<Options>;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  warnAboutSpelling(part, context, ['offline']);
  const { output, mode: stated } = part.options;
  const content = part.carried['text'] ?? '';
  const mode = stated === undefined ? await defaultMode(context, content) : succeed(stated);
  if (!mode.ok) return mode;
  context.phase('install');
  const written = await keepOrWrite(context, { path: output, content, mode: mode.value });
  return written.ok ? succeed({ paths: [output], changed: written.value }) : written;
}
