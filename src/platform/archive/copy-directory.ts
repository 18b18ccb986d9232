import { closeSync, constants, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchiveLimits } from './messages.js';
import { type ByteName, byteName, byteNameOfPath, bytesOf } from './names.js';
import { type Budget, directoryMode, fileMode, memberName } from './policy.js';
import { Refused } from './problems.js';
import type { NewFile, TreeWriter } from './tree-writer.js';

export interface CopyPlace {
  readonly writer: TreeWriter;
  readonly limits: ArchiveLimits;
  readonly budget: Budget;
}

/** Copies a directory under the rules for members of archives. */
export async function copyDirectory(source: string, place: CopyPlace): Promise<void> {
  await copyBelow(byteNameOfPath(source), '', place);
}

async function copyBelow(source: ByteName, directory: ByteName, place: CopyPlace): Promise<void> {
  // The event loop gets its turn, so that the end of the engine is noticed.
  await nextTurn();
  for (const bytes of readdirSync(bytesOf(`${source}/${directory}`), { encoding: 'buffer' })) {
    const name = memberName(directory === '' ? byteName(bytes) : `${directory}/${byteName(bytes)}`, place.limits);
    const path = bytesOf(`${source}/${name}`);
    const { mode, mtimeMs, ...status } = statusOf(path);
    const mtime = mtimeMs / 1000;
    if (status.kind === 'directory') {
      place.writer.directory(name, { mode: directoryMode(mode), mtime });
      await copyBelow(source, name, place);
    } else if (status.kind === 'symlink') {
      place.writer.symlink(name, byteName(readlinkSync(path, { encoding: 'buffer' })), mtime);
    } else if (status.kind === 'file') {
      copyContent(path, place.writer.file(name, { mode: fileMode(mode, name), mtime }), place.budget);
    } else throw new Refused('device', name);
  }
}

interface SourceStatus {
  readonly kind: 'directory' | 'symlink' | 'file' | 'other';
  readonly mode: number;
  readonly mtimeMs: number;
}

function statusOf(path: Buffer): SourceStatus {
  const status = lstatSync(path);
  const { mtimeMs } = status;
  const mode = status.mode & 0o7777;
  if (status.isDirectory()) return { kind: 'directory', mode, mtimeMs };
  if (status.isSymbolicLink()) return { kind: 'symlink', mode, mtimeMs };
  return { kind: status.isFile() ? 'file' : 'other', mode, mtimeMs };
}

const PIECE = Buffer.allocUnsafe(1024 * 1024);

function copyContent(path: Buffer, file: NewFile, budget: Budget): void {
  const from = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for (let size = readSync(from, PIECE); size > 0; size = readSync(from, PIECE)) {
      budget.addBytes(size);
      file.write(PIECE.subarray(0, size));
    }
  } finally {
    closeSync(from);
    file.close();
  }
}
