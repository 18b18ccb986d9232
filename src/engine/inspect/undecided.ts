import type { Diagnostic } from '../diag/index.js';
import { explain } from '../profile/index.js';
import type { MergedProfile } from '../resolve/index.js';

/** Headers that say nothing because their conditions cannot be decided, as warnings. */
export function undecidedHeaders(merged: MergedProfile, isWanted: (name: string) => boolean): readonly Diagnostic[] {
  return [...merged.sections.values()]
    .filter(({ name }) => isWanted(name))
    .flatMap(({ undecided }) =>
      undecided.map(({ mistake }) => ({ ...explain(mistake), severity: 'warning' as const })),
    );
}
