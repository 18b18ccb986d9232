import type { DialectRules } from './dialect.js';
import { PROFILE_BASE, SECTION_NAME } from './profile-files.js';
import type { SectionState } from './section-state.js';
import type { Reference } from './template.js';
import { placeOf } from './value.js';
import type { Work } from './work.js';

/** What a reference gives that names an option which every section has without saying so (spec 8.2). */
export function impliedValue(
  work: Pick<Work, 'state' | 'value'>,
  target: SectionState,
  { option, start, rules }: Pick<Reference, 'option' | 'start'> & { readonly rules: DialectRules },
): string | undefined {
  if (option === SECTION_NAME) return work.state.name;
  if (option !== PROFILE_BASE || !rules.hasProfileBase) return undefined;
  const own = target === work.state ? placeOf(work.value, start, start)?.layer.base : undefined;
  return own ?? target.profileBase;
}
