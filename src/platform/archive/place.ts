import { chmodSync, lstatSync, mkdirSync, readdirSync, renameSync, type Stats, statSync } from 'node:fs';
import { hasCode } from '../file-failure.js';
import { type ByteName, byteName, bytesOf, parentOf, shown } from './names.js';

const NEW_DIRECTORY_MODE = 0o755;

/** Something at the destination is in the way of an unpacked entry. */
export class Occupied extends Error {
  readonly path: ByteName;

  constructor(path: ByteName) {
    super(shown(path));
    this.path = path;
  }
}

/**
 * Moves the content of a finished folder to `destination`. One rename does it when nothing is there yet; otherwise
 * entry by entry: files replace files, directories join, and what does not fit is found before anything is moved.
 */
export function place(content: ByteName, destination: ByteName): void {
  const present = statusOf(destination);
  if (present === undefined) mkdirSync(bytesOf(parentOf(destination)), { recursive: true, mode: NEW_DIRECTORY_MODE });
  if (present === undefined || (present.isDirectory() && namesIn(destination).length === 0)) {
    chmodSync(bytesOf(content), present === undefined ? NEW_DIRECTORY_MODE : present.mode & 0o7777);
    if (renamed(content, destination)) return;
  }
  if (!statSync(bytesOf(destination)).isDirectory()) throw new Occupied(destination);
  checkFits(content, destination);
  merge(content, destination);
}

/** A mount point, or a directory whose parent may not be written, cannot be replaced. */
function renamed(from: ByteName, to: ByteName): boolean {
  try {
    renameSync(bytesOf(from), bytesOf(to));
    return true;
  } catch (error) {
    if (hasCode(error, 'EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'ENOTEMPTY', 'EEXIST', 'EINVAL')) return false;
    throw error;
  }
}

function checkFits(from: ByteName, to: ByteName): void {
  for (const name of namesIn(from)) {
    const present = statusOf(`${to}/${name}`);
    if (present === undefined) continue;
    const isDirectory = lstatSync(bytesOf(`${from}/${name}`)).isDirectory();
    if (present.isDirectory() !== isDirectory) throw new Occupied(`${to}/${name}`);
    if (isDirectory) checkFits(`${from}/${name}`, `${to}/${name}`);
  }
}

function merge(from: ByteName, to: ByteName): void {
  for (const name of namesIn(from)) {
    const source = `${from}/${name}`;
    const target = `${to}/${name}`;
    const status = lstatSync(bytesOf(source));
    if (!status.isDirectory()) renameSync(bytesOf(source), bytesOf(target));
    else if (statusOf(target) === undefined) moveDirectory(source, target, status.mode & 0o7777);
    else merge(source, target);
  }
}

/** A directory can be moved only while its owner may write to it. */
function moveDirectory(from: ByteName, to: ByteName, mode: number): void {
  chmodSync(bytesOf(from), mode | 0o700);
  renameSync(bytesOf(from), bytesOf(to));
  chmodSync(bytesOf(to), mode);
}

function namesIn(directory: ByteName): readonly ByteName[] {
  return readdirSync(bytesOf(directory), { encoding: 'buffer' }).map(byteName);
}

function statusOf(path: ByteName): Stats | undefined {
  return lstatSync(bytesOf(path), { throwIfNoEntry: false });
}
