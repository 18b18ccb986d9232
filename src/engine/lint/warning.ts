import type { Diagnostic, Note, Span } from '../diag/index.js';

export interface Doubt {
  readonly at: Span;
  readonly hint: string;
  readonly notes?: readonly Note[];
}

/** Tells a doubt: nothing keeps a run from going on. */
export function warning(code: string, message: string, { at, hint, notes = [] }: Doubt): Diagnostic {
  return { code, severity: 'warning', message, at, notes, hint };
}
