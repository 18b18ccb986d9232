import { lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartCommands, PartPast } from '../engine/index.js';
import { isSystemError } from '../platform/file-failure.js';

/** Where a shell opens: where the command failed, else where the part is. `undefined`: there is neither. */
export function directoryFor({ failed }: PartPast, { location }: PartCommands): string | undefined {
  const places = [failed?.command?.cwd, failed?.location ?? undefined, location];
  return places.find((path) => path !== undefined && isDirectory(path));
}

/** A place for HOME and TMPDIR. */
export interface Scratch {
  readonly path: string;
  remove(): void;
}

/**
 * The folders that the failed command had, when they were kept; else new ones, beside those of builds, which no run
 * sweeps while a shell is open.
 */
export function openScratch({ failed }: PartPast, { scratch, directory }: PartCommands): Scratch {
  if (failed !== undefined && isDirectory(scratch)) return { path: scratch, remove: () => undefined };
  const folder = join(directory, '.slapbuild', 'shell');
  mkdirSync(folder, { recursive: true });
  const path = mkdtempSync(join(folder, 'shell-'));
  for (const name of ['home', 'tmp']) mkdirSync(join(path, name), { mode: 0o755 });
  // A zsh without one asks questions first.
  writeFileSync(join(path, 'home', '.zshrc'), '');
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function isDirectory(path: string): boolean {
  try {
    return !lstatSync(path).isSymbolicLink() && statSync(path).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
