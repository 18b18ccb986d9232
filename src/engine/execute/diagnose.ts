import type { Command, CommandCause, CommandFailure } from '../recipe/index.js';
import { configLogPath, failingProbe } from './config-log.js';
import { findFirstError, shownLines } from './first-error.js';
import type { LogWriter } from './ports.js';
import type { Run } from './run.js';

/** Looked at from the end: an output may be of any length. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A failed command, its log, and how long that was when the command began. */
export interface Failed {
  readonly command: Command;
  readonly log: LogWriter;
  readonly began: number;
}

/** Adds what the output of a failed command, and the log of a failed `configure`, say to be the cause. */
export async function diagnose(
  { ports }: Pick<Run, 'ports'>,
  failure: CommandFailure,
  { command, log, began }: Failed,
): Promise<CommandFailure> {
  const told = { ...failure, logPath: log.path };
  // What a command prints when it is stopped is no cause.
  if (failure.outcome.kind !== 'exit') return told;
  const output = shownLines(log.readFrom(began, MOST_BYTES));
  const lines = output.length > 0 ? output : failure.tail;
  const error = findFirstError(lines);
  const causes: CommandCause[] = error === undefined ? [] : [{ file: undefined, lines: error.lines }];
  const path = configLogPath(lines, command.cwd);
  const probe = path === undefined ? [] : failingProbe(await readLines(ports.files, path));
  if (path !== undefined && probe.length > 0) causes.push({ file: path, lines: probe });
  return causes.length === 0 ? told : { ...told, causes };
}

/** What cannot be read explains nothing; a link could lead anywhere. */
async function readLines(files: Run['ports']['files'], path: string): Promise<readonly string[]> {
  const status = await files.status(path);
  if (!status.ok || status.value?.kind !== 'file') return [];
  const content = await files.read(path, MOST_BYTES);
  return content.ok ? shownLines(content.value.toString('utf8')) : [];
}
