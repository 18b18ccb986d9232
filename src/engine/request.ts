import type { Diagnostic } from './diag/index.js';
import type { AfterFailure, Execution, Limits, RunReview } from './execute/index.js';
import type { Plan } from './plan/index.js';
import type { MachineConditions } from './ports.js';
import type { RecipeDefinition } from './recipe/index.js';
import type { PlaceOfWord, ResolvedProfile } from './resolve/index.js';

/** What to build. Everything a run depends on is here: the engine reads no environment variable and no argument. */
export interface BuildRequest {
  /** Absolute path or http(s) URL of the main profile. */
  readonly profile: string;
  /** Directory that relative names of a run belong to: assignments, `buildout:extends=`, a URL profile. Absolute. */
  readonly workingDirectory: string;
  /** `section:option=value` as on the command line, operators allowed. */
  readonly assignments?: readonly string[];
  /** `~` in profiles. */
  readonly home?: string;
  /** Answers that header conditions get instead of those of this machine. */
  readonly conditions?: ConditionSettings;
  /** Variables that header conditions may read with `os.environ`; none without it. */
  readonly conditionVariables?: Readonly<Record<string, string>>;
  /** `-v` and `-q` of buildout, ten each; visible to profiles as `${buildout:verbosity}`. */
  readonly verbosity?: number;
  /** Overrides `[buildout] socket-timeout`, in seconds. */
  readonly socketTimeout?: number;
  /** Only these parts, with what they need and miss; nothing is uninstalled but what they replace. */
  readonly parts?: readonly string[];
  /** Where the user of the caller has written the profile and the names of parts; for messages. */
  readonly placeOf?: PlaceOfWord;
  /** `slapos` (default): each profile is merged once, needs count in signatures. `zc`: as zc.buildout. */
  readonly dialect?: 'slapos' | 'zc';
  /** Overrides `[buildout] offline`. */
  readonly offline?: boolean;
  /** Overrides `[buildout] newest`. */
  readonly newest?: boolean;
  /** User defaults file, read when it exists. */
  readonly userDefaults?: string;
  /** Store directories; `none` builds shared parts into the release. Without it `[buildout] shared-part-list` or the user's store. */
  readonly stores?: readonly string[] | 'none';
  /** The user's own store and download cache, used when nothing else says where. Absolute. */
  readonly userStore: string;
  readonly userCache: string;
  /** Cores for the whole run, shared with the `make` inside parts; default: all of the machine. */
  readonly jobs?: number;
  /** Parts built at once; default: `jobs`. 1 gives buildout's order. */
  readonly partsAtOnce?: number;
  /** `false`: commands are no clients of the run's jobserver, each uses one core. */
  readonly jobserver?: boolean;
  /** `false`: what `configure` scripts found out is not kept for others. */
  readonly probeCache?: boolean;
  readonly afterFailure?: AfterFailure;
  /** The tree of a failed part, and the folders its commands used, stay where the failure names them. */
  readonly keepFailed?: boolean;
  readonly limits?: Limits;
  /** Absolute path of a lock: what differs from it is refused before anything runs. User defaults are left out then. */
  readonly frozen?: string;
  /** Variables passed to commands on purpose; their values count in signatures. */
  readonly passEnvironment?: Readonly<Record<string, string>>;
  /** Recipes besides the built-in ones; they win over built-in ones of the same name. */
  readonly recipes?: readonly RecipeDefinition[];
}

/** What header conditions are asked about. */
export interface ConditionSettings {
  /** Version of the Python that profiles are written for; default 3.11.0. */
  readonly python?: MachineConditions['python'];
  readonly implementation?: MachineConditions['implementation'];
  /** `sys.platform`. */
  readonly sysPlatform?: string;
  /** `os.name`. */
  readonly osName?: string;
  /** `platform.system()`, and so on. */
  readonly system?: string;
  readonly machine?: string;
  readonly release?: string;
  readonly version?: string;
  readonly node?: string;
  readonly bits?: 32 | 64;
  /** By section: whether those of its conditions hold that cannot be decided. */
  readonly assumed?: Readonly<Record<string, boolean>>;
}

/**
 * How a run ended: `done`; `unchanged`: nothing had to be done; `failed`: a part failed, or the run took longer than its limit; `invalid`: profile, plan or
 * state are wrong and nothing was touched; `interrupted`: cancelled.
 */
export type BuildOutcome = 'done' | 'unchanged' | 'failed' | 'invalid' | 'interrupted';

export interface BuildResult {
  readonly outcome: BuildOutcome;
  /** Absolute release directory; `undefined` when the profile could not be read. */
  readonly directory: string | undefined;
  /** What the run set out to do; `undefined` when it came to no plan or was unchanged since the last run. */
  readonly plan: Plan | undefined;
  readonly execution: Execution | undefined;
  /** Of a run that made something. */
  readonly review?: RunReview;
  /** Errors and warnings, in the order met; those of parts are in it too. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanResult {
  /** Absolute release directory; `undefined` when the profile could not be read. */
  readonly directory: string | undefined;
  /** `undefined` when something is wrong; the diagnostics say what. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ResolveResult {
  /** `undefined` when something is wrong; the diagnostics say what. */
  readonly profile: ResolvedProfile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
