import { accessSync, constants, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from '../../engine/recipe/index.js';
import { hasCode, isSystemError } from '../file-failure.js';

/** Why a command cannot start, in words for people; `undefined` when nothing is in its way. */
export function obstacleTo(command: Command): string | undefined {
  if (!isDirectory(command.cwd)) return `directory \`${command.cwd}\` does not exist`;
  const name = command.argv[0];
  const candidates = candidatePaths(name, command);
  let present = false;
  for (const path of candidates) {
    const state = programAt(path);
    if (state === 'runs') return undefined;
    present ||= state === 'not-executable';
  }
  if (present) return `program \`${name}\` is not executable (EACCES)`;
  return name.includes('/')
    ? `program \`${name}\` does not exist (ENOENT)`
    : `program \`${name}\` is not in PATH (ENOENT)`;
}

function candidatePaths(name: string, { cwd, env }: Command): readonly string[] {
  if (name.includes('/')) return [resolve(cwd, name)];
  const path = env['PATH'];
  if (path === undefined || name === '') return [];
  return path.split(':').map((directory) => resolve(cwd, directory, name));
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function programAt(path: string): 'runs' | 'not-executable' | 'absent' {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return 'absent';
    accessSync(path, constants.X_OK);
    return 'runs';
  } catch (error) {
    if (hasCode(error, 'EACCES')) return 'not-executable';
    if (isSystemError(error)) return 'absent';
    throw error;
  }
}

/** The file for standard input, or the reason why there is none to open. */
export async function openInput(path: string | undefined): Promise<FileHandle | string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isSystemError(error)) return `standard input \`${path}\` cannot be read (${error.code})`;
    throw error;
  }
}
