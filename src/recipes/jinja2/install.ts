import { dirname, resolve as resolvePath } from 'node:path';
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
import { encode } from './encode.js';
import { encodingNamed } from './encoding.js';
import type { Options } from './options.js';
import { refuse } from './refuse.js';
import { render, type Job, type ReadFile, type Wanted } from './render.js';

type Part = InstallingPart<Options>;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  warnAboutSpelling(part, context, ['offline', 'update']);
  const { once } = part.options;
  if (once === undefined) return write(part, context);
  const marker = await context.files.realPath(once);
  if (!marker.ok) return marker;
  return marker.value === undefined ? writeOnce(part, context, once) : succeed({ paths: [], changed: false });
}

/** What is written once stays when the part goes: nothing is recorded. */
async function writeOnce(part: Part, context: InstallContext, once: string): Promise<Result<Installed, RecipeFailure>> {
  const folder = await context.files.realPath(dirname(once));
  if (!folder.ok) return folder;
  if (folder.value === undefined && !isMadeForOutput(dirname(once), part))
    return refuse(`the directory of the marker \`${once}\` is missing`, { option: 'once' });
  const written = await write(part, context);
  if (!written.ok) return written;
  const marker = await context.files.realPath(once);
  if (!marker.ok) return marker;
  const made = marker.value === undefined ? await context.files.write(once, '', { mode: 0o666 }) : succeed(undefined);
  return made.ok ? succeed({ ...written.value, paths: [] }) : made;
}

/** Writing the file makes the directories that it stands in. */
function isMadeForOutput(folder: string, { directory, options: { output, rendered = '' } }: Part): boolean {
  const path = resolvePath(directory, output ?? rendered);
  return path.startsWith(`${resolvePath(directory, folder)}/`);
}

async function write(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  const { output, rendered, encoding, mode: stated } = part.options;
  const path = output ?? rendered ?? '';
  const text = await textOf(part, context);
  if (!text.ok) return text;
  const content = encode(text.value, encodingNamed(encoding ?? 'utf-8')?.name ?? '');
  if (!content.ok) return content;
  const mode = stated === undefined ? await defaultMode(context, text.value) : succeed(stated);
  if (!mode.ok) return mode;
  context.phase('install');
  const written = await keepOrWrite(context, { path, content: content.value, mode: mode.value });
  return written.ok ? succeed({ paths: [path], changed: written.value }) : written;
}

async function textOf({ carried }: Part, context: InstallContext): Promise<Result<string, RecipeFailure>> {
  const { text, job } = carried;
  if (text !== undefined || job === undefined) return succeed(text ?? '');
  // Written by `resolve` in this process.
  return renderNow(JSON.parse(job) as Job, context);
}

/** Renders again after each file that the template turned out to need. */
async function renderNow(job: Job, context: InstallContext): Promise<Result<string, RecipeFailure>> {
  const known = new Map<string, Uint8Array | undefined>();
  const readFile: ReadFile = (wanted) => {
    const { url } = wanted.source;
    return known.has(url) ? succeed(known.get(url)) : { ok: false, failures: [{ kind: 'not-read', wanted }] };
  };
  for (;;) {
    const rendered = render(job, readFile);
    if (rendered.ok) return succeed(rendered.value.text);
    const [first] = rendered.failures;
    if (first.kind !== 'not-read') return { ok: false, failures: [first] };
    const content = await (first.wanted.isImport ? readImport : readTemplate)(first.wanted, context);
    if (!content.ok) return content;
    known.set(first.wanted.source.url, content.value);
  }
}

async function readTemplate(
  { source }: Wanted,
  context: InstallContext,
): Promise<Result<Uint8Array | undefined, RecipeFailure>> {
  context.phase('fetch');
  const fetched = await context.fetch(source);
  if (!fetched.ok) return fetched;
  const { path, isDirectory } = fetched.value;
  if (isDirectory)
    return refuse(`\`${source.url}\` is a directory, a file is needed`, { option: source.option ?? 'url' });
  return context.files.read(path);
}

async function readImport(
  { source }: Wanted,
  { files }: InstallContext,
): Promise<Result<Uint8Array | undefined, RecipeFailure>> {
  const path = await files.realPath(source.url);
  return !path.ok || path.value === undefined ? (path.ok ? succeed(undefined) : path) : files.read(path.value);
}
