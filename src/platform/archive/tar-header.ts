import { Header } from 'tar/header';
import { type ByteName, byteName } from './names.js';
import { paxNumber } from './pax.js';
import { Unreadable } from './problems.js';

export const BLOCK_BYTES = 512;

/** A member as its header, and the headers before it, describe it. */
export interface TarMember {
  readonly type: string;
  readonly name: ByteName;
  readonly target: ByteName;
  /** Bytes of content that follow. */
  readonly size: number;
  readonly mode: number;
  readonly mtime: number | undefined;
}

/** What pax headers and GNU long names say about the next member. */
export interface Extension {
  readonly pax: ReadonlyMap<string, ByteName>;
  readonly longName: ByteName | undefined;
  readonly longTarget: ByteName | undefined;
}

export const NO_EXTENSION: Extension = { pax: new Map(), longName: undefined, longTarget: undefined };

const FIELDS = { name: [0, 100], type: [156, 157], target: [157, 257], magic: [257, 263], prefix: [345, 500] } as const;
const STAR_PREFIX_END = 345 + 131;

/** Links, devices and directories have no content, whatever their size field says. */
const WITHOUT_CONTENT = new Set(['1', '2', '3', '4', '5', '6']);

/** Headers that describe the next member; what earlier ones say does not apply to them. */
const EXTENSION_TYPES = new Set(['L', 'K', 'x', 'X', 'g']);

export function isExtension({ type }: TarMember): boolean {
  return EXTENSION_TYPES.has(type);
}

/** The member of a header block; `undefined` for a block of zeros, which ends the archive. */
export function readHeader(block: Buffer, extension: Extension): TarMember | undefined {
  const header = decode(block);
  if (header.nullBlock) return undefined;
  if (!header.cksumValid) throw new Unreadable('it has a damaged tar header');
  const own = ownMember(block, header);
  if (isExtension(own)) return own;
  const { pax, longName, longTarget } = extension;
  if (own.type === 'S' || [...pax.keys()].some((key) => /^(?:GNU\.sparse\.|SCHILY\.realsize$)/.test(key))) {
    throw new Unreadable('it contains a sparse file, which is not supported');
  }
  const name = pax.get('path') ?? longName ?? own.name;
  // Old archives have no type for files, and mark directories by a slash only.
  const type = own.type === '0' && name.endsWith('/') ? '5' : own.type;
  const size = paxNumber(pax, 'size') ?? own.size;
  return {
    ...own,
    type,
    name,
    target: pax.get('linkpath') ?? longTarget ?? own.target,
    size: WITHOUT_CONTENT.has(type) ? 0 : size,
    mtime: paxNumber(pax, 'mtime') ?? own.mtime,
  };
}

function ownMember(block: Buffer, header: Header): TarMember {
  const type = byteName(block.subarray(...FIELDS.type));
  return {
    type: type === '\0' ? '0' : type,
    name: ownName(block),
    target: text(block, FIELDS.target),
    size: header.size ?? 0,
    mode: header.mode ?? 0o644,
    mtime: secondsOf(header.mtime),
  };
}

export function looksLikeTar(block: Buffer): boolean {
  if (block.length < BLOCK_BYTES) return false;
  try {
    const header = decode(block);
    return header.nullBlock || header.cksumValid;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

/** Numbers, checksum and dates are the library's; names are not, because it decodes them as UTF-8. */
function decode(block: Buffer): Header {
  try {
    return new Header(block);
  } catch (error) {
    // The library throws plain errors for numbers out of range.
    if (error instanceof Error && error.constructor === Error) throw new Unreadable('it has a damaged tar header');
    throw error;
  }
}

function text(block: Buffer, [start, end]: readonly [number, number]): ByteName {
  const field = byteName(block.subarray(start, end));
  const zero = field.indexOf('\0');
  return zero === -1 ? field : field.slice(0, zero);
}

function ownName(block: Buffer): ByteName {
  const name = text(block, FIELDS.name);
  if (byteName(block.subarray(...FIELDS.magic)) !== 'ustar\0') return name;
  const isStar = byteName(block.subarray(508, 511)) === 'tar';
  const prefix = text(block, isStar ? [FIELDS.prefix[0], STAR_PREFIX_END] : FIELDS.prefix);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function secondsOf(date: Date | undefined): number | undefined {
  const seconds = date === undefined ? Number.NaN : date.getTime() / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
}
