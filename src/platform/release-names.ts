import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { succeed, type Result } from '../engine/diag/index.js';
import type { FileFailure } from '../engine/recipe/index.js';
import { asFileFailure } from './file-failure.js';

/** A part's name as one path component; names with other characters get a digest so that they stay different. */
export function fileName(part: string): string {
  const plain = part
    .replace(/[^A-Za-z0-9._+-]/gu, '_')
    .replace(/^\.+/u, '_')
    .slice(0, 100);
  return plain === part ? part : `${plain}-${createHash('sha256').update(part).digest('hex').slice(0, 8)}`;
}

/**
 * Writes through a temporary file and a rename, so that a reader sees the old text or the new one. Only the holder of
 * the release's lock writes; the name is always the same, so that what a killed run leaves is overwritten by the next.
 */
export function writeAtomically(path: string, text: string, mode = 0o644): Result<void, FileFailure> {
  const temporary = `${path}.slapbuild-tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // One that is left has a mode of its own.
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return succeed(undefined);
  } catch (error) {
    rmSync(temporary, { force: true });
    return asFileFailure(error, 'write', path);
  }
}
