import {
  chmodSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { lstat, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { compareCodePoints } from '../engine/diag/index.js';
import type { FilesFactory } from '../engine/execute/ports.js';
import type { FileKind, Files, FileStatus } from '../engine/recipe/index.js';
import { attempt, fileFailure, hasCode } from './file-failure.js';
import { UMASK } from './umask.js';
import { copyTree, makeParents, removeFile, removeTree, statusOf } from './file-tree.js';

/**
 * The file operations of a recipe. The process' umask is neither changed nor of any effect: modes are set after creation.
 * What is one or a few system calls is done at once: handing it to another thread costs several times as much.
 */
export const createFiles: FilesFactory = (directory) => {
  const at = (path: string): string => resolve(directory, path);
  const files: Files = {
    lessUmask: (mode) => mode & ~UMASK,
    status: (path) => attempt('status', at(path), () => describe(statusOf(at(path)))),
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
    changeMode: (path, mode) => attempt('change mode', at(path), () => chmodSync(at(path), mode)),
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
function writeNew(
  path: string,
  content: string | Uint8Array,
  options: { readonly mode: number; readonly exact?: boolean },
): void {
  makeParents(path);
  removeFile(path);
  const file = openSync(path, 'wx', options.mode);
  try {
    fchmodSync(file, options.exact === true ? options.mode : options.mode & ~UMASK);
    writeFileSync(file, content);
  } catch (error) {
    removeFile(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

function makeDirectory(path: string, mode = 0o777): boolean {
  makeParents(path);
  try {
    mkdirSync(path, mode);
    chmodSync(path, mode & ~UMASK);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST') && statSync(path).isDirectory()) return false;
    throw error;
  }
}

function makeLink(target: string, path: string): void {
  makeParents(path);
  symlinkSync(target, path);
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
}

async function copyWithParents(from: string, to: string): Promise<void> {
  await lstat(from);
  makeParents(to);
  await copyTree(from, to);
}

/** Across file systems the content gets its final name by a rename too, so nobody sees half of it. */
async function move(from: string, to: string): Promise<void> {
  await lstat(from);
  makeParents(to);
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

function realPathOf(path: string): string | undefined {
  // The system's own call says an error to pay for where nothing is.
  if (statusOf(path) === undefined) return undefined;
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
