import type { Diagnostic, Span } from '../diag/index.js';
import type { ProfileFailure } from '../profile/index.js';

export type ResolveFailure = LoadingFailure | SectionFailure;

/** What can go wrong before sections are merged. */
export type LoadingFailure =
  | ProfileMistake
  | ProfileNotFound
  | ExtendsNotFound
  | ProfileUnreadable
  | DownloadFailed
  | CacheDirectoryMissing
  | LockFailure
  | ExtendsCycle
  | { readonly kind: 'extended-by'; readonly at: Span }
  | { readonly kind: 'extends-cache-substitution'; readonly at: Span }
  | { readonly kind: 'local-from-remote'; readonly name: string; readonly at: Span; readonly through: Through }
  | { readonly kind: 'too-many-profiles'; readonly limit: number; readonly at: Span }
  | { readonly kind: 'cli-invalid-assignment'; readonly reason: 'colons' | 'no-equals' | 'no-name'; readonly at: Span };

/** A mistake in the text of a profile. */
export interface ProfileMistake {
  readonly kind: 'profile-mistake';
  readonly mistake: ProfileFailure;
  readonly through: Through;
}
/** The places that led to a profile, innermost first: who extends it, who extends that one. */
export type Through = readonly Span[];

/** The main profile does not exist. */
export interface ProfileNotFound {
  readonly kind: 'profile-not-found';
  readonly location: string;
  readonly at: Span;
}
/** A name in `extends` leads nowhere. */
export interface ExtendsNotFound {
  readonly kind: 'extends-not-found';
  readonly name: string;
  readonly location: string;
  readonly at: Span;
  readonly through: Through;
}
export interface ProfileUnreadable {
  readonly kind: 'profile-unreadable' | 'encoding-error';
  readonly location: string;
  readonly reason: string;
  readonly at: Span;
  readonly through: Through;
}
export interface DownloadFailed {
  readonly kind: 'download-failed' | 'offline-download';
  readonly location: string;
  readonly reason: string;
  readonly at: Span;
  readonly through: Through;
}
/** `--frozen`, and a profile is not the one that the lock names, or stands not in it. */
export interface LockFailure {
  readonly kind: 'lock-mismatch' | 'not-locked';
  readonly location: string;
  readonly lock: string;
  /** SHA-256 in hex; `undefined` for a profile that is not in the lock. */
  readonly digests: { readonly locked: string; readonly found: string } | undefined;
  readonly at: Span;
  readonly through: Through;
}
export interface CacheDirectoryMissing {
  readonly kind: 'cache-directory-missing';
  readonly directory: string;
  readonly at: Span;
}
/** A profile extends itself through others. `chain` holds each step; the last one closes the cycle. */
export interface ExtendsCycle {
  readonly kind: 'extends-cycle';
  readonly chain: readonly [ExtendsStep, ...ExtendsStep[]];
}
export interface ExtendsStep {
  readonly at: Span;
  readonly from: string;
  readonly to: string;
}

/** What can go wrong while sections are resolved. */
export type SectionFailure =
  | ProfileMistake
  | UnknownPart
  | MissingSection
  | MissingOption
  | CircularReference
  | BadReference
  | BadLiteral
  | MacroFailure
  | PartWithoutRecipe
  | {
      readonly kind: 'section-refused';
      readonly section: string;
      readonly diagnostic: Diagnostic;
      readonly trail: Trail;
    }
  | SectionAlreadyExists
  | { readonly kind: 'nested-too-deeply'; readonly section: string; readonly at: Span; readonly limit: number }
  | ValueTooLong
  | BadOption;

/** References bring more text together than any option needs. */
export interface ValueTooLong {
  readonly kind: 'value-too-long';
  readonly section: string;
  readonly option: string;
  /** Characters. */
  readonly limit: number;
  readonly at: Span;
}

/** The references that led to a place, innermost first. */
export type Trail = readonly Span[];

/** A part that is asked for by its name is not in the profile. */
export interface UnknownPart {
  readonly kind: 'unknown-part';
  readonly part: string;
  readonly at: Span;
  /** Of the section of this name, which has no recipe; `undefined` when there is none. */
  readonly header: Span | undefined;
  /** An option of that section that was perhaps meant as its recipe. */
  readonly written: string | undefined;
  /** The parts that the profile asks for. */
  readonly wanted: readonly string[];
  readonly nearest: string | undefined;
}

/** A reference, `parts` or a recipe names a section that no layer has. */
export interface MissingSection {
  readonly kind: 'missing-section';
  readonly section: string;
  readonly at: Span;
  readonly trail: Trail;
  readonly hint: string;
}
/** A reference names an option that no layer of the section sets; or nothing sets `parts` of `[buildout]`. */
export interface MissingOption {
  readonly kind: 'missing-option';
  readonly section: string;
  readonly option: string;
  /** The reference itself, not the line that holds it. */
  readonly at: Span;
  readonly trail: Trail;
  /** The first header of every layer that contributed to the section. */
  readonly declaredAt: readonly Span[];
  readonly hint: string | undefined;
  /** The section's recipe may yet set the option, but needs this reference first. */
  readonly isUnfinished: boolean;
}
/** Resolving an option needs its own value. Each step is the reference that leads to the option it names. */
export interface CircularReference {
  readonly kind: 'circular-reference';
  readonly chain: readonly [ReferenceStep, ...ReferenceStep[]];
}
export interface ReferenceStep {
  readonly at: Span;
  readonly section: string;
  readonly option: string;
}
/** Text between `${` and `}` that is no reference. */
export interface BadReference {
  readonly kind:
    'substitution-no-colon' | 'substitution-too-many-colons' | 'substitution-bad-section' | 'substitution-bad-option';
  readonly text: string;
  /** Completes "`text` …". */
  readonly problem: string;
  readonly hint: string;
  readonly at: Span;
  readonly trail: Trail;
}
/** What stands behind `!py!` is no Python literal. */
export interface BadLiteral {
  readonly kind: 'bad-literal';
  readonly section: string;
  readonly option: string;
  readonly problem: string;
  /** The part of the text that is to blame. */
  readonly found: string;
  /** The value, where references had to be replaced to get it. */
  readonly substituted: string | undefined;
  /** What is to blame, or the reference that brought it. */
  readonly at: Span;
}
/** `parts` names a section that is no part. */
export interface PartWithoutRecipe {
  readonly kind: 'part-without-recipe';
  readonly section: string;
  readonly at: Span;
  readonly header: Span;
  /** An option that was perhaps to be `recipe`. */
  readonly written: { readonly option: string; readonly at: Span } | undefined;
}
/** A recipe adds a section that is there. */
export interface SectionAlreadyExists {
  readonly kind: 'section-already-exists';
  readonly section: string;
  readonly at: Span;
  readonly first: Span;
  /** The part whose recipe adds it. */
  readonly by: { readonly section: string; readonly at: Span };
}
export type MacroFailure = MacroMissingSection | MacroLoop;

/** Each step of `chain` is the name of the next macro; the last one is that of `section`. */
export interface MacroLoop {
  readonly kind: 'macro-loop';
  readonly section: string;
  readonly chain: readonly [Span, ...Span[]];
}

export interface MacroMissingSection {
  readonly kind: 'macro-missing-section';
  readonly section: string;
  readonly macro: string;
  readonly at: Span;
  readonly trail: Trail;
  readonly hint: string;
}
/** An option of `[buildout]` whose value cannot be used. */
export interface BadOption {
  readonly kind:
    | 'invalid-boolean'
    | 'invalid-log-level'
    | 'invalid-verbosity'
    | 'option-conflict'
    | 'key-error'
    | 'ambiguous-relative-path';
  readonly option: string;
  readonly value: string;
  readonly at: Span;
  /** Where the other option of a conflict is set. */
  readonly other?: Span;
  /** For a name: one that there is. */
  readonly nearest?: string | undefined;
}
