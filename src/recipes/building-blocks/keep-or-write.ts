import { succeed, type FileFailure, type InstallContext, type Result } from '../../engine/recipe/index.js';

export interface WantedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The mode the file ends with. */
  readonly mode: number;
}

/**
 * Leaves a file alone that holds the content already, directly or behind a link, and corrects its mode only. Anything
 * else at the path is replaced by a new file. Answers whether there was something to do.
 */
export async function keepOrWrite(
  context: InstallContext,
  { path, content, mode }: WantedFile,
): Promise<Result<boolean, FileFailure>> {
  const bytes = Buffer.from(content);
  const kept = await findHolder(context, path, bytes);
  if (!kept.ok) return kept;
  if (kept.value?.mode === mode) return succeed(false);
  const done =
    kept.value === undefined
      ? await context.files.write(path, bytes, { mode, exact: true })
      : await context.files.changeMode(kept.value.path, mode);
  return done.ok ? succeed(true) : done;
}

/** The file that holds the content, links followed, and its mode. */
async function findHolder(
  { files }: InstallContext,
  path: string,
  content: Buffer,
): Promise<Result<{ readonly path: string; readonly mode: number } | undefined, FileFailure>> {
  const real = await files.realPath(path);
  if (!real.ok || real.value === undefined) return real.ok ? succeed(undefined) : real;
  const status = await files.status(real.value);
  if (!status.ok) return status;
  if (status.value?.kind !== 'file' || status.value.size !== content.length) return succeed(undefined);
  const old = await files.read(real.value);
  if (!old.ok) return old;
  return succeed(old.value.equals(content) ? { path: real.value, mode: status.value.mode } : undefined);
}
