import { unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { contentWords, type Words } from './explain-content.js';
import type { CommandFailure, FileFailure, RecipeFailure } from './failures.js';

/** Where the options of a part stand, so that its failures can point at them. */
export interface PartPlace {
  readonly part: string;
  readonly recipe: string;
  readonly header: Span;
  spanOf(option: string): Span;
}

/** Tells a recipe's failure to a person. `InputPending` never reaches people; it becomes a diagnostic the engine waits for. */
export function explainRecipeFailure(failure: RecipeFailure, place: PartPlace): Diagnostic {
  if (failure.kind === 'reference-failed') return failure.diagnostic;
  const option = 'option' in failure ? failure.option : undefined;
  const at = option === undefined ? place.header : place.spanOf(option);
  return { code: failure.kind, severity: 'error', at, notes: [], ...wordsOf(failure, `part \`${place.part}\``) };
}

function wordsOf(failure: Exclude<RecipeFailure, { kind: 'reference-failed' }>, part: string): Words {
  switch (failure.kind) {
    case 'bad-option':
      return { message: `option \`${failure.option}\` of ${part} ${failure.message}`, ...valueHint(failure.value) };
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

function valueHint(value: string | undefined): { readonly hint?: string } {
  return value === undefined ? {} : { hint: `its value is \`${value}\`` };
}

/** A failed file operation in words, also outside of any part. */
export function fileWords({ operation, path, code }: FileFailure): Words {
  const message = `cannot ${operation} \`${path}\`: ${ERRNO_WORDS[code] ?? code}`;
  return { message, ...(code === 'ENOSPC' && { hint: 'free some space and run again: what was finished is kept' }) };
}

function commandWords(failure: CommandFailure, part: string): Words {
  const { cwd, argv, tail, logPath } = failure;
  const notes: Note[] = [{ message: `in ${cwd}: ${argv.join(' ')}` }];
  if (tail.length > 0) notes.push({ message: ['last lines of its output:', ...tail.slice(-TAIL_LINES)].join('\n') });
  const hint = logPath !== undefined && { hint: `the whole log is ${logPath}` };
  return { message: `${part}: ${commandOutcome(failure)}`, notes, ...hint };
}

const TAIL_LINES = 15;

function commandOutcome({ outcome }: CommandFailure): string {
  switch (outcome.kind) {
    case 'exit':
      return `a command ended with status ${String(outcome.status)}`;
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
};
