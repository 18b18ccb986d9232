import type { Result } from '../diag/index.js';
import type {
  Cancelled,
  Command,
  CommandFailure,
  CommandOutput,
  FetchedSource,
  FetchFailure,
  FileFailure,
  Files,
  SourceRequest,
  Unpacked,
  UnpackFailure,
  UnpackOptions,
} from '../recipe/index.js';

/**
 * Brings sources to this machine. Content with a sum is kept in a content-addressed cache and checked whenever it is
 * used; content without one is fetched at each call into a temporary file.
 */
export interface Fetcher {
  /** `source.url` is an http(s) or `file:` URL, or an absolute path. Local content is checked and used in place. */
  fetch(
    source: SourceRequest,
    options: FetchOptions,
  ): Promise<Result<FetchedSource, FetchFailure | FileFailure | Cancelled>>;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly offline: boolean;
  readonly onRetry?: (reason: string) => void;
}

/** Unpacks untrusted archives in a process of its own that can be killed; see the member policy in its implementation. */
export interface Archiver {
  /**
   * Unpacks into `destination` (made if missing; what is there stays). Everything is written to a temporary folder
   * beside it first: a refused or broken archive leaves `destination` untouched. A directory as `archive` is copied.
   */
  unpack(
    archive: string,
    destination: string,
    options: UnpackOptions & { readonly signal: AbortSignal },
  ): Promise<Result<Unpacked, UnpackFailure | FileFailure | Cancelled>>;
}

/** Runs commands, each in a process group that ends with it, with its cancellation, and with the engine itself. */
export interface CommandRunner {
  run(command: Command, options: RunOptions): Promise<Result<CommandOutput, CommandFailure | Cancelled>>;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** SIGTERM to the group, then SIGKILL after this many milliseconds. */
  readonly graceMillis: number;
  readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
  /** Descriptors of this process that the command inherits, by its own numbers from 4 on. */
  readonly inherited?: Readonly<Record<number, number>>;
  /** Whole time and silence limits in seconds; none without them. */
  readonly commandSeconds?: number;
  readonly silenceSeconds?: number;
  /** Called once, when nothing of the command runs any more, however it ended. */
  readonly onUsage?: (usage: CommandUsage) => void;
  /** Called now and then while a command runs that takes longer than a moment. */
  readonly onSample?: (sample: CommandSample) => void;
}

/** What a running command is seen to use, with all it started. */
export interface CommandSample {
  /** User and system time since its start. */
  readonly cpuMillis: number;
  readonly residentBytes: number;
}

/** What a command and all it started used. */
export interface CommandUsage {
  /** User and system time; 0 where the system does not tell. */
  readonly cpuMillis: number;
  /** Resident memory of all its processes at once, as far as it was seen; 0 for a command too short to be looked at. */
  readonly peakBytes: number;
}

/** Tokens that programs inside commands share by the protocol of GNU make's jobserver. */
export interface TokenPool {
  put(tokens: number): void;
  /** Takes up to `limit` tokens that are there, without waiting; answers how many. */
  take(limit: number): number;
  /** Throws away whatever is in it. */
  empty(): void;
  /** Opens it for one command; `undefined` when its `make` would not understand. */
  admit(user: TokenUser): Promise<Admission | undefined>;
  /** Removes it; what commands have open stays usable. */
  close(): void;
}

export interface TokenUser {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Tokens of the whole run. */
  readonly jobs: number;
}

/** What a command needs to find a pool. */
export interface Admission {
  readonly makeFlags: string;
  readonly inherited: Readonly<Record<number, number>>;
  /** Nothing of the command runs any more. */
  close(): void;
}

/** Makes an empty pool with its files in a folder of `directory`; `undefined` where it cannot be had. */
export type OpenTokenPool = (directory: string) => Promise<TokenPool | undefined>;

/** Kernel locks that vanish with their process; who asked first gets them first. */
export interface Locks {
  /**
   * Waits until the lock is held. `onWait` is called when it has to wait, with the holder's own description, and again
   * when somebody else holds it.
   */
  acquire(path: string, options: LockOptions): Promise<Result<Lock, FileFailure | Cancelled>>;
}

export interface LockOptions {
  /** What the holder writes about itself for those who wait, for example `slapbuild/1.0 building libevent`; its process id is added. */
  readonly holder: string;
  readonly signal: AbortSignal;
  readonly onWait: (holder: string) => void;
}

export interface Lock {
  release(): Promise<void>;
}

/** Makes the file operations of a recipe, relative paths below `directory`. */
export type FilesFactory = (directory: string) => Files;

/** Where a part's output goes; the file is made at the first write, and an older one does not outlive it. */
export interface LogWriter {
  readonly path: string;
  /** Bytes written so far. */
  readonly size: number;
  write(chunk: Buffer | string): void;
  /** What was written from a size on, at most its last `limit` bytes; empty when the log cannot be read. */
  readFrom(size: number, limit: number): string;
  close(): void;
}

/** A part's own temporary folder, outside its location, made when it is first needed. */
export interface Scratch {
  readonly path: string;
  /** Makes it, empty but for `home`, `tmp` and `work`; later calls do nothing. */
  make(): Promise<Result<void, FileFailure>>;
  remove(): Promise<void>;
}

/** Notes about failed parts, as texts. */
export interface FailedNotes {
  /** `undefined` when there is none. */
  read(part: string): string | undefined;
  write(part: string, text: string): Result<void, FileFailure>;
  forget(part: string): void;
  all(): readonly string[];
}

/** The engine's own files of one release directory, below `.slapbuild`. */
export interface ReleaseFiles {
  /** The lock of the release, held from before planning to the end of a run. */
  readonly lockPath: string;
  readonly journalPath: string;
  /** For temporary files; the next run removes what is left there. */
  readonly temporaryPath: string;
  /** The journal's text, empty when there is none. */
  readJournal(): Result<string, FileFailure>;
  /** Replaces the journal as a whole, atomically and synced. */
  replaceJournal(text: string): Result<void, FileFailure>;
  /** Writes a file of the release atomically: a reader sees the old text or the new one. */
  writeText(path: string, text: string): Result<void, FileFailure>;
  /** The text of a file; `undefined` when nothing is there. */
  readText(path: string): Result<string | undefined, FileFailure>;
  /** Removes a file; nothing there is fine. */
  removeFile(path: string): Result<void, FileFailure>;
  /** The record of the last successful run, for the shortcut; `undefined` when there is none. */
  readLastRun(): string | undefined;
  writeLastRun(text: string): void;
  /** No later run may take the shortcut past this one. */
  forgetLastRun(): Result<void, FileFailure>;
  /** What is known of failed parts whose trees were kept. */
  readonly failed: FailedNotes;
  /** Removes trees set aside, which only a killed run leaves, and temporary folders but those of the parts `spared`. */
  clean(spared: readonly string[]): void;
  close(): void;
  /** Appends to the journal. With `sync` it is on its way to the disk from then on; `flush` waits for that. */
  append(text: string, options: { readonly sync: boolean }): Result<void, FileFailure>;
  /** Waits until every synced entry is on the disk. */
  flush(): Promise<Result<void, FileFailure>>;
  openLog(part: string): LogWriter;
  openScratch(part: string): Scratch;
  /** Where the tree of a part that is being replaced waits; nothing is there. */
  replacedPath(part: string): string;
}

/** Milliseconds of a clock that never goes back. */
export type Clock = () => number;
