import { unreachable, type Diagnostic } from '../diag/index.js';

/** Why the record of a release cannot be used. Nothing is touched then. */
export type InstalledFailure =
  | { readonly kind: 'state-damaged'; readonly path: string; readonly line: number }
  | { readonly kind: 'state-of-other-version'; readonly path: string; readonly found: string; readonly known: number }
  /** A state file in buildout's format, of which a line cannot be read. */
  | { readonly kind: 'installed-cfg-unreadable'; readonly path: string; readonly line: number }
  /** Such a file says that a part owns what is more than one part. */
  | {
      readonly kind: 'recorded-path-refused';
      readonly path: string;
      readonly part: string;
      readonly recorded: string;
    };

export function explain(failure: InstalledFailure): Diagnostic {
  return { code: failure.kind, severity: 'error', notes: [], ...words(failure) };
}

function words(failure: InstalledFailure): Pick<Diagnostic, 'message' | 'hint'> {
  switch (failure.kind) {
    case 'state-damaged':
      return {
        message: `the record of this release, \`${failure.path}\`, is damaged in line ${String(failure.line)}`,
        hint: 'move the file away: the next run replaces every part that `.installed.cfg` names',
      };
    case 'state-of-other-version':
      return {
        message: `the record of this release, \`${failure.path}\`, has schema ${failure.found}; this slapbuild knows ${String(failure.known)}`,
        hint: 'use the slapbuild that wrote it, or a newer one',
      };
    case 'installed-cfg-unreadable':
      return {
        message: `\`${failure.path}\`, in which another program recorded what it installed, cannot be read in line ${String(failure.line)}`,
        hint: 'correct the line, or move the file away: then what it records stays on the disk',
      };
    case 'recorded-path-refused':
      return {
        message: `\`${failure.path}\` records \`${failure.recorded}\` for part \`${failure.part}\`, which holds the release itself`,
        hint: 'take the path out of the file: it would be removed with the part',
      };
    default:
      return unreachable(failure);
  }
}
