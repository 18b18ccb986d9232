import type { Diagnostic, Span } from '../diag/index.js';

/** How a value is made, and how those are made that it refers to. */
export interface Explanation {
  readonly asked: ExplainedValue;
  /** By `section:option`, the one asked for first; each is explained once, so circles end. */
  readonly values: ReadonlyMap<string, ExplainedValue>;
}

export interface ExplainedValue {
  readonly section: string;
  readonly option: string;
  readonly outcome: Outcome;
  /** The recipe that sets the option; what profiles say about it does not count then. */
  readonly recipe: string | undefined;
  /** What profiles, the command line and the engine say, in the order in which it applies. */
  readonly steps: readonly ExplainedStep[];
  /** What the winning text refers to, in its order; each once. */
  readonly references: readonly ExplainedReference[];
}

/** A value, or the mistake that it depends on. */
export type Outcome =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unresolved'; readonly cause: Diagnostic };

/**
 * One thing that is said about an option. `implicit`: the empty value that an operator is applied to when there is none;
 * `directory`: the engine made a path absolute, from where it was set; `joined`: it put a directory below the buildout
 * directory.
 */
export interface ExplainedStep {
  readonly operation: 'set' | 'add' | 'remove' | 'implicit' | 'directory' | 'joined';
  readonly value: string;
  readonly by: 'default' | 'computed' | 'file' | 'command-line';
  /** The option's name, where it is said. */
  readonly at: Span;
  /** The section in which it is said: that of a macro where the option comes from one. */
  readonly section: string;
  /** Something later replaced it. */
  readonly isOverridden: boolean;
  /** Where profiles extend the one that says it, innermost first. */
  readonly through: readonly Span[];
}

/**
 * `value`: in `Explanation.values`; `implied`: every section has the option without saying so; `missing`: it has not been
 * set, and `recipe` is the one that could yet have done so.
 */
export type ExplainedReference = Named &
  (
    | { readonly kind: 'value' }
    | { readonly kind: 'implied'; readonly value: string }
    | { readonly kind: 'missing'; readonly recipe: string | undefined }
  );

interface Named {
  readonly section: string;
  readonly option: string;
}
