import { statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { failAll, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import { fileWords, type FileFailure } from '../engine/recipe/index.js';
import { errnoOf } from '../platform/file-failure.js';
import { filesBelow, type TextFailure } from '../platform/text-files.js';
import { wordProblem, type CommandLine } from './command-line.js';
import { EXIT } from './exit.js';
import { tell, type Call } from './call.js';
import type { Word } from './sort-words.js';

export interface Wanted {
  readonly line: CommandLine;
  readonly directory: string;
  /** The files that a directory stands for. */
  readonly accepts: (name: string) => boolean;
}

/** Absolute paths of the files that a command is told, those below directories included; each once. */
export function toldFiles(
  words: readonly Word[],
  { line, directory, accepts }: Wanted,
): Result<readonly string[], Diagnostic> {
  const paths = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const { text, index } of words) {
    const path = resolve(directory, text);
    const kind = statusOf(path);
    if (kind === undefined)
      problems.push(
        wordProblem(line, index, { code: 'cli-file-not-found', message: `the file \`${text}\` does not exist` }),
      );
    const below = kind?.isDirectory() === true ? filesBelow(path, accepts) : succeed(kind === undefined ? [] : [path]);
    if (below.ok) for (const found of below.value) paths.add(found);
    else problems.push(...below.failures.map(explainFile));
  }
  const [first, ...more] = problems;
  return first === undefined ? succeed([...paths]) : failAll([first, ...more]);
}

/** `undefined` when nothing can be found there: what is wrong is told when it is read. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
}

/** What became of one file; what is wrong with it has been told. */
export type FileOutcome = 'changed' | 'unchanged' | 'failed';

export interface Treatment {
  /** What is said of changed files; the second with `--check`. */
  readonly words: readonly [done: string, due: string];
  readonly treat: (path: string) => FileOutcome;
}

/** Treats each file, sums up, and answers the exit code. A file with mistakes does not stop the others. */
export function treatFiles(
  files: Result<readonly string[], Diagnostic>,
  { invocation: { verbosity, checkOnly }, reporter, world }: Call,
  { words: [done, due], treat }: Treatment,
): number {
  if (!files.ok) {
    tell(reporter, files.failures);
    return EXIT.invalid;
  }
  const counts: Record<FileOutcome, number> = { changed: 0, unchanged: 0, failed: 0 };
  for (const path of files.value) counts[treat(path)] += 1;
  const { length } = files.value;
  const said = [
    `${counts.changed} ${checkOnly ? due : done}`,
    `${counts.unchanged} unchanged`,
    ...(counts.failed > 0 ? [`${counts.failed} with mistakes`] : []),
  ];
  if (verbosity >= 0) world.streams.out(`${length} ${length === 1 ? 'file' : 'files'}: ${said.join(', ')}\n`);
  if (counts.failed > 0) return EXIT.invalid;
  return checkOnly && counts.changed > 0 ? EXIT.failed : EXIT.done;
}

export function explainFile(failure: FileFailure | TextFailure): Diagnostic {
  const words =
    failure.kind === 'text-unreadable'
      ? { message: `cannot read \`${failure.path}\`: ${failure.reason}`, hint: failure.hint }
      : fileWords(failure);
  return { code: failure.kind, severity: 'error', notes: [], ...words };
}
