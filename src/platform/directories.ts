import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './file-failure.js';

/**
 * Makes a directory and those above it. Node's own recursive call never ends where the system says `ENOENT` for a
 * directory whose parent is there, as below /proc. With `umask`, it counts instead of that of the process.
 */
export function makeDirectories(path: string, mode = 0o777, umask?: number): void {
  if (isDirectory(path)) return;
  try {
    makeOne(path, mode, umask);
  } catch (error) {
    // What stands there may be a link that leads nowhere, which says so when it is followed.
    if (hasCode(error, 'EEXIST') && statSync(path).isDirectory()) return;
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    makeDirectories(dirname(path), mode, umask);
    makeLast(path, mode, umask);
  }
}

/** Somebody else may have made it meanwhile. */
function makeLast(path: string, mode: number, umask: number | undefined): void {
  try {
    makeOne(path, mode, umask);
  } catch (error) {
    if (!hasCode(error, 'EEXIST') || !statSync(path).isDirectory()) throw error;
  }
}

function makeOne(path: string, mode: number, umask: number | undefined): void {
  mkdirSync(path, mode);
  if (umask !== undefined) chmodSync(path, mode & ~umask);
}

/** What the system says otherwise is said again by the call that comes next. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return false;
    throw error;
  }
}
