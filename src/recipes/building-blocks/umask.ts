import { join } from 'node:path';
import { succeed, type FileFailure, type InstallContext, type Result } from '../../engine/recipe/index.js';

/** A mode less the umask, found by making a file: recipes have no other way to know it. */
export async function lessUmask(context: InstallContext, mode: number): Promise<Result<number, FileFailure>> {
  const folder = await context.temporaryDirectory();
  if (!folder.ok) return folder;
  const probe = join(folder.value, 'mode');
  const written = await context.files.write(probe, '', { mode: 0o777 });
  if (!written.ok) return written;
  const status = await context.files.status(probe);
  return status.ok ? succeed(mode & (status.value?.mode ?? 0o777)) : status;
}
