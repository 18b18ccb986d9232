import { fail, nearestName, succeed, type Result } from '../diag/index.js';
import type { MergedProfile } from '../resolve/index.js';
import { entriesOf } from './entries.js';
import type { InspectFailure, QuerySectionNotFound } from './failures.js';

/** An option of a section, as a person names it. */
export interface Subject {
  readonly section: string;
  readonly option: string;
}

/** An option's value after merging, before macros and references; the standard directories are absolute. */
export function queryValue(merged: MergedProfile, { section, option }: Subject): Result<string, InspectFailure> {
  const found = merged.sections.get(section);
  if (found === undefined) return fail(sectionNotFound(section, merged.sections.keys()));
  const entries = entriesOf(found, []);
  const entry = entries.find(({ key }) => key === option);
  if (entry !== undefined) return succeed(entry.value);
  const keys = entries.map(({ key }) => key);
  const nearest = (section === 'buildout' ? withColon(merged, option) : undefined) ?? nearestName(option, keys);
  const expanded = merged.expand(section);
  const isInherited = expanded?.ok === true && expanded.value.options.has(option);
  return fail({ kind: 'query-key-not-found', section, option, nearest, isInherited });
}

export function sectionNotFound(section: string, sections: Iterable<string>): QuerySectionNotFound {
  return { kind: 'query-section-not-found', section, nearest: nearestName(section, sections) };
}

/** A section and an option with a dot between them, as other programs have it. */
function withColon({ sections }: MergedProfile, text: string): string | undefined {
  const dot = text.lastIndexOf('.');
  const section = text.slice(0, Math.max(0, dot));
  return sections.has(section) ? `${section}:${text.slice(dot + 1)}` : undefined;
}
