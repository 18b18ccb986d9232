import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { TimingFiles } from '../engine/ports.js';
import { errnoOf } from './file-failure.js';

/** A file that is larger was not written by slapbuild. */
const LARGEST_BYTES = 16 * 2 ** 20;

/** Files of durations. They are a help: one that cannot be read is as none, one that cannot be written is missed. */
export function createTimingFiles(): TimingFiles {
  return {
    read: (path) => reading(path, (file, size) => (size > LARGEST_BYTES ? undefined : readFileSync(file, 'utf8'))),
    readEnd: (path, bytes) =>
      reading(path, (file, size) => {
        const buffer = Buffer.alloc(Math.min(bytes, size));
        return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, size - buffer.length));
      }),
    write: replaceFile,
  };
}

function reading(path: string, read: (file: number, size: number) => string | undefined): string | undefined {
  try {
    // Somebody may have put a pipe there: opening it must not wait for a writer.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = fstatSync(file);
      return status.isFile() ? read(file, status.size) : undefined;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

/** Another run may write the same file: each writes one of its own, and the last counts. Not synced: a torn one is as none. */
function replaceFile(path: string, text: string): void {
  const fresh = `${path}.${randomUUID()}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(fresh, text, { flag: 'wx', mode: 0o644 });
    renameSync(fresh, path);
  } catch (error) {
    errnoOf(error);
    rmSync(fresh, { force: true });
  }
}
