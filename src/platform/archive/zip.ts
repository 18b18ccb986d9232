import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { ArchiveLimits } from './messages.js';
import { byteName, shown } from './names.js';
import { type Budget, directoryMode, fileMode, memberName } from './policy.js';
import { Refused, Unreadable } from './problems.js';
import type { NewFile, TreeWriter } from './tree-writer.js';
import { LOCAL, readAt, type ZipMember } from './zip-directory.js';

export interface ZipPlace {
  readonly file: FileHandle;
  readonly writer: TreeWriter;
  readonly limits: ArchiveLimits;
  readonly budget: Budget;
}

/** Writes the members that the central directory lists. What each one declares about itself is checked. */
export async function extractZip(members: readonly ZipMember[], place: ZipPlace): Promise<void> {
  for (const member of members) await writeMember(member, place);
}

const KIND_BITS = 0o170000;
const DIRECTORY = 0o040000;
const REGULAR = 0o100000;
const SYMLINK = 0o120000;

async function writeMember(member: ZipMember, place: ZipPlace): Promise<void> {
  const name = memberName(member.name, place.limits);
  const { mtime } = member;
  const permissions = member.mode & 0o7777;
  const kind = kindOf(member);
  if (kind === DIRECTORY) {
    place.writer.directory(name, { mode: permissions === 0 ? 0o755 : directoryMode(permissions), mtime });
  } else if (kind === SYMLINK) {
    if (member.size > place.limits.nameBytes) throw new Refused('bad-name', name);
    place.writer.symlink(name, byteName(Buffer.concat(await collect(contentOf(member, place)))), mtime);
  } else if (kind === REGULAR) {
    const mode = permissions === 0 ? 0o644 : fileMode(permissions, name);
    await writeContent(place.writer.file(name, { mode, mtime }), contentOf(member, place));
  } else throw new Refused('device', name);
}

function kindOf({ name, mode }: ZipMember): number {
  if (name.endsWith('/')) return DIRECTORY;
  return (mode & KIND_BITS) === 0 ? REGULAR : mode & KIND_BITS;
}

async function writeContent(file: NewFile, content: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const piece of content) file.write(piece);
  } finally {
    file.close();
  }
}

async function collect(content: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return pieces;
}

/** The content of a member, of exactly the declared size and checksum. */
async function* contentOf(member: ZipMember, place: ZipPlace): AsyncGenerator<Buffer> {
  place.budget.addBytes(member.size);
  const start = await contentStart(member, place.file);
  let size = 0;
  let crc = 0;
  for await (const piece of unpacked(member, place.file, start)) {
    size += piece.length;
    if (size > member.size) throw damaged(member, 'is larger than it declares');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== member.size) throw damaged(member, 'is smaller than it declares');
  if (crc !== member.crc) throw damaged(member, 'does not have its checksum');
}

/** The local header repeats the name; where the two differ, readers disagree about what the archive holds. */
async function contentStart({ name, offset }: ZipMember, file: FileHandle): Promise<number> {
  const header = await readAt(file, offset, LOCAL.size);
  if (header.readUInt32LE(0) !== LOCAL.signature) throw new Unreadable('its zip directory is damaged');
  const nameEnd = offset + LOCAL.size + header.readUInt16LE(26);
  const localName = byteName(await readAt(file, offset + LOCAL.size, nameEnd - offset - LOCAL.size));
  if (localName !== name) {
    throw new Unreadable(`its member \`${shown(name)}\` is called \`${shown(localName)}\` in another place`);
  }
  return nameEnd + header.readUInt16LE(28);
}

const STORED = 0;
const DEFLATED = 8;
/** Up to this size a member is read as a whole; a stream for each small one would cost more than its content. */
const AT_ONCE_BYTES = 4 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

async function* unpacked(member: ZipMember, file: FileHandle, start: number): AsyncGenerator<Buffer> {
  if (member.method === STORED) {
    yield* packedPieces(member, file, start);
  } else if (member.method !== DEFLATED) {
    throw damaged(member, `is compressed by method ${member.method}, which is not supported`);
  } else if (member.size <= AT_ONCE_BYTES && member.compressedSize <= AT_ONCE_BYTES) {
    yield inflate(member, await readAt(file, start, member.compressedSize));
  } else {
    yield* inflated(member, packedPieces(member, file, start));
  }
}

async function* packedPieces({ compressedSize }: ZipMember, file: FileHandle, start: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < compressedSize; done += PIECE_BYTES) {
    yield await readAt(file, start + done, Math.min(PIECE_BYTES, compressedSize - done));
  }
}

function inflate(member: ZipMember, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(member.size, 1) });
  } catch (error) {
    throw inflateError(member, error);
  }
}

async function* inflated(member: ZipMember, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: PIECE_BYTES });
  // Whoever reads gets every error; the callback has nothing to add.
  pipeline(packed, stream, () => {});
  try {
    // A stream without an encoding gives buffers.
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw inflateError(member, error);
  }
}

function inflateError(member: ZipMember, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return damaged(member, 'is larger than it declares');
  return code.startsWith('Z_') ? damaged(member, 'has damaged deflate data') : error;
}

function damaged({ name }: ZipMember, words: string): Unreadable {
  return new Unreadable(`its member \`${shown(name)}\` ${words}`);
}
