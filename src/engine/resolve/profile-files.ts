import type { DialectRules } from './dialect.js';
import type { ExpandedSection } from './expand.js';
import type { MergedOption } from './merge.js';
import { placeOf } from './value.js';

export const PROFILE_BASE = '_profile_base_location_';
/** The option of every section that is the name of the section which asks (spec 8.2). */
export const SECTION_NAME = '_buildout_section_name_';

/** The part of a literal text that goes on with a path; what cannot stand in one unquoted ends it. */
const LITERAL_PATH = /^\/[^\s"'`:;,|&<>()[\]{}#=$*?\\]+/u;

/** Paths that a section's own options write as `${:_profile_base_location_}/…`, as far as they are literal. */
export function profileFilesOf({ options }: ExpandedSection, rules: DialectRules): readonly string[] {
  if (!rules.hasProfileBase || options.has(PROFILE_BASE)) return [];
  return [...options.values()].flatMap((option) => filesIn(option, rules));
}

function filesIn(option: MergedOption, rules: DialectRules): readonly string[] {
  const template = option.template(rules) ?? [];
  return template.flatMap((piece, index) => {
    if (typeof piece === 'string' || !('option' in piece) || piece.option !== PROFILE_BASE || piece.section !== '')
      return [];
    const rest = template[index + 1];
    const path = typeof rest === 'string' ? LITERAL_PATH.exec(rest)?.[0] : undefined;
    const base = placeOf(option.value, piece.start, piece.start)?.layer.base;
    return path === undefined || base === undefined ? [] : [base + path];
  });
}
