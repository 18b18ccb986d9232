import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './file-failure.js';

/**
 * Makes a directory and those above it. Node's own recursive call never ends where the system says `ENOENT` for a
 * directory whose parent is there, as below /proc. With `umask`, it counts instead of that of the process.
 */
export async function makeDirectories(path: string, mode = 0o777, umask?: number): Promise<void> {
  try {
    await makeOne(path, mode, umask);
  } catch (error) {
    if (hasCode(error, 'EEXIST') && (await stat(path)).isDirectory()) return;
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    await makeDirectories(dirname(path), mode, umask);
    await makeLast(path, mode, umask);
  }
}

/** Somebody else may have made it meanwhile. */
async function makeLast(path: string, mode: number, umask: number | undefined): Promise<void> {
  try {
    await makeOne(path, mode, umask);
  } catch (error) {
    if (!hasCode(error, 'EEXIST') || !(await stat(path)).isDirectory()) throw error;
  }
}

async function makeOne(path: string, mode: number, umask: number | undefined): Promise<void> {
  await mkdir(path, mode);
  if (umask !== undefined) await chmod(path, mode & ~umask);
}
