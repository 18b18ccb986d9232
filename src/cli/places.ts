import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../engine/diag/index.js';
import { fileWords } from '../engine/recipe/index.js';
import { errnoOf, isSystemError } from '../platform/file-failure.js';
import { statusOf } from '../platform/file-tree.js';
import type { RunInvocation } from './arguments.js';
import { wordProblem } from './command-line.js';

type Problem = Pick<Diagnostic, 'message' | 'hint'>;

/** What cannot be as options want it in the file system, found before anything is done; nothing is touched. */
export function placeProblems(
  { line, places }: Pick<RunInvocation, 'line' | 'places'>,
  workingDirectory: string,
): readonly Diagnostic[] {
  return places.flatMap(({ name, value, index }) => {
    const path = resolve(workingDirectory, value);
    const problem = name === 'trace' ? fileProblem(value, path) : directoryProblem(`--${name}`, path);
    return problem === undefined ? [] : [wordProblem(line, index, { code: 'cli-invalid-argument', ...problem })];
  });
}

/** A directory that is not there can be made below one that is. */
function directoryProblem(option: string, path: string): Problem | undefined {
  for (let place = path; ; place = dirname(place)) {
    const kind = kindOf(place);
    if (kind === 'file') return { message: `the option \`${option}\` takes a directory, and \`${place}\` is a file` };
    if (kind !== 'nothing') return undefined;
  }
}

/** What is at a path, links followed; `unknown` is left to those who use it, who say why. */
function kindOf(path: string): 'directory' | 'file' | 'nothing' | 'unknown' {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 'nothing';
    return status.isDirectory() ? 'directory' : 'file';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === 'ENOTDIR' ? 'nothing' : 'unknown';
  }
}

/** The folder is made when the trace is written; a device, a pipe or a link is written to, and judged then. */
function fileProblem(told: string, path: string): Problem | undefined {
  if (kindOf(path) === 'directory')
    return { message: `cannot write a trace to \`${told}\`: it is a directory`, hint: 'name a file in it' };
  if (statusOf(path)?.isFile() === false) return undefined;
  const place = nearestPlace(dirname(path));
  if (kindOf(place) !== 'directory')
    return { message: `cannot write a trace to \`${told}\`: \`${place}\` is no directory` };
  try {
    accessSync(place, constants.W_OK);
    return undefined;
  } catch (error) {
    return fileWords({ kind: 'file-failed', operation: 'write a trace to', path: told, code: errnoOf(error) });
  }
}

/** The directory itself, or the first above it that is there. */
function nearestPlace(directory: string): string {
  return kindOf(directory) === 'nothing' && dirname(directory) !== directory
    ? nearestPlace(dirname(directory))
    : directory;
}
