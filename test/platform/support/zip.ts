import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a hand-made zip archive. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** With the bits for the type of file, as Unix has them. */
  readonly mode?: number;
  readonly method?: number;
  /** What the directory declares instead of the truth. */
  readonly declared?: { readonly size?: number; readonly crc?: number; readonly localName?: string };
  readonly flags?: number;
  /** Sizes and offset stand in a zip64 field. */
  readonly large?: boolean;
}

export function zip(...entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const parts = partsOf(entry);
    const local = Buffer.concat([localHeader(entry, parts), parts.packed]);
    central.push(centralHeader(entry, parts, offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

interface Parts {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
}

function partsOf({ name, content = '', method = 8, declared = {} }: ZipEntry): Parts {
  const bytes = Buffer.from(content);
  return {
    name: Buffer.from(name),
    packed: method === 8 ? deflateRawSync(bytes) : bytes,
    size: declared.size ?? bytes.length,
    crc: declared.crc ?? crc32(bytes),
  };
}

function localHeader({ method = 8, flags = 0, declared = {} }: ZipEntry, { name, packed, size, crc }: Parts): Buffer {
  const localName = declared.localName === undefined ? name : Buffer.from(declared.localName);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(localName.length, 26);
  return Buffer.concat([header, localName]);
}

function centralHeader(entry: ZipEntry, { name, packed, size, crc }: Parts, offset: number): Buffer {
  const { mode = 0o100644, method = 8, flags = 0, large = false } = entry;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(large ? 0xffffffff : packed.length, 20);
  header.writeUInt32LE(large ? 0xffffffff : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(large ? 28 : 0, 30);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(large ? 0xffffffff : offset, 42);
  return Buffer.concat([header, name, large ? largeField(size, packed.length, offset) : Buffer.alloc(0)]);
}

function largeField(size: number, packed: number, offset: number): Buffer {
  const field = Buffer.alloc(28);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(24, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(packed), 12);
  field.writeBigUInt64LE(BigInt(offset), 20);
  return field;
}
