import type { StoreFiles, StoreView } from '../store/index.js';
import type { RecipeDefinition, Files, OptionDecoder, OptionTypes } from '../recipe/index.js';
import type { Claims } from './claims.js';
import type { Cores } from './cores.js';
import type { CostHistory } from './cost.js';
import type { PartEvent } from './events.js';
import type { Stopwatches } from './stopwatches.js';
import type { Archiver, Clock, CommandRunner, Fetcher, Locks, ReleaseFiles } from './ports.js';
import type { ProbeFiles } from './probe-ports.js';

/**
 * What a failed part does to the others: `finish` starts nothing new and waits for what runs; `continue` builds all
 * that does not need it; `stop` ends what runs.
 */
export type AfterFailure = 'finish' | 'continue' | 'stop';

/** Limits in seconds; none where nothing is said. */
export interface Limits {
  /** For each command. */
  readonly commandSeconds?: number;
  /** For a command that prints nothing. */
  readonly silenceSeconds?: number;
  /** For each part, waiting for locks and cores included. */
  readonly partSeconds?: number;
  /** For the whole run. */
  readonly runSeconds?: number;
}

/** Settings of one run that reach recipes. */
export interface RunSettings {
  /** Absolute buildout directory. */
  readonly directory: string;
  /** Directories that hold more than one part, absolute: the release, `parts`, `bin`, stores. Never removed. */
  readonly kept: readonly string[];
  readonly offline: boolean;
  /** Cores that all commands share, inner `make` jobs included. */
  readonly jobs: number;
  /** Parts running at once; 1: in the order of the plan. */
  readonly partsAtOnce: number;
  readonly jobserver: boolean;
  readonly probeCache: boolean;
  readonly afterFailure: AfterFailure;
  readonly keepFailed: boolean;
  readonly limits: Limits;
  /** What a failed reinstall leaves: what was there before, or, as in buildout, nothing. */
  readonly failedReinstall: 'restore' | 'forget';
  /** Variables passed on purpose, beside the fixed ones. */
  readonly passedEnvironment: Readonly<Record<string, string>>;
  /** Who built it, for manifests and locks: `slapbuild/<version>`. */
  readonly builder: string;
  readonly store: StoreView | undefined;
}

/** What executing works with: the outside world as ports. */
export interface RunPorts {
  readonly files: Files;
  readonly fetcher: Fetcher;
  readonly archiver: Archiver;
  readonly commands: CommandRunner;
  readonly locks: Locks;
  readonly release: ReleaseFiles;
  readonly storeFiles: StoreFiles;
  readonly clock: Clock;
  /** Bytes that processes can take now without disturbing others. */
  readonly availableMemory: () => Promise<number>;
  readonly probes: ProbeFiles;
}

/** One run, handed through the functions of this stage. */
export interface Run {
  readonly settings: RunSettings;
  readonly ports: RunPorts;
  readonly cores: Cores;
  readonly history: CostHistory;
  readonly watches: Stopwatches;
  /** Which part has recorded which path, as the run goes on. */
  readonly claims: Claims;
  /** Failed parts whose trees stay at the places of the parts. */
  readonly keptTrees: Set<string>;
  /** Which part comes first where several wait for one thing: the smaller. */
  readonly rankOf: (part: string) => number;
  readonly signal: AbortSignal;
  readonly emit: (event: PartEvent) => void;
  readonly decoder: (definition: RecipeDefinition) => OptionDecoder<OptionTypes>;
  /** Whether an input is not as it was when the signature was computed. */
  readonly hasChanged: (path: string) => boolean;
  /** A recipe by its canonical name, for uninstalling; a recipe that is gone is no obstacle. */
  readonly recipe: (name: string) => RecipeDefinition | undefined;
}
