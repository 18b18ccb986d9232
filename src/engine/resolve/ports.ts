import type { Diagnostic, Result, Source, Span } from '../diag/index.js';

/** One profile as it was read: canonical location, the name for people, the text. */
export interface LoadedProfile {
  /** Canonical identity, for "each file once" and for cycles: an absolute real path or a normalised URL. */
  readonly location: string;
  readonly source: Source;
  /** SHA-256 of the bytes as they were read, in hex; computed when it is asked for. */
  sha256(): string;
}

/** Why a profile could not be read. `reason` is the system's or the server's word, for people. */
export type LoadFailure =
  | { readonly kind: 'not-found'; readonly location: string }
  | { readonly kind: 'unreadable'; readonly location: string; readonly reason: string }
  | { readonly kind: 'bad-encoding'; readonly location: string; readonly offset: number }
  | DownloadProblem
  | { readonly kind: 'offline'; readonly location: string }
  | LockMismatch
  | { readonly kind: 'not-locked'; readonly location: string; readonly lock: string }
  | { readonly kind: 'cache-directory-missing'; readonly directory: string };

/** A server did not give a profile. */
export interface DownloadProblem {
  readonly kind: 'download-failed';
  readonly location: string;
  readonly reason: string;
  /** The server says that there is none. */
  readonly isAbsent?: boolean;
}

/** A profile is not what its lock says. The digests are SHA-256 in hex. */
export interface LockMismatch {
  readonly kind: 'lock-mismatch';
  readonly location: string;
  /** The lock file, for people. */
  readonly lock: string;
  readonly locked: string;
  readonly found: string;
}

/** How remote profiles may be fetched; taken from what was merged before the first remote one (spec 4.4, 14). */
export interface LoadOptions {
  readonly offline: boolean;
  /** A cached copy may be used without asking the server when false. */
  readonly newest: boolean;
  /** Absolute directory of `extends-cache`, if set. */
  readonly cacheDirectory: string | undefined;
  /** Where `extends-cache` is set. */
  readonly cacheSetAt?: Span | undefined;
  /** SHA-256 that the profile must have, in hex: a copy that has it is as good as asking the server. */
  readonly sha256?: string | undefined;
}

/**
 * Reads profiles. `location` is an absolute path or an http(s) URL, already joined to its base. Local files answer at
 * once, so that a run without remote profiles never waits.
 */
export interface ProfileLoader {
  load(
    location: string,
    options: LoadOptions,
  ): Result<LoadedProfile, LoadFailure> | Promise<Result<LoadedProfile, LoadFailure>>;
  /** The canonical form of a location that may or may not exist (real path of a file, normalised URL). */
  canonical(location: string): string;
}

/** A section that is being initialised, as its recipe may see it. Every method is synchronous and records edges. */
export interface SectionInProgress {
  readonly name: string;
  /** Every own option after macros and references, sorted by name (code points). */
  readonly options: ReadonlyMap<string, string>;
  /** Where the section's first header stands. */
  readonly header: Span;
  /** Directory (path, or URL without its last component) of the profile that wrote the `recipe` option. */
  readonly profileBase: string;
  /** Paths that own options write as `${:_profile_base_location_}/…`: files beside profiles, whose content counts. */
  profileFiles(): readonly string[];
  /**
   * Where the value of an option stands: what of it holds `text`, or the reference that brought that; without one the
   * first line. The header for options nobody wrote.
   */
  spanOf(option: string, text?: string): Span;
  /** Where the name of an option stands. */
  nameSpanOf(option: string): Span;
  /**
   * Parts this section needs, in the order met: sections with a recipe it refers to, directly or through sections
   * without one, that were finished before it. Grows while `read` and `substitute` are used.
   */
  needs(): readonly string[];
  /** Reads an option of another section, as `${section:option}` would. `by` is the option that asks for it. */
  read(section: string, option: string, by: string): Result<string, Diagnostic>;
  /** Every option of another section, its recipe's exports included; an edge like `read`. */
  readSection(section: string, by: string): Result<ReadonlyMap<string, string>, Diagnostic>;
  /**
   * Adds the sections of a text in profile syntax and initialises them at once, so that their parts precede this one.
   * A section that exists already is a failure.
   */
  addSections(text: Source): Result<void, Diagnostic>;
  /** Substitutes references in a text from outside the profile, as if it were an option of this section. */
  substitute(text: Source): Result<string, Diagnostic>;
}

/** What a recipe adds to its section: options that later readers see. */
export interface InitialisedSection {
  readonly exports: ReadonlyMap<string, string>;
}

/** Called once for each section with a recipe, at the moment its own options are resolved (spec 8.3, 10.3). */
export interface SectionInitialiser {
  initialise(section: SectionInProgress): Result<InitialisedSection, Diagnostic>;
  /** Whether parts with this recipe get a directory of their own, which their options call `@@LOCATION@@`. */
  hasDirectory?(recipe: string): boolean;
}

/** A section as everything after resolving sees it. */
export interface ResolvedSection {
  readonly name: string;
  readonly header: Span;
  /** Own options after macros, references and exports, sorted by name (code points). */
  readonly options: ReadonlyMap<string, string>;
  /** Parts it needs, see `SectionInProgress.needs`. */
  readonly needs: readonly string[];
  /** Options that some reference or recipe of another section read. */
  readonly read: ReadonlySet<string>;
  /** As in `SectionInProgress`. */
  spanOf(option: string, text?: string): Span;
}

/** The outcome of resolving: only sections in use are present. */
export interface ResolvedProfile {
  /** Absolute buildout directory. */
  readonly directory: string;
  readonly sections: ReadonlyMap<string, ResolvedSection>;
  /** Names of parts in buildout's installation order (spec 10.3). */
  readonly parts: readonly string[];
  /** The parts to install: those that were named, in the order given; otherwise all of `parts`. */
  readonly requested: readonly string[];
  /** Local files and URLs that were merged, in merge order. */
  readonly layers: readonly LoadedProfile[];
  readonly warnings: readonly Diagnostic[];
  /** Every `section:option` that some reference in the merged profile names, in use or not; `:option` for `${:option}`. */
  readonly referencedNames: ReadonlySet<string>;
}
