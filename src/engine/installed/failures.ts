import { unreachable, type Diagnostic } from '../diag/index.js';

/** Why the record of a release cannot be used. Nothing is touched then. */
export type InstalledFailure =
  | { readonly kind: 'state-damaged'; readonly path: string; readonly line: number }
  | { readonly kind: 'state-of-other-version'; readonly path: string; readonly found: string; readonly known: number };

export function explain(failure: InstalledFailure): Diagnostic {
  const base = { code: failure.kind, severity: 'error', notes: [] } as const;
  switch (failure.kind) {
    case 'state-damaged':
      return {
        ...base,
        message: `the record of this release, \`${failure.path}\`, is damaged in line ${String(failure.line)}`,
        hint: 'move the file away: the next run installs every part again',
      };
    case 'state-of-other-version':
      return {
        ...base,
        message: `the record of this release, \`${failure.path}\`, has schema ${failure.found}; this slapbuild knows ${String(failure.known)}`,
        hint: 'use the slapbuild that wrote it, or a newer one',
      };
    default:
      return unreachable(failure);
  }
}
