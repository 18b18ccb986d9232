import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { succeed, type Result } from '../engine/diag/index.js';
import type { FileFailure } from '../engine/recipe/index.js';
import { asFileFailure } from './file-failure.js';
import { replaceTextFile } from './text-files.js';

/** Writes a lock file at once: who reads it sees the old one, or the new one. An old one keeps its mode. */
export function writeLockFile(path: string, text: string): Result<void, FileFailure> {
  if (existsSync(path)) return replaceTextFile(path, text);
  const fresh = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    writeFileSync(fresh, text, { flag: 'wx' });
    renameSync(fresh, path);
    return succeed(undefined);
  } catch (error) {
    rmSync(fresh, { force: true });
    return asFileFailure(error, 'write', path);
  }
}
