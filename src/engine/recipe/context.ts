import type { Result, Source } from '../diag/index.js';
import type { TypedValue } from '../literal/index.js';
import type { CommandFailure, FetchFailure, FileFailure, RecipeFailure, UnpackFailure, Cancelled } from './failures.js';
import type { OptionTypes, OptionValues } from './options.js';

/** Content from outside the profile: an archive, a patch, a template, a folder of sources. */
export interface SourceRequest {
  /** URL, `file:` URL or path; a relative path is relative to the buildout directory. A directory is allowed. */
  readonly url: string;
  readonly sha256?: string | undefined;
  readonly sha512?: string | undefined;
  readonly md5?: string | undefined;
  /** Tried in order when `url` does not answer. */
  readonly alternates?: readonly string[];
  /** Overrides the run's own offline setting for this source. */
  readonly offline?: boolean | undefined;
  /** The option that names it, for messages. */
  readonly option?: string;
}

/** A part while it is being resolved. Paths below its own place start with `location`, a placeholder at this stage. */
export interface ResolvingPart<Types extends OptionTypes> {
  readonly name: string;
  readonly options: OptionValues<Types>;
  /** Every own option as text, declared by the recipe or not. */
  readonly texts: ReadonlyMap<string, string>;
  readonly location: string;
  /** Absolute buildout directory. */
  readonly directory: string;
  /** Directory or URL of the profile that wrote the `recipe` option. */
  readonly profileBase: string;
}

/** What a recipe may look at while the graph is being made. Everything read here counts in the signature. */
export interface ResolveContext {
  /** An option of another section, as `${section:option}` would give it; makes an edge. Also of the own one. */
  read(section: string, option: string, by: string): Result<string, RecipeFailure>;
  /** All options of another section; makes an edge. */
  readSection(section: string, by: string): Result<ReadonlyMap<string, string>, RecipeFailure>;
  /** The text (UTF-8, line ends as LF) of an input file, fetched and checked by the engine first. */
  readText(source: SourceRequest): Result<Source, RecipeFailure>;
  /** The content of an input file as it is, fetched and checked by the engine first. */
  readBytes(source: SourceRequest): Result<Uint8Array, RecipeFailure>;
  /**
   * Whether a part of this release makes the file: it may not be there yet, or be an old one. Such an input is read by
   * `install`, and is in the signature through the part that makes it.
   */
  isMade(source: SourceRequest): boolean;
  /** Resolves references in a text as if it were an option of this part. `$$` is left as it is. */
  substitute(text: Source): Result<string, RecipeFailure>;
  /** An option of `[buildout]`, `undefined` when it is not set. */
  buildout(option: string): string | undefined;
}

/** The answer of `resolve`: all that planning needs to know about a part. */
export interface Resolution {
  /**
   * Options the recipe sets; later readers see them. `part.location` inside them becomes the real location. What is no
   * string is read by others as the text of a Python literal, `!py!…`; `typedFrom` makes such values from JSON.
   */
  readonly exports?: Readonly<Record<string, TypedValue>>;
  /** `own`: the part is one directory that the engine places, records and removes. `none`: `install` returns its paths. */
  readonly location: 'own' | 'none';
  /** The part may live in the shared store. Only with location `own`. */
  readonly shared?: boolean;
  /** What `install` will fetch; local ones count in the signature by content. */
  readonly sources?: readonly SourceRequest[];
  /** Absolute paths outside its location that `install` will create; no two parts may claim one path. */
  readonly outputs?: readonly string[];
  /** `update` has something to do even when nothing changed. */
  readonly updates?: boolean;
  /** Narrows `updates`: there is only something to do when one of these is not as the last run left it. */
  readonly watched?: WatchedPaths;
  /**
   * Further facts that decide the content and stand in no option; they enter the signature. A name goes on where a plan
   * says "because its", as `rendered text` does.
   */
  readonly facts?: Readonly<Record<string, string>>;
  /** Says what of the options and of what was read decides the content, where that is not all of it. */
  readonly narrowed?: Narrowed;
  /**
   * Texts for `install` and `update`, which get them back unchanged as `part.carried`. They are not in the signature:
   * what decides content in them stands in options, in `facts` (as a digest), or was read through the context.
   */
  readonly carried?: Readonly<Record<string, string>>;
}

/** What a recipe found to decide the content, where options give more than it turned out to need. */
export interface Narrowed {
  /**
   * Own options that decide nothing but through this: they are not in the signature, nor is any value of another section
   * that was read through the context.
   */
  readonly options: readonly string[];
  /** Absolute paths of files and folders that options name: of what is there, only what was read through the context counts. */
  readonly paths: readonly string[];
  /** The texts that decide in their place, by names as `facts` have. Their digests are in the signature: they may be secret. */
  readonly values: Readonly<Record<string, string>>;
}

/** Absolute paths that a part keeps as they are. */
export interface WatchedPaths {
  /** Must be there, whatever is in them. */
  readonly presence?: readonly string[];
  /** Files whose content and mode must stay. */
  readonly content?: readonly string[];
}

/** A part while it is being installed or updated. */
export interface InstallingPart<Types extends OptionTypes> extends ResolvingPart<Types> {
  /** Absolute path, `@@LOCATION@@` in options is replaced. Exists, empty, when `install` starts (location `own`). */
  readonly location: string;
  readonly shared: boolean;
  /** Where the previous install put its paths; empty at a first install. */
  readonly recorded: readonly string[];
  /** What this run's `resolve` left in `Resolution.carried`. */
  readonly carried: Readonly<Record<string, string>>;
}

export interface Installed {
  /** `false` from an `update` that found everything as it should be; the part then counts as unchanged. */
  readonly changed?: boolean;
  /**
   * Paths created outside `location`, absolute or relative to the buildout directory; removed on uninstall. One path, or
   * several in an array or in anything else that gives them one by one. Without it nothing is recorded, which an
   * `install` with location `none` is warned about; an `update` keeps its record in any case.
   */
  readonly paths?: string | Iterable<string>;
}

/** The only way of a recipe to the outside. Every method honours cancellation and names what it did in the part's log. */
export interface InstallContext {
  /** The content of a source as a local path (file or directory) that must not be modified. */
  fetch(source: SourceRequest): Promise<Result<FetchedSource, FetchFailure | FileFailure | Cancelled>>;
  /** Unpacks an archive, or copies a directory, into `destination`, under the member policy. */
  unpack(
    archive: string,
    destination: string,
    options: UnpackOptions,
  ): Promise<Result<Unpacked, UnpackFailure | FileFailure | Cancelled>>;
  run(command: Command): Promise<Result<CommandOutput, CommandFailure | FileFailure | Cancelled>>;
  /**
   * As `run`, for the command that starts the `./configure` of `command.cwd`, once for a part. A script of autoconf may
   * be given answers that it found out earlier under the same conditions. An answer with `spoilt` says that this did not
   * do: empty the location, make the sources anew and configure with `fresh`.
   */
  configure(
    command: Command,
    options?: ConfigureOptions,
  ): Promise<Result<ConfigureOutput, CommandFailure | FileFailure | Cancelled>>;
  readonly files: Files;
  readonly log: PartLog;
  /** Tells what is being done: `fetch`, `unpack`, `configure`, `make`, `install`, or the recipe's own word. */
  phase(name: string): void;
  /** The environment of commands: PATH, HOME, TMPDIR, LANG, TZ, SOURCE_DATE_EPOCH, and names passed on purpose. A fresh copy. */
  environment(): Record<string, string>;
  /** An empty directory of this part's own, outside its location, removed at the end. */
  temporaryDirectory(): Promise<Result<string, FileFailure>>;
  /** Announces paths that are removed if this install or update fails. */
  created(...paths: readonly string[]): void;
  readonly signal: AbortSignal;
}

/** Variables of a command. */
export type CommandEnvironment = Readonly<Record<string, string>>;

/** What a recipe computes the environment of its commands from. */
export type EnvironmentContext = Pick<InstallContext, 'environment'>;

export interface FetchedSource {
  readonly path: string;
  readonly isDirectory: boolean;
}

export interface UnpackOptions {
  /** `auto` strips one level if and only if the archive has exactly one entry at the top and it is a directory. */
  readonly strip: 'auto' | 'always' | 'never';
  /** Environment of external decompressors; its `PATH` finds them. The engine's own without it. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Unpacked {
  /** Names at the top of `destination`, sorted by code points. */
  readonly top: readonly string[];
}

export interface Command {
  /** Program and arguments; a program without a slash is looked up in `env.PATH`. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** A file given as standard input; nothing without it. */
  readonly stdin?: string;
  /**
   * Cores that it uses; it does not start before it has them. `shared`: one, and as many more as are free at any time,
   * for `make`, `ninja`, `cargo` and whatever else knows make's jobserver. A number from 1 on: so many, as far as the
   * run has them, and `make` is told that number. One without it. `MAKEFLAGS` in `env` always stands, and a `shared`
   * command that has it gets one core.
   */
  readonly cores?: number | 'shared';
}

export interface CommandOutput {
  /** Standard output, UTF-8, at most 1 MiB from its start. */
  readonly stdout: string;
}

export interface ConfigureOptions {
  /** The script finds out everything itself. */
  readonly fresh?: boolean;
}

export interface ConfigureOutput extends CommandOutput {
  /** What lies in the location now is no good. Never with `fresh`. */
  readonly spoilt: boolean;
}

export interface PartLog {
  info(message: string): void;
  warn(message: string): void;
}

/** Kinds of things at a path, a symbolic link not followed. */
export type FileKind = 'file' | 'directory' | 'symlink' | 'other';

export interface FileStatus {
  readonly kind: FileKind;
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  readonly size: number;
}

type FileResult<Value> = Promise<Result<Value, FileFailure>>;

/** File operations of a recipe. Paths are absolute, or relative to the buildout directory. */
export interface Files {
  /** A mode as a new file gets it: less the umask of every run, 022. */
  lessUmask(mode: number): number;
  /** Status without following a link; `undefined` when nothing is there. */
  status(path: string): FileResult<FileStatus | undefined>;
  /** The content, or its first `limit` bytes. */
  read(path: string, limit?: number): FileResult<Buffer>;
  /** Writes a new file (an old file or link at the path is removed first) and makes missing parents. Mode: less umask unless `exact`. */
  write(
    path: string,
    content: string | Uint8Array,
    options: { readonly mode: number; readonly exact?: boolean },
  ): FileResult<void>;
  /** Makes a directory and its missing parents; an existing one is left as it is. Answers whether it was made. */
  makeDirectory(path: string, mode?: number): FileResult<boolean>;
  list(path: string): FileResult<readonly string[]>;
  /** Removes a file, a link, or a directory with its content; nothing there is fine. */
  remove(path: string): FileResult<void>;
  symlink(target: string, path: string): FileResult<void>;
  /** Copies a file (mode kept) or a directory with its content (modes and symlinks kept). */
  copy(from: string, to: string): FileResult<void>;
  move(from: string, to: string): FileResult<void>;
  changeMode(path: string, mode: number): FileResult<void>;
  /** Absolute path with every link followed; `undefined` when nothing is there. */
  realPath(path: string): FileResult<string | undefined>;
}
