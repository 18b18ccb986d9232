import { readdirSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { compareCodePoints } from '../../engine/diag/index.js';
import type { FileFailure, UnpackFailure } from '../../engine/recipe/index.js';
import { isSystemError } from '../file-failure.js';
import { copyDirectory } from './copy-directory.js';
import { decompressed } from './decompress.js';
import { type Format, formatOf, HEAD_BYTES } from './formats.js';
import type { ExtractAnswer, ExtractRequest } from './messages.js';
import { type ByteName, byteNameOfPath, shown } from './names.js';
import { Occupied, place } from './place.js';
import { Budget } from './policy.js';
import { ArchiveProblem, Refused, ToolMissing, Unreadable } from './problems.js';
import { checkSymlinks } from './symlinks.js';
import { extractTar } from './tar.js';
import { type Entry, TreeWriter } from './tree-writer.js';
import { makeWorkingFolder, removeFolder } from './working-folder.js';
import { extractZip } from './zip.js';
import { readZipDirectory } from './zip-directory.js';

/** Unpacks an archive, or says why not; then the destination is as it was. */
export async function extract(request: ExtractRequest): Promise<ExtractAnswer> {
  let folder: string | undefined;
  try {
    folder = makeWorkingFolder(request.destination, process.pid);
    const entries = await unpackInto(folder, request);
    const top = strippedTop(entries, request.strip);
    checkSymlinks(entries, top ?? '');
    const content = byteNameOfPath(folder);
    place(top === undefined ? content : `${content}/${top}`, byteNameOfPath(request.destination));
    removeFolder(folder);
    return { ok: true, top: readdirSync(request.destination).toSorted(compareCodePoints) };
  } catch (error) {
    if (folder !== undefined) removeFolder(folder);
    return { ok: false, failure: failureOf(error, request) };
  }
}

async function unpackInto(folder: string, request: ExtractRequest): Promise<ReadonlyMap<ByteName, Entry>> {
  const { archive, limits } = request;
  const status = await stat(archive);
  const budget = new Budget(limits, status.isDirectory() ? Number.MAX_SAFE_INTEGER : status.size);
  const writer = new TreeWriter(folder, (name) => budget.addEntry(name));
  if (status.isDirectory()) {
    await copyDirectory(archive, { writer, limits, budget });
  } else {
    const file = await open(archive, 'r');
    try {
      await unpackFile({ file, size: status.size, writer, budget, request });
    } finally {
      await file.close();
    }
  }
  writer.finish();
  return writer.entries;
}

interface ArchiveFile {
  readonly file: FileHandle;
  readonly size: number;
  readonly writer: TreeWriter;
  readonly budget: Budget;
  readonly request: ExtractRequest;
}

async function unpackFile(source: ArchiveFile): Promise<void> {
  const { file, size, writer, budget, request } = source;
  if (size === 0) throw new Unreadable('it is empty');
  const format = await detect(file);
  if (format === undefined || format === 'zip') {
    const members = await readZipDirectory(file, size);
    if (members !== undefined) return extractZip(members, { file, writer, budget, limits: request.limits });
    throw new Unreadable(format === undefined ? 'it is of no known format' : 'it ends too early');
  }
  const chunks = counted(decompressed({ path: request.archive, file, env: request.env }, format), budget);
  await extractTar(chunks, writer, { limits: request.limits, endIsChecked: format !== 'tar' });
}

async function detect(file: FileHandle): Promise<Format | undefined> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  return formatOf(head.subarray(0, bytesRead));
}

async function* counted(chunks: AsyncIterable<Buffer>, budget: Budget): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    budget.addBytes(chunk.length);
    yield chunk;
  }
}

/** The directory whose content is the result; `undefined` for everything. */
function strippedTop(entries: ReadonlyMap<ByteName, Entry>, strip: ExtractRequest['strip']): ByteName | undefined {
  if (strip === 'never') return undefined;
  const tops = [...entries.keys()].filter((name) => name !== '' && !name.includes('/'));
  const [top] = tops;
  if (top !== undefined && tops.length === 1 && entries.get(top)?.kind === 'directory') return top;
  if (strip === 'auto') return undefined;
  throw new Unreadable('it does not have exactly one directory at its top');
}

function failureOf(error: unknown, { archive, destination }: ExtractRequest): UnpackFailure | FileFailure {
  if (error instanceof ToolMissing) return { kind: 'archive-tool-missing', archive, tool: error.tool };
  if (error instanceof Refused) return { kind: 'archive-refused', archive, member: error.member, rule: error.rule };
  if (error instanceof ArchiveProblem) return { kind: 'archive-unreadable', archive, reason: error.message };
  if (error instanceof Occupied)
    return { kind: 'file-failed', operation: 'unpack', path: shown(error.path), code: 'EEXIST' };
  if (!isSystemError(error)) throw error;
  const ofArchive = 'path' in error && error.path === archive;
  const path = ofArchive ? archive : destination;
  return { kind: 'file-failed', operation: ofArchive ? 'read' : 'unpack', path, code: error.code };
}
