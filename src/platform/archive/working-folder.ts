import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasCode } from '../file-failure.js';

/**
 * Where an extraction writes before its content moves to the destination: a hidden folder beside it, or inside it when
 * beside is another file system or may not be written. The name holds the process, so that a folder whose process died
 * is known as such.
 */
export function makeWorkingFolder(destination: string, pid: number): string {
  const folders = workingFolders(destination, pid);
  for (const folder of folders) removeAbandoned(dirname(folder), prefixOf(destination));
  const [beside, inside] = folders;
  if (isOtherFileSystem(destination)) return made(inside);
  try {
    mkdirSync(dirname(beside), { recursive: true, mode: 0o755 });
    return made(beside);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS') || statusOf(destination) === undefined) throw error;
    return made(inside);
  }
}

/** Both places in which the process `pid` may work for a destination. */
export function workingFolders(destination: string, pid: number): readonly [string, string] {
  const name = `${prefixOf(destination)}${pid}`;
  return [join(dirname(destination), name), join(destination, name)];
}

function prefixOf(destination: string): string {
  return `.${basename(destination).slice(0, 80)}.unpacking-`;
}

function made(folder: string): string {
  removeFolder(folder);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function isOtherFileSystem(destination: string): boolean {
  const present = statusOf(destination);
  return present?.isDirectory() === true && present.dev !== statSync(dirname(destination)).dev;
}

function removeAbandoned(directory: string, prefix: string): void {
  if (statusOf(directory)?.isDirectory() !== true) return;
  for (const name of readdirSync(directory)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isSafeInteger(pid) && pid > 0 && !isRunning(pid)) removeFolder(join(directory, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    if (hasCode(error, 'EPERM')) return true;
    throw error;
  }
}

/** Also where the archive made directories that their owner may not change. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'ENOTEMPTY')) throw error;
    openDirectories(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function openDirectories(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openDirectories(join(folder, entry.name));
  }
}

function statusOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
