import { ByteReader } from './byte-reader.js';
import type { ArchiveLimits } from './messages.js';
import { type ByteName, byteName, shown } from './names.js';
import { parsePax } from './pax.js';
import { directoryMode, fileMode, linkedName, memberName } from './policy.js';
import { Refused, Unreadable } from './problems.js';
import { BLOCK_BYTES, type Extension, isExtension, NO_EXTENSION, readHeader, type TarMember } from './tar-header.js';
import type { NewFile, TreeWriter } from './tree-writer.js';

export interface TarOptions {
  readonly limits: ArchiveLimits;
  /** The stream has a checksum of its own, so a missing end mark of the archive does not mean that a piece is missing. */
  readonly endIsChecked: boolean;
}

/** Writes the members of a tar stream. Reads the stream to its end; what follows the end mark is ignored. */
export async function extractTar(
  chunks: AsyncIterable<Buffer>,
  writer: TreeWriter,
  options: TarOptions,
): Promise<void> {
  const reader = new ByteReader(chunks);
  let extension = NO_EXTENSION;
  for (;;) {
    const block = await reader.take(BLOCK_BYTES);
    if (block === undefined && !options.endIsChecked) throw new Unreadable('it ends too early');
    const member = block && readHeader(block, extension);
    if (member === undefined) break;
    if (isExtension(member)) {
      extension = extend(extension, member, await readBody(reader, member));
    } else {
      await writeMember(member, { reader, writer, limits: options.limits });
      extension = NO_EXTENSION;
    }
  }
  await reader.drain();
}

const EXTENSION_BYTES = 1024 * 1024;

async function readBody(reader: ByteReader, { size }: TarMember): Promise<Buffer> {
  if (size > EXTENSION_BYTES) throw new Unreadable('it has a header of more than 1 MiB');
  const body = size === 0 ? Buffer.alloc(0) : await reader.take(size);
  if (body === undefined) throw new Unreadable('it ends too early');
  await reader.skip(padding(size));
  return body;
}

function extend(before: Extension, { type }: TarMember, body: Buffer): Extension {
  switch (type) {
    case 'L':
      return { ...before, longName: untilZero(body) };
    case 'K':
      return { ...before, longTarget: untilZero(body) };
    case 'g':
      // It describes the archive; a name or a size in it would apply to every member and is not used.
      return before;
    default:
      return { ...before, pax: new Map([...before.pax, ...parsePax(body)]) };
  }
}

interface Place {
  readonly reader: ByteReader;
  readonly writer: TreeWriter;
  readonly limits: ArchiveLimits;
}

/** Headers of other programs that hold nothing to write: volume labels, access lists, inode metadata. */
const IGNORED = new Set(['V', 'A', 'I']);

async function writeMember(member: TarMember, { reader, writer, limits }: Place): Promise<void> {
  if (IGNORED.has(member.type)) return reader.skip(member.size + padding(member.size));
  const name = memberName(member.name, limits);
  switch (member.type) {
    case '0':
    case '7':
      await writeContent(writer.file(name, { mode: fileMode(member.mode, name), mtime: member.mtime }), reader, member);
      return;
    case '1':
      writer.hardLink(name, linkedName(name, member.target, limits));
      return;
    case '2':
      writer.symlink(name, member.target, member.mtime);
      return;
    case '3':
    case '4':
    case '6':
      throw new Refused('device', name);
    case '5':
    case 'D':
      writer.directory(name, { mode: directoryMode(member.mode), mtime: member.mtime });
      return reader.skip(member.size + padding(member.size));
    default:
      throw new Unreadable(`its member \`${shown(name)}\` is of the unknown type \`${shown(member.type)}\``);
  }
}

async function writeContent(file: NewFile, reader: ByteReader, { size }: TarMember): Promise<void> {
  try {
    for await (const piece of reader.pieces(size)) file.write(piece);
  } finally {
    file.close();
  }
  await reader.skip(padding(size));
}

function untilZero(body: Buffer): ByteName {
  const zero = body.indexOf(0);
  return byteName(zero === -1 ? body : body.subarray(0, zero));
}

function padding(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
}
