/** A member of a hand-made tar archive; what is not given is what an ordinary file has. */
export interface TarEntry {
  readonly name: string | Buffer;
  /** The type flag: `0` file, `1` hard link, `2` symbolic link, `3` to `6` devices, directory, FIFO. */
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly target?: string;
  readonly mode?: number;
  readonly mtime?: number;
  /** Announced instead of the content's own size. */
  readonly size?: number;
  readonly magic?: string;
  readonly prefix?: string;
}

const END = Buffer.alloc(1024);

export function tar(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), END]);
}

export function tarEntry(entry: TarEntry): Buffer {
  const content = Buffer.from(entry.content ?? '');
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([tarHeader({ ...entry, size: entry.size ?? content.length }), content, padding]);
}

function tarHeader(entry: TarEntry): Buffer {
  const { name, type = '0', target = '', mode = 0o644, mtime = 1_600_000_000, size = 0 } = entry;
  const { magic = 'ustar\u000000', prefix = '' } = entry;
  const block = Buffer.alloc(512);
  const put = (offset: number, text: string | Buffer): number => Buffer.from(text).copy(block, offset);
  put(0, name);
  put(100, octal(mode, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  put(136, octal(mtime, 12));
  put(148, ' '.repeat(8));
  put(156, type);
  put(157, target);
  put(257, magic);
  put(345, prefix);
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
  );
  return block;
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

/** A pax header that says something about the member after it. */
export function pax(records: Readonly<Record<string, string | Buffer>>, type: 'x' | 'g' = 'x'): TarEntry {
  return { name: 'pax', type, content: Buffer.concat(Object.entries(records).map(paxRecord)) };
}

function paxRecord([key, value]: readonly [string, string | Buffer]): Buffer {
  const body = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return Buffer.concat([Buffer.from(String(length)), body]);
}
