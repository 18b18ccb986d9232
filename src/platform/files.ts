import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, readFile, realpath, rename, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { compareCodePoints } from '../engine/diag/index.js';
import type { FilesFactory } from '../engine/execute/ports.js';
import type { FileKind, Files, FileStatus } from '../engine/recipe/index.js';
import { attempt, fileFailure, hasCode } from './file-failure.js';
import { UMASK } from './umask.js';
import { copyTree, makeParents, removeFile, removeTree, statusOf } from './file-tree.js';

/** The file operations of a recipe. The process' umask is neither changed nor of any effect: modes are set after creation. */
export const createFiles: FilesFactory = (directory) => {
  const at = (path: string): string => resolve(directory, path);
  const files: Files = {
    lessUmask: (mode) => mode & ~UMASK,
    status: (path) => attempt('status', at(path), async () => describe(await statusOf(at(path)))),
    read: (path, limit) => attempt('read', at(path), () => read(at(path), limit)),
    write: (path, content, options) => attempt('write', at(path), () => writeNew(at(path), content, options)),
    makeDirectory: (path, mode) => attempt('make directory', at(path), () => makeDirectory(at(path), mode)),
    list: (path) => attempt('list', at(path), async () => (await readdir(at(path))).toSorted(compareCodePoints)),
    remove: (path) => attempt('remove', at(path), () => removeTree(at(path))),
    symlink: (target, path) => attempt('link', at(path), () => makeLink(target, at(path))),
    copy: async (from, to) =>
      isInside(at(to), at(from))
        ? fileFailure('copy', at(to), 'EINVAL')
        : attempt('copy', at(to), () => copyWithParents(at(from), at(to))),
    move: (from, to) => attempt('move', at(to), () => move(at(from), at(to))),
    changeMode: (path, mode) => attempt('change mode', at(path), () => chmod(at(path), mode)),
    realPath: (path) => attempt('resolve', at(path), () => realPathOf(at(path))),
  };
  return files;
};

function describe(status: Stats | undefined): FileStatus | undefined {
  return status && { kind: kindOf(status), mode: status.mode & 0o7777, size: status.size };
}

function kindOf(status: Stats): FileKind {
  if (status.isFile()) return 'file';
  if (status.isDirectory()) return 'directory';
  return status.isSymbolicLink() ? 'symlink' : 'other';
}

async function read(path: string, limit: number | undefined): Promise<Buffer> {
  if (limit === undefined) return readFile(path);
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(limit, (await file.stat()).size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Never writes through a link and leaves no half a file: what cannot be written whole is removed again. */
async function writeNew(
  path: string,
  content: string | Uint8Array,
  options: { readonly mode: number; readonly exact?: boolean },
): Promise<void> {
  await makeParents(path);
  await removeFile(path);
  const file = await open(path, 'wx', options.mode);
  try {
    await file.chmod(options.exact === true ? options.mode : options.mode & ~UMASK);
    await file.writeFile(content);
  } catch (error) {
    await removeFile(path);
    throw error;
  } finally {
    await file.close();
  }
}

async function makeDirectory(path: string, mode = 0o777): Promise<boolean> {
  await makeParents(path);
  try {
    await mkdir(path, mode);
    await chmod(path, mode & ~UMASK);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST') && (await stat(path)).isDirectory()) return false;
    throw error;
  }
}

async function makeLink(target: string, path: string): Promise<void> {
  await makeParents(path);
  await symlink(target, path);
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
}

async function copyWithParents(from: string, to: string): Promise<void> {
  await lstat(from);
  await makeParents(to);
  await copyTree(from, to);
}

/** Across file systems the content gets its final name by a rename too, so nobody sees half of it. */
async function move(from: string, to: string): Promise<void> {
  await lstat(from);
  await makeParents(to);
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    const beside = join(dirname(to), `.moving-${process.pid}`);
    await removeTree(beside);
    await copyTree(from, beside);
    await rename(beside, to);
    await removeTree(from);
  }
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
