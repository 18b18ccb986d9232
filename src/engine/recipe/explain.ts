import { unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import type { ArchiveRule, CommandFailure, RecipeFailure } from './failures.js';

/** Where the options of a part stand, so that its failures can point at them. */
export interface PartPlace {
  readonly part: string;
  readonly recipe: string;
  readonly header: Span;
  spanOf(option: string): Span;
}

/** Tells a recipe's failure to a person. `InputPending` never reaches people; it becomes a diagnostic the engine waits for. */
export function explainRecipeFailure(failure: RecipeFailure, place: PartPlace): Diagnostic {
  const at = 'option' in failure && failure.option !== undefined ? place.spanOf(failure.option) : place.header;
  const part = `part \`${place.part}\``;
  const base = { code: failure.kind, severity: 'error', at, notes: [] as readonly Note[] } as const;
  switch (failure.kind) {
    case 'bad-option':
      return {
        ...base,
        message: `option \`${failure.option}\` of ${part} ${failure.message}`,
        ...valueHint(failure.value),
      };
    case 'recipe-error':
      return {
        ...base,
        message: `${part}: ${failure.message}`,
        ...(failure.hint !== undefined && { hint: failure.hint }),
      };
    case 'input-pending':
      return { ...base, message: `${part} waits for an input file` };
    case 'reference-failed':
      return failure.diagnostic;
    case 'checksum-mismatch': {
      const notes = [
        { message: `expected ${failure.algorithm} ${failure.expected}` },
        { message: `got      ${failure.algorithm} ${failure.actual}` },
      ];
      return {
        ...base,
        message: `${part}: \`${failure.url}\` does not have the expected content`,
        notes,
        hint: 'if the new content is right, put the sum that was got into the profile',
      };
    }
    case 'download-failed':
      return {
        ...base,
        message: `${part}: cannot download \`${failure.url}\`: ${failure.reason}`,
        hint: failure.retryable
          ? 'try again when the server answers, or put the file into the download cache'
          : 'correct the URL',
      };
    case 'offline-download':
      return {
        ...base,
        message: `${part}: \`${failure.url}\` is not in the download cache and the run is offline`,
        hint: 'run once without `-o`, or put the file into the download cache',
      };
    case 'source-not-found':
      return {
        ...base,
        message: `${part}: \`${failure.url}\` does not exist`,
        notes: [{ message: `looked for ${failure.path}` }],
        hint: 'a relative path is looked up in the buildout directory; write `${:_profile_base_location_}/…` for a file beside the profile',
      };
    case 'archive-refused':
      return {
        ...base,
        message: `${part}: archive \`${failure.archive}\` is refused: member \`${failure.member}\` ${ARCHIVE_RULES[failure.rule]}`,
        hint: 'nothing of it was unpacked; get the archive from its real origin, or repack it without that member',
      };
    case 'archive-unreadable':
      return { ...base, message: `${part}: archive \`${failure.archive}\` cannot be unpacked: ${failure.reason}` };
    case 'archive-tool-missing':
      return {
        ...base,
        message: `${part}: unpacking \`${failure.archive}\` needs the program \`${failure.tool}\`, which is not installed`,
        hint: `install \`${failure.tool}\` with the system's package manager`,
      };
    case 'command-failed':
      return explainCommand(failure, part, at);
    case 'file-failed':
      return {
        ...base,
        message: `${part}: cannot ${failure.operation} \`${failure.path}\`: ${ERRNO_WORDS[failure.code] ?? failure.code}`,
        ...(failure.code === 'ENOSPC' && { hint: 'free some space and run again: what was finished is kept' }),
      };
    case 'cancelled':
      return { ...base, message: `${part} was cancelled` };
    default:
      return unreachable(failure);
  }
}

function valueHint(value: string | undefined): { readonly hint?: string } {
  return value === undefined ? {} : { hint: `its value is \`${value}\`` };
}

function explainCommand(failure: CommandFailure, part: string, at: Span): Diagnostic {
  const notes: Note[] = [{ message: `in ${failure.cwd}: ${failure.argv.join(' ')}` }];
  if (failure.tail.length > 0)
    notes.push({ message: ['last lines of its output:', ...failure.tail.slice(-TAIL_LINES)].join('\n') });
  const hint = failure.logPath !== undefined && { hint: `the whole log is ${failure.logPath}` };
  return { code: failure.kind, severity: 'error', message: `${part}: ${commandOutcome(failure)}`, at, notes, ...hint };
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

const ARCHIVE_RULES: Readonly<Record<ArchiveRule, string>> = {
  'absolute-name': 'has an absolute name',
  'parent-name': 'has `..` in its name',
  'through-symlink': 'would be written through a symbolic link',
  'symlink-escapes': 'is a symbolic link that leaves the archive',
  'hardlink-escapes': 'is a hard link to something outside the archive',
  device: 'is a device or a pipe',
  'set-uid': 'has a set-user-id or set-group-id bit',
  'too-large': 'makes the archive larger than the limit',
  'too-many-entries': 'makes the archive longer than the limit',
  'bad-name': 'has an impossible name',
};

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
