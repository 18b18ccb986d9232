import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { hasCode } from '../file-failure.js';
import type { Format } from './formats.js';
import { ToolMissing, Unreadable } from './problems.js';

const CHUNK_BYTES = 256 * 1024;

type Compressed = Exclude<Format, 'zip' | 'tar' | 'gzip'>;

/** Programs that can do it, the usual one first. */
const PROGRAMS: Readonly<Record<Compressed, readonly (readonly [string, ...string[]])[]>> = {
  bzip2: [['bzip2', '-dc']],
  xz: [['xz', '-dc']],
  lzma: [['xz', '--format=lzma', '-dc']],
  zstd: [['zstd', '-dcq']],
  lzip: [
    ['lzip', '-dc'],
    ['lunzip', '-dc'],
  ],
};

export interface OpenArchive {
  readonly path: string;
  /** Not read from yet. */
  readonly file: FileHandle;
  /** Environment of programs; without it, this process's own. */
  readonly env: Readonly<Record<string, string>> | undefined;
}

/** The bytes that a compressed archive stands for; of a plain one, its own. */
export function decompressed(archive: OpenArchive, format: Exclude<Format, 'zip'>): AsyncIterable<Buffer> {
  if (format === 'tar') return createReadStream(archive.path, { highWaterMark: CHUNK_BYTES });
  return format === 'gzip' ? gunzipped(archive.path) : throughProgram(archive, format);
}

async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Whoever reads gets every error; the callback has nothing to add.
  pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), gunzip, () => {});
  try {
    // A stream without an encoding gives buffers.
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new Unreadable(`its gzip data is damaged or cut off (${error.message})`);
    }
    throw error;
  }
}

async function* throughProgram(archive: OpenArchive, format: Compressed): AsyncGenerator<Buffer> {
  const [program, child] = await start(archive, format);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-1000)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  // A stream without an encoding gives buffers.
  yield* child.stdout as AsyncIterable<Buffer>;
  if ((await ended) !== 0) {
    const words = complaint.trim().split('\n').at(-1) ?? '';
    throw new Unreadable(`its ${format} data is damaged or cut off (${words === '' ? program : words})`);
  }
}

type Program = ChildProcessByStdio<null, Readable, Readable>;

async function start({ file, env }: OpenArchive, format: Compressed): Promise<readonly [string, Program]> {
  for (const [program, ...flags] of PROGRAMS[format]) {
    // The types of `spawn` know pipes only as words for all three descriptors.
    const child = spawn(program, flags, {
      stdio: [file.fd, 'pipe', 'pipe'],
      ...(env !== undefined && { env }),
    }) as Program;
    if (await hasStarted(child)) return [program, child];
  }
  throw new ToolMissing(PROGRAMS[format][0]?.[0] ?? format);
}

function hasStarted(child: Program): Promise<boolean> {
  return new Promise((resolve, reject) => {
    child.on('spawn', () => resolve(true));
    child.on('error', (error) => (hasCode(error, 'ENOENT', 'EACCES') ? resolve(false) : reject(error)));
  });
}
