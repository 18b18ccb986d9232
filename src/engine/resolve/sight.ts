import type { Sight } from './hints.js';
import type { MergedProfile } from './merged-profile.js';
import type { SectionInitialiser } from './ports.js';
import type { SectionState } from './section-state.js';

export interface Surroundings {
  readonly merged: MergedProfile;
  readonly states: ReadonlyMap<string, SectionState>;
  readonly initialiser: SectionInitialiser;
}

/** What can be seen from a section while it is resolved. */
export function sightFrom({ name: own, expanded: { options } }: SectionState, around: Surroundings): Sight {
  const { merged, initialiser } = around;
  const recipe = options.get('recipe')?.value.text;
  return {
    section: own,
    hasSection: (name) => merged.sections.has(name),
    hasOption: (section, option) => (section === own ? options.has(option) : mayHave(around, section, option)),
    hasDirectory: recipe !== undefined && initialiser.hasDirectory?.(recipe) === true,
    hasEscapes: merged.rules.reducesEscapes,
  };
}

function mayHave({ merged, states }: Surroundings, section: string, option: string): boolean {
  const expanded = merged.expand(section);
  if (expanded?.ok !== true) return false;
  const { options } = expanded.value;
  if (options.has(option) || states.get(section)?.exports.has(option) === true) return true;
  return option === 'location' && options.has('recipe');
}
