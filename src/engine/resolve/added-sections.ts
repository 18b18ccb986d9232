import type { Source } from '../diag/index.js';
import type { SectionAlreadyExists } from './failures.js';
import { mergeLayer, type MergedSections } from './merge.js';
import type { MergedProfile } from './merged-profile.js';
import type { Poison } from './section-state.js';
import type { Work } from './work.js';

export interface AddedText {
  readonly text: Source;
  /** What `_profile_base_location_` stands for in it. */
  readonly base: string;
  readonly tell: Work['tell'];
  /** The part whose recipe adds it. */
  readonly by: SectionAlreadyExists['by'];
}

/** The sections of a text that a recipe adds, merged; each of them must be new. */
export function readAdded(merged: MergedProfile, { text, base, tell, by }: AddedText): MergedSections | Poison {
  const { content, failures } = merged.readText(text, base);
  const [mistake] = failures.map((failure) => tell({ kind: 'profile-mistake', mistake: failure, through: [] }));
  if (mistake !== undefined) return mistake;
  const added: MergedSections = new Map();
  mergeLayer(added, content);
  const [refused] = [...added.values()].flatMap(({ name, headers: [at = merged.nowhere] }) => {
    const known = merged.sections.get(name);
    if (known === undefined) return [];
    const first = known.headers[0] ?? merged.nowhere;
    return [tell({ kind: 'section-already-exists', section: name, at, first, by })];
  });
  return refused ?? added;
}
