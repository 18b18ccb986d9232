import { basename, dirname, join } from 'node:path';
import {
  fail,
  localPath,
  succeed,
  type Failed,
  type FetchedSource,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { warnAboutSpelling } from '../building-blocks/booleans.js';
import { isFree } from '../building-blocks/occupied.js';
import { readSource } from '../building-blocks/sources.js';
import type { Options } from './options.js';

type Part = InstallingPart<Options>;

/** What is downloaded is readable by everyone; a local file keeps its own mode. */
const DOWNLOADED_MODE = 0o644;

/** Above this size a refresh replaces the file without reading both first. */
const COMPARED_BYTES = 64 * 1024 * 1024;

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  warnAboutSpelling(part, context, ['shared', 'offline']);
  const free = await checkDestination(part, context);
  if (!free.ok) return free;
  const fetched = await fetchSource(part, context);
  if (!fetched.ok) return fetched;
  return place(part, context, fetched.value);
}

/** Fetches what has no checksum again and replaces the file if it differs. */
export async function update(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  const fetched = await fetchSource(part, context);
  if (!fetched.ok) return keepOld(part, context, fetched);
  const same = await isSame(context, fetched.value, targetOf(part));
  if (!same.ok) return same;
  return same.value ? succeed({ ...installed(part), changed: false }) : place(part, context, fetched.value);
}

/** A server that cannot be asked now is no reason to lose what it gave before. */
function keepOld(part: Part, context: InstallContext, failed: Failed<RecipeFailure>): Result<Installed, RecipeFailure> {
  const [failure] = failed.failures;
  if (failure.kind === 'offline-download') return succeed({ ...installed(part), changed: false });
  if (failure.kind !== 'download-failed' || !failure.retryable) return failed;
  context.log.warn(`\`${failure.url}\` was not looked at again: ${failure.reason}`);
  return succeed({ ...installed(part), changed: false });
}

function targetOf({ carried, location }: Part): string {
  return carried['target'] ?? join(location, carried['name'] ?? '');
}

function installed({ carried }: Part): Installed {
  return { paths: carried['target'] === undefined ? [] : [carried['target']] };
}

/** A file is replaced, but a directory that this part did not make is somebody's work. */
async function checkDestination(part: Part, context: InstallContext): Promise<Result<void, RecipeFailure>> {
  const destination = part.carried['target'];
  if (destination === undefined) return succeed(undefined);
  const status = await context.files.status(destination);
  if (!status.ok) return status;
  if (status.value?.kind !== 'directory') return succeed(undefined);
  const free = await isFree(part, context, destination);
  if (!free.ok || free.value) return free.ok ? succeed(undefined) : free;
  return fail({
    kind: 'recipe-error',
    option: 'destination',
    message: `\`${destination}\` is a directory that this part did not make`,
    hint: 'move it away, or choose another `destination`',
  });
}

async function fetchSource(part: Part, context: InstallContext): Promise<Result<FetchedSource, RecipeFailure>> {
  const source = readSource(part.options.url, part.options);
  if (!source.ok) return source;
  context.phase('fetch');
  return context.fetch(source.value);
}

async function isSame(
  { files }: InstallContext,
  fetched: FetchedSource,
  target: string,
): Promise<Result<boolean, RecipeFailure>> {
  const status = await files.status(target);
  if (!status.ok) return status;
  // The content of a local directory counts in the signature, so a changed one never gets here.
  if (fetched.isDirectory) return succeed(status.value?.kind === 'directory');
  if (status.value?.kind !== 'file') return succeed(false);
  const source = await files.realPath(fetched.path);
  if (!source.ok) return source;
  const size = await files.status(source.value ?? fetched.path);
  if (!size.ok) return size;
  if (size.value?.size !== status.value.size || status.value.size > COMPARED_BYTES) return succeed(false);
  const [old, fresh] = [await files.read(target), await files.read(fetched.path)];
  if (!old.ok) return old;
  return fresh.ok ? succeed(old.value.equals(fresh.value)) : fresh;
}

/** Puts the content beside its place first, so that the old file stays until the new one is whole. */
async function place(
  part: Part,
  context: InstallContext,
  fetched: FetchedSource,
): Promise<Result<Installed, RecipeFailure>> {
  const { files } = context;
  const target = targetOf(part);
  context.phase('install');
  const folder = await files.makeDirectory(dirname(target));
  if (!folder.ok) return folder;
  const fresh = join(dirname(target), `.${basename(target)}.slapbuild-new`);
  context.created(fresh);
  const copied = await copyFresh(part, context, { fetched, fresh });
  if (!copied.ok) return copied;
  const old = await files.status(target);
  if (!old.ok) return old;
  if (old.value?.kind === 'directory' || fetched.isDirectory) {
    const removed = await files.remove(target);
    if (!removed.ok) return removed;
  }
  const moved = await files.move(fresh, target);
  return moved.ok ? succeed(installed(part)) : moved;
}

interface Fresh {
  readonly fetched: FetchedSource;
  readonly fresh: string;
}

async function copyFresh(
  { options, directory }: Part,
  context: InstallContext,
  { fetched, fresh }: Fresh,
): Promise<Result<void, RecipeFailure>> {
  const { files } = context;
  const removed = await files.remove(fresh);
  if (!removed.ok) return removed;
  const copied = await files.copy(fetched.path, fresh);
  if (!copied.ok || fetched.isDirectory || localPath(options.url, directory) !== undefined) return copied;
  return files.changeMode(fresh, files.lessUmask(DOWNLOADED_MODE));
}
