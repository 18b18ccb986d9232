import type { Diagnostic, Span } from '../diag/index.js';
import { explain as explainMistake, type ProfileFailure } from '../profile/index.js';

export type FormatFailure = ProfileFailure | MeaningWouldChange;

/** The formatted text says something else than the profile from this place on; it is thrown away. */
export interface MeaningWouldChange {
  readonly kind: 'format-would-change-meaning';
  readonly at: Span;
}

export function explain(failure: FormatFailure): Diagnostic {
  if (failure.kind !== 'format-would-change-meaning') return explainMistake(failure);
  return {
    code: failure.kind,
    severity: 'error',
    message: 'formatting would change what the profile says here',
    at: failure.at,
    notes: [],
    hint: 'the profile is left as it is; please report these lines, the mistake is in the formatter',
  };
}
