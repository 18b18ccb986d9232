import { excerpt, shellWords, unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { checksumWords } from './explain-checksum.js';
import { contentWords, type Words } from './explain-content.js';
import type {
  BadOption,
  ChecksumMismatch,
  CommandCause,
  CommandFailure,
  FileFailure,
  RecipeFailure,
  ReferenceFailed,
} from './failures.js';
import type { PartPlace } from './place.js';

/** Tells a recipe's failure to a person. `InputPending` never reaches people; it becomes a diagnostic the engine waits for. */
export function explainRecipeFailure(failure: RecipeFailure, place: PartPlace): Diagnostic {
  if (failure.kind === 'reference-failed') return referenceWords(failure, place);
  const at = placeOf(failure, place);
  const part = `part \`${place.part}\``;
  if (failure.kind === 'bad-option')
    return { code: failure.kind, severity: 'error', at, ...optionWords(failure, part, at) };
  if (failure.kind === 'checksum-mismatch')
    return { code: failure.kind, severity: 'error', ...checksumWords(failure, place) };
  return { code: failure.kind, severity: 'error', at, notes: [], ...wordsOf(failure, part) };
}

function referenceWords({ diagnostic, option }: ReferenceFailed, { part, spanOf }: PartPlace): Diagnostic {
  if (option === undefined) return diagnostic;
  const note = { message: `part \`${part}\` names it here`, at: spanOf(option) };
  return { ...diagnostic, notes: [note, ...diagnostic.notes] };
}

function placeOf(failure: Exclude<RecipeFailure, ReferenceFailed>, place: PartPlace): Span {
  const option = 'option' in failure ? failure.option : undefined;
  const text = 'text' in failure ? failure.text : 'url' in failure ? failure.url : undefined;
  return option === undefined ? place.header : place.spanOf(option, text);
}

type Told = Exclude<RecipeFailure, ReferenceFailed | BadOption | ChecksumMismatch>;

function wordsOf(failure: Told, part: string): Words {
  switch (failure.kind) {
    case 'recipe-error':
      return { message: `${part}: ${failure.message}`, ...(failure.hint !== undefined && { hint: failure.hint }) };
    case 'input-pending':
      return { message: `${part} waits for an input file` };
    case 'command-failed':
      return commandWords(failure, part);
    case 'file-failed': {
      const words = fileWords(failure);
      return { ...words, message: `${part}: ${words.message}` };
    }
    case 'cancelled':
      return { message: `${part} was cancelled` };
    default:
      return contentWords(failure, part);
  }
}

/** The value is told where the line that is shown does not have it. */
function optionWords(
  { option, value, message, hint }: BadOption,
  part: string,
  { source, start, end }: Span,
): OptionWords {
  const isShown = value === undefined || source.text.slice(start, end).includes(value);
  const notes = isShown ? [] : [{ message: `its value is \`${excerpt(value)}\`` }];
  return { message: `option \`${option}\` of ${part} ${message}`, notes, ...(hint !== undefined && { hint }) };
}

type OptionWords = Words & { readonly notes: readonly Note[] };

/** A failed file operation in words, also outside of any part. */
export function fileWords({ operation, path, code }: FileFailure): Words {
  const message = `cannot ${operation} \`${path}\`: ${ERRNO_WORDS[code] ?? code}`;
  const hint = ERRNO_HINTS[code];
  return { message, ...(hint !== undefined && { hint }) };
}

function commandWords(failure: CommandFailure, part: string): Words {
  const { cwd, argv, tail, logPath, causes = [] } = failure;
  const notes: Note[] = [{ message: `run in \`${cwd}\`:\n${shellWords(argv)}` }];
  for (const { file, lines } of causes) {
    const where = file === undefined ? 'the first error in its output:' : `\`${file}\` says:`;
    notes.push({ message: [where, ...lines].join('\n') });
  }
  const last = lastLines(tail, causes);
  if (last.length > 0) notes.push({ message: ['last lines of its output:', ...last].join('\n') });
  const hint = logPath !== undefined && { hint: `the whole log is ${logPath}` };
  return { message: `${part}: ${commandOutcome(failure)}`, notes, ...hint };
}

/** Fewer when an error is shown already, and none of its lines twice. */
function lastLines(tail: readonly string[], causes: readonly CommandCause[]): readonly string[] {
  if (causes.length === 0) return tail.slice(-TAIL_LINES);
  const shown = new Set(causes.flatMap(({ lines }) => lines));
  return tail.slice(-SHORT_TAIL_LINES).filter((line) => !shown.has(line));
}

const TAIL_LINES = 15;
const SHORT_TAIL_LINES = 6;
/** What a shell answers when it has looked for a program in vain. */
const NOT_FOUND = 127;

function commandOutcome({ outcome }: CommandFailure): string {
  switch (outcome.kind) {
    case 'exit':
      return `a command ended with status ${String(outcome.status)}${outcome.status === NOT_FOUND ? ' (program not found)' : ''}`;
    case 'signal':
      return `a command was ended by ${outcome.signal}`;
    case 'not-started':
      return `a command cannot be started: ${outcome.reason}`;
    case 'timeout':
      return outcome.limit === 'command'
        ? `a command took longer than ${String(outcome.seconds)} s`
        : `a command printed nothing for ${String(outcome.seconds)} s`;
    default:
      return unreachable(outcome);
  }
}

const ERRNO_WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'no such file or directory',
  EEXIST: 'something is there already',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOLCK: 'no locks can be had',
};

const ERRNO_HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space and run again: what was finished is kept',
  ENOLCK:
    'the file system must have locks, and this machine the addon `fs-native-extensions` in a form that loads, `python3` or `perl`',
};
