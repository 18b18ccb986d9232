import { accessSync, constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../engine/diag/index.js';
import { fileWords } from '../engine/recipe/index.js';
import { errnoOf, isSystemError } from '../platform/file-failure.js';
import type { RunInvocation } from './arguments.js';
import { wordProblem } from './command-line.js';

type Problem = Pick<Diagnostic, 'message' | 'hint'>;

/** What cannot be as options want it in the file system, found before anything is done; nothing is touched. */
export function placeProblems(
  { line, places }: Pick<RunInvocation, 'line' | 'places'>,
  workingDirectory: string,
): readonly Diagnostic[] {
  const released = places.flatMap(({ name, value }) => (name === 'directory' ? resolve(workingDirectory, value) : []));
  return places.flatMap(({ name, value, index }) => {
    const path = resolve(workingDirectory, value);
    // The run makes the directory of the release before the trace is written.
    if (name === 'trace' && released.includes(dirname(path)) && kindOf(dirname(path)) === 'nothing') return [];
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

function fileProblem(told: string, path: string): Problem | undefined {
  const kind = kindOf(path);
  if (kind === 'directory')
    return { message: `cannot write a trace to \`${told}\`: it is a directory`, hint: 'name a file in it' };
  const place = writtenPlace(path);
  try {
    accessSync(place, constants.W_OK);
  } catch (error) {
    return explainAccess(error, told, place);
  }
  if (place === path || kindOf(place) === 'directory') return undefined;
  return { message: `cannot write a trace to \`${told}\`: \`${place}\` is no directory` };
}

function explainAccess(error: unknown, path: string, place: string): Problem {
  const code = errnoOf(error);
  const told = fileWords({ kind: 'file-failed', operation: 'write a trace to', path, code });
  return code === 'ENOENT' ? { ...told, hint: `there is no directory \`${place}\`` } : told;
}

/** What must be writable: a file is replaced, in its directory; a device or a pipe is written to, and so is what a link names. */
function writtenPlace(path: string): string {
  const kind = linkKindOf(path);
  if (kind === 'link' && kindOf(path) === 'nothing') return dirname(resolve(dirname(path), readlinkSync(path)));
  return kind === 'file' ? dirname(path) : path;
}

/** What is at a path itself; nothing counts as a file, which it is to become. */
function linkKindOf(path: string): 'file' | 'link' | 'other' {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status?.isSymbolicLink() === true) return 'link';
    return status?.isFile() === false ? 'other' : 'file';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return 'file';
  }
}
