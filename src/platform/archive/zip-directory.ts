import type { FileHandle } from 'node:fs/promises';
import { type ByteName, byteName, shown } from './names.js';
import { Unreadable } from './problems.js';

/** A member as the central directory lists it. */
export interface ZipMember {
  readonly name: ByteName;
  /** Unix mode with the type of file; 0 when the archive does not tell. */
  readonly mode: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly mtime: number | undefined;
  /** Where its local header starts in the file. */
  readonly offset: number;
}

const END = { signature: 0x06054b50, size: 22 } as const;
const END_64 = { signature: 0x06064b50, size: 56 } as const;
const LOCATOR_64 = { signature: 0x07064b50, size: 20 } as const;
const CENTRAL = { signature: 0x02014b50, size: 46 } as const;
export const LOCAL = { signature: 0x04034b50, size: 30 } as const;
const COMMENT_BYTES = 0xffff;
const DIRECTORY_BYTES = 256 * 1024 * 1024;
const ENCRYPTED_FLAGS = 0x2041;

/** Every member, in the order of the central directory; `undefined` when the file has none and is no zip. */
export async function readZipDirectory(file: FileHandle, size: number): Promise<readonly ZipMember[] | undefined> {
  const end = await findEnd(file, size);
  if (end === undefined) return undefined;
  if (end.size > DIRECTORY_BYTES) throw new Unreadable('its zip directory is larger than 256 MiB');
  // Something may stand before the archive, as in a self-extracting one; offsets count from the archive's own start.
  const start = end.at - end.size;
  const base = start - end.offset;
  if (start < 0 || base < 0) throw new Unreadable('its zip directory is damaged');
  return parseDirectory(await readAt(file, start, end.size), end.entries, base);
}

interface End {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  /** Where the central directory ends. */
  readonly at: number;
}

async function findEnd(file: FileHandle, size: number): Promise<End | undefined> {
  const length = Math.min(size, END.size + COMMENT_BYTES);
  const tail = await readAt(file, size - length, length);
  for (let at = length - END.size; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END.signature || at + END.size + tail.readUInt16LE(at + 20) > length) continue;
    const end = {
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
      at: size - length + at,
    };
    const isLarge = end.entries === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff;
    return (isLarge ? await findEnd64(file, end.at) : undefined) ?? end;
  }
  return undefined;
}

async function findEnd64(file: FileHandle, endAt: number): Promise<End | undefined> {
  const locatorAt = endAt - LOCATOR_64.size;
  if (locatorAt < 0) return undefined;
  const locator = await readAt(file, locatorAt, LOCATOR_64.size);
  if (locator.readUInt32LE(0) !== LOCATOR_64.signature) return undefined;
  // The record stands before its locator; its announced place is wrong when something precedes the archive.
  const at = locatorAt - END_64.size;
  const record = at < 0 ? undefined : await readAt(file, at, END_64.size);
  if (record?.readUInt32LE(0) !== END_64.signature) throw new Unreadable('its zip64 directory is damaged');
  return { entries: number64(record, 32), size: number64(record, 40), offset: number64(record, 48), at };
}

function parseDirectory(directory: Buffer, entries: number, base: number): readonly ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  while (members.length < entries) {
    if (at + CENTRAL.size > directory.length || directory.readUInt32LE(at) !== CENTRAL.signature) {
      throw new Unreadable('its zip directory is damaged');
    }
    const end = at + CENTRAL.size + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30);
    if (end > directory.length) throw new Unreadable('its zip directory is damaged');
    members.push(parseMember(directory.subarray(at, end), base));
    at = end + directory.readUInt16LE(at + 32);
  }
  return members;
}

function parseMember(record: Buffer, base: number): ZipMember {
  const nameEnd = CENTRAL.size + record.readUInt16LE(28);
  const name = byteName(record.subarray(CENTRAL.size, nameEnd));
  if ((record.readUInt16LE(8) & ENCRYPTED_FLAGS) !== 0) {
    throw new Unreadable(`its member \`${shown(name)}\` is encrypted`);
  }
  const extra = extraFields(record.subarray(nameEnd), name);
  const large = new LargeFields(extra.get(EXTRA_ZIP64));
  const size = large.replace(record.readUInt32LE(24));
  const compressedSize = large.replace(record.readUInt32LE(20));
  return {
    name,
    mode: record.readUInt32LE(38) >>> 16,
    method: record.readUInt16LE(10),
    crc: record.readUInt32LE(16),
    size,
    compressedSize,
    offset: base + large.replace(record.readUInt32LE(42)),
    mtime: unixTime(extra.get(EXTRA_TIME)) ?? dosTime(record.readUInt16LE(14), record.readUInt16LE(12)),
  };
}

const EXTRA_ZIP64 = 0x0001;
const EXTRA_TIME = 0x5455;

function extraFields(extra: Buffer, member: ByteName): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) throw new Unreadable(`its member \`${shown(member)}\` has a damaged extra field`);
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** 64-bit values stand in this field for each 32-bit one that is all ones, in a fixed order. */
class LargeFields {
  readonly #field: Buffer | undefined;
  #at = 0;

  constructor(field: Buffer | undefined) {
    this.#field = field;
  }

  replace(value: number): number {
    if (value !== 0xffffffff || this.#field === undefined) return value;
    if (this.#at + 8 > this.#field.length) throw new Unreadable('its zip64 directory is damaged');
    this.#at += 8;
    return number64(this.#field, this.#at - 8);
  }
}

function number64(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable('its zip64 directory is damaged');
  return Number(value);
}

function unixTime(field: Buffer | undefined): number | undefined {
  if (field === undefined || field.length < 5 || ((field[0] ?? 0) & 1) === 0) return undefined;
  return field.readInt32LE(1);
}

/** Local time of an unknown place, taken as UTC, so that every machine gets the same. */
function dosTime(date: number, time: number): number | undefined {
  if (date === 0) return undefined;
  const millis = Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
  return millis / 1000;
}

export async function readAt(file: FileHandle, position: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  for (let done = 0; done < size;) {
    const { bytesRead } = await file.read(buffer, done, size - done, position + done);
    if (bytesRead === 0) throw new Unreadable('it ends too early');
    done += bytesRead;
  }
  return buffer;
}
