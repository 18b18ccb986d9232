import { lstatSync, unlinkSync, type Stats } from 'node:fs';
import { chmod, constants, copyFile, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectories } from './directories.js';
import { hasCode } from './file-failure.js';
import { UMASK } from './umask.js';

const OWNER_ALL = 0o700;

/** Removes whatever is at `path`; read-only directories inside are opened first when that is what is in the way. */
export async function removeTree(path: string): Promise<void> {
  const status = statusOf(path);
  if (status?.isDirectory() !== true) {
    if (status !== undefined) removeFile(path);
    return;
  }
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'ENOTEMPTY')) throw error;
    await openDirectories(path);
    await rm(path, { recursive: true, force: true });
  }
}

async function openDirectories(path: string): Promise<void> {
  const status = statusOf(path);
  if (status?.isDirectory() !== true) return;
  if ((status.mode & OWNER_ALL) !== OWNER_ALL) await chmod(path, (status.mode & 0o7777) | OWNER_ALL);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await openDirectories(join(path, entry.name));
  }
}

/** Status without following a link; `undefined` when nothing is there. */
export function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Removes a file or link; nothing there is fine. A directory is `EISDIR`. */
export function removeFile(path: string): void {
  if (statusOf(path) === undefined) return;
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Makes the directory that `path` is to be in, and those above it. */
export function makeParents(path: string): void {
  try {
    makeDirectories(dirname(path), 0o777, UMASK);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw new ParentIsFile(path);
    throw error;
  }
}

/** What the system would say if one made only the last directory. */
class ParentIsFile extends Error {
  readonly code = 'ENOTDIR';
  readonly syscall = 'mkdir';
}

/** A kind of file that cannot be copied: a socket, a device, a FIFO. */
class NotCopyable extends Error {
  readonly code = 'ENOTSUP';
  readonly syscall = 'copy';
}

/** Copies a file or link over what is at `to`, or a directory into what is there. Modes and links are kept. */
export async function copyTree(from: string, to: string): Promise<void> {
  const status = await lstat(from);
  if (status.isDirectory()) await copyDirectory(from, to, status.mode & 0o7777);
  else if (status.isSymbolicLink()) await replaceLink(await readlink(from), to);
  else if (status.isFile()) await copyRegular(from, to, status.mode & 0o7777);
  else throw new NotCopyable(from);
}

async function copyDirectory(from: string, to: string, mode: number): Promise<void> {
  const present = statusOf(to);
  if (present?.isDirectory() !== true) await mkdir(to);
  await chmod(to, mode | OWNER_ALL);
  for (const name of await readdir(from)) await copyTree(join(from, name), join(to, name));
  await chmod(to, mode);
}

async function replaceLink(target: string, to: string): Promise<void> {
  removeFile(to);
  await symlink(target, to);
}

async function copyRegular(from: string, to: string, mode: number): Promise<void> {
  removeFile(to);
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(to, mode);
}
