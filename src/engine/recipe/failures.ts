import type { Diagnostic } from '../diag/index.js';

/** What a recipe, or the context it works through, can answer instead of a result. */
export type RecipeFailure =
  | BadOption
  | RecipeRefusal
  | InputPending
  | ReferenceFailed
  | FetchFailure
  | UnpackFailure
  | CommandFailure
  | FileFailure
  | Cancelled;

/** An option's text is not what its type allows. `message` completes "option `x` …". */
export interface BadOption {
  readonly kind: 'bad-option';
  readonly option: string;
  readonly value: string | undefined;
  readonly message: string;
  readonly hint?: string;
}

/** The recipe's own judgement: options that do not fit together, a missing result, and the like. */
export interface RecipeRefusal {
  readonly kind: 'recipe-error';
  readonly message: string;
  /** The option to point at; the section header without it. */
  readonly option?: string;
  /** What of the option's value to point at; its first line without it. */
  readonly text?: string;
  readonly hint?: string;
}

/** An input file is not here yet: the engine fetches it and asks the recipe again. Never shown to people. */
export interface InputPending {
  readonly kind: 'input-pending';
}

/**
 * A reference the recipe asked for cannot be resolved, or a text that it reads is wrong; the diagnostic has a place of
 * its own.
 */
export interface ReferenceFailed {
  readonly kind: 'reference-failed';
  readonly diagnostic: Diagnostic;
  /** The option that led there, which the first note points at; without it the diagnostic is told as it is. */
  readonly option?: string;
}

export type Algorithm = 'sha256' | 'sha512' | 'md5';

/** A file is not the one that a sum names. */
export interface ChecksumMismatch {
  readonly kind: 'checksum-mismatch';
  readonly url: string;
  readonly algorithm: Algorithm;
  readonly expected: string;
  readonly actual: string;
  /** The option that names the file. */
  readonly option?: string;
}

export type FetchFailure =
  | ChecksumMismatch
  | {
      readonly kind: 'download-failed';
      readonly url: string;
      readonly reason: string;
      readonly retryable: boolean;
      readonly option?: string;
    }
  | { readonly kind: 'offline-download'; readonly url: string; readonly option?: string }
  | { readonly kind: 'source-not-found'; readonly url: string; readonly path: string; readonly option?: string };

/** The rule of the member policy that an archive breaks. */
export type ArchiveRule =
  | 'absolute-name'
  | 'parent-name'
  | 'through-symlink'
  | 'symlink-escapes'
  | 'hardlink-escapes'
  | 'device'
  | 'set-uid'
  | 'too-large'
  | 'too-many-entries'
  | 'bad-name';

export type UnpackFailure =
  | {
      readonly kind: 'archive-refused';
      readonly archive: string;
      readonly member: string;
      readonly rule: ArchiveRule;
      readonly option?: string;
    }
  | { readonly kind: 'archive-unreadable'; readonly archive: string; readonly reason: string; readonly option?: string }
  | {
      readonly kind: 'archive-tool-missing';
      readonly archive: string;
      readonly tool: string;
      readonly option?: string;
    };

export interface CommandFailure {
  readonly kind: 'command-failed';
  /** The words of the command, for people; a shell text is the last of them. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly outcome:
    | { readonly kind: 'exit'; readonly status: number }
    | { readonly kind: 'signal'; readonly signal: string }
    | { readonly kind: 'not-started'; readonly reason: string }
    | { readonly kind: 'timeout'; readonly limit: 'command' | 'silence'; readonly seconds: number };
  /** Last lines of the output, oldest first. */
  readonly tail: readonly string[];
  /** What is wrong, as far as it was found: the first real error of the output, then what `config.log` tells. */
  readonly causes?: readonly CommandCause[];
  readonly logPath: string | undefined;
}

/** Lines that say why a command failed. */
export interface CommandCause {
  /** Where they stand; `undefined`: in the command's output. */
  readonly file: string | undefined;
  readonly lines: readonly string[];
}

export interface FileFailure {
  readonly kind: 'file-failed';
  readonly operation: string;
  readonly path: string;
  /** errno name: `ENOSPC`, `EACCES`, … */
  readonly code: string;
}

export interface Cancelled {
  readonly kind: 'cancelled';
}
