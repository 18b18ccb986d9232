import { resolve } from 'node:path';
import {
  succeed,
  type FileFailure,
  type InstallContext,
  type InstallingPart,
  type OptionTypes,
  type Result,
} from '../../engine/recipe/index.js';

/** Whether the part may replace the directory at `path`: it made it itself, or there is nothing in it. */
export async function isFree(
  part: InstallingPart<OptionTypes>,
  context: InstallContext,
  path: string,
): Promise<Result<boolean, FileFailure>> {
  const absolute = resolve(part.directory, path);
  if (part.recorded.some((recorded) => resolve(part.directory, recorded) === absolute)) return succeed(true);
  const names = await context.files.list(path);
  return names.ok ? succeed(names.value.length === 0) : names;
}
