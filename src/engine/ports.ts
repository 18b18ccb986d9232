import type {
  Archiver,
  Clock,
  CommandRunner,
  Fetcher,
  FilesFactory,
  Locks,
  OpenTokenPool,
  ProbeFiles,
  ReleaseFiles,
} from './execute/index.js';
import type { InputReader } from './graph/index.js';
import type { StampOf } from './installed/index.js';
import type { LayerRequest, ProfileLoader } from './resolve/index.js';
import type { StoreFiles } from './store/index.js';

/** The machine, as far as it decides the content of parts. */
export interface Machine {
  /** `os`, `arch`, `libc`: the platform tuple. */
  readonly platform: Readonly<Record<string, string>>;
  /** Digest of the version texts of the compilers and binary tools on the command path. */
  readonly toolchain: string;
  /** Files that the two depend on. */
  readonly paths: readonly string[];
}

/** What header conditions can ask about. */
export type MachineConditions = LayerRequest['conditions'];

/** The outside world of a run: implemented in `src/platform`, replaced by fakes in tests. */
export interface EnginePorts {
  readonly version: string;
  readonly cores: number;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly stampOf: StampOf;
  /** Milliseconds since 1970; 0 when nothing is there. */
  readonly changeTime: (path: string) => number;
  readonly exists: (path: string) => boolean;
  /** What header conditions are asked about, but for the variables. */
  readonly conditions: () => MachineConditions;
  readonly openRelease: (directory: string) => ReleaseFiles;
  /** Everything that a run with nothing to do never needs; loaded then and not before. */
  readonly load: () => Promise<WorkPorts>;
}

export interface LoaderOptions {
  readonly signal: AbortSignal;
  /** The user's own cache: it keeps remote profiles where no `extends-cache` does. Absolute. */
  readonly cacheDirectory: string;
}

/** Files of what parts took when they were made. None of this can fail: durations are a help. */
export interface TimingFiles {
  /** `undefined` when there is none, or none that could be right. */
  read(path: string): string | undefined;
  /** The last bytes of a file. */
  readEnd(path: string, bytes: number): string | undefined;
  /** Atomically: a reader sees the old text or the new one. */
  write(path: string, text: string): void;
}

/** What only a run that looks at profiles and parts needs. */
export interface WorkPorts {
  readonly makeLoader: (options: LoaderOptions) => ProfileLoader;
  readonly makeReader: () => InputReader;
  readonly makeFetcher: (cacheDirectory: string) => Fetcher;
  readonly files: FilesFactory;
  readonly archiver: Archiver;
  readonly commands: CommandRunner;
  readonly openTokenPool: OpenTokenPool;
  readonly locks: Locks;
  readonly storeFiles: StoreFiles;
  /** Bytes that processes can take now without disturbing others. */
  readonly availableMemory: () => Promise<number>;
  /** What `configure` scripts found out, in the user's own cache. */
  readonly makeProbeFiles: (cacheDirectory: string) => ProbeFiles;
  readonly timingFiles: TimingFiles;
  /** `cacheDirectory` keeps the version texts of tools that did not change. */
  readonly readMachine: (options: { readonly path: string; readonly cacheDirectory: string }) => Promise<Machine>;
}
