import type { Span } from './span.js';

/** A further place or sentence that helps to understand a diagnostic. */
export interface Note {
  readonly message: string;
  readonly at?: Span;
}

/**
 * One mistake, told to a person. `code` is stable and machine-readable (kebab-case); `message` is lower case,
 * without a closing full stop, with backticks round names. Made from a stage's failure by its `explain`.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly at?: Span;
  readonly notes: readonly Note[];
  readonly hint?: string;
}
