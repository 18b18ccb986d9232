import { looksLikeTar } from './tar-header.js';

export type Format = 'zip' | 'tar' | 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'lzip' | 'lzma';

/** How many bytes of the beginning decide. */
export const HEAD_BYTES = 512;

const MAGIC: readonly (readonly [Format, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['lzip', [0x4c, 0x5a, 0x49, 0x50]],
];

/** The format of an archive by its first bytes, never by its name; `undefined` when they are of no known one. */
export function formatOf(head: Buffer): Format | undefined {
  if (looksLikeTar(head)) return 'tar';
  for (const [format, bytes] of MAGIC) {
    if (bytes.every((byte, index) => head[index] === byte)) return format;
  }
  return isLzma(head) ? 'lzma' : undefined;
}

/** No magic: properties as every encoder writes them, a dictionary of a power of two, a size below 1 TiB or none. */
function isLzma(head: Buffer): boolean {
  if (head.length < 13 || head[0] !== 0x5d) return false;
  const dictionary = head.readUInt32LE(1);
  const size = head.readBigUInt64LE(5);
  return dictionary !== 0 && (dictionary & (dictionary - 1)) === 0 && (size === 2n ** 64n - 1n || size < 2n ** 40n);
}
