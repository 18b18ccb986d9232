import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { succeed, type Result } from '../engine/diag/index.js';
import type { ReleaseFiles } from '../engine/execute/index.js';
import type { FileFailure } from '../engine/recipe/index.js';
import { asFileFailure } from './file-failure.js';

type JournalFile = Pick<ReleaseFiles, 'append' | 'flush' | 'close'>;

/**
 * The file behind a journal. Entries are written at once, so that a killed run loses none; syncing them to the disk
 * goes on beside the build, one request at a time for all that was written meanwhile.
 */
export function openJournal(path: string): JournalFile {
  let file: number | undefined;
  let wanted = false;
  let syncing: Promise<void> | undefined;
  let failure: Result<never, FileFailure> | undefined;
  const sync = async (descriptor: number): Promise<void> => {
    while (wanted) {
      wanted = false;
      const error = await dataSync(descriptor);
      if (error !== null) failure = asFileFailure(error, 'write', path);
    }
    syncing = undefined;
  };
  return {
    append(text, options) {
      try {
        file ??= openSync(path, 'a', 0o644);
        appendWhole(file, text);
      } catch (error) {
        return asFileFailure(error, 'write', path);
      }
      if (options.sync) {
        wanted = true;
        syncing ??= sync(file);
      }
      return succeed(undefined);
    },
    async flush() {
      await syncing;
      return failure ?? succeed(undefined);
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** Writes all of it or, when the disk is full, none of it. */
function appendWhole(file: number, text: string): void {
  const { size } = fstatSync(file);
  const bytes = Buffer.from(text);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

function dataSync(file: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    fdatasync(file, resolve);
  });
}
