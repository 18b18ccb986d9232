import { shellWords, unreachable, type Diagnostic, type Span } from '../diag/index.js';

/** What is asked for is not there. */
export type InspectFailure = QuerySectionNotFound | QueryKeyNotFound;

export interface QuerySectionNotFound {
  readonly kind: 'query-section-not-found';
  readonly section: string;
  readonly nearest: string | undefined;
}

export interface QueryKeyNotFound {
  readonly kind: 'query-key-not-found';
  readonly section: string;
  readonly option: string;
  readonly nearest: string | undefined;
  /** The section has the option from its macros. */
  readonly isInherited: boolean;
}

/** Tells a failure to a person; `at` is the word that asks. */
export function explain(failure: InspectFailure, at: Span): Diagnostic {
  switch (failure.kind) {
    case 'query-section-not-found': {
      const { kind, section, nearest } = failure;
      return error(kind, `there is no section \`${section}\``, { at, hint: meant(nearest) });
    }
    case 'query-key-not-found': {
      const { kind, section, option, nearest, isInherited } = failure;
      const inherited = `it has it from its macros: \`${shellWords(['slapbuild', 'why', `${section}:${option}`])}\` tells more`;
      const hint = isInherited ? inherited : meant(nearest);
      return error(kind, `section \`${section}\` has no option \`${option}\`${isInherited ? ' of its own' : ''}`, {
        at,
        hint,
      });
    }
    default:
      return unreachable(failure);
  }
}

interface Details {
  readonly at: Span;
  readonly hint: string | undefined;
}

function error(code: string, message: string, { at, hint }: Details): Diagnostic {
  return { code, severity: 'error', message, at, notes: [], ...(hint !== undefined && { hint }) };
}

function meant(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}
