import { nearestName, type Diagnostic, type Span } from '../diag/index.js';
import type { MergedOption, MergedProfile, MergedSection } from '../resolve/index.js';
import { BUILDOUT_OPTIONS, isAssigned } from './buildout-options.js';
import { makeMayRead, type ReadProfile } from './reading.js';
import { warning } from './warning.js';

/** Options of `[buildout]` that name a section for other tools. */
const TOOLS: readonly string[] = ['networkcache-section', 'versions'];

/** `assignment-unused`: the command line sets what no profile has and nothing reads. */
export function* unusedAssignments(profile: ReadProfile): Generator<Diagnostic, void, undefined> {
  const assigned = [...assignedOptions(profile.merged)];
  if (assigned.length === 0) return;
  const mayRead = makeMayRead(profile);
  for (const { section, option, at } of assigned) {
    if (mayRead(section.name, option.name)) continue;
    yield isWritten(section) ? unusedOption(section, at, profile) : unusedSection(section.name, at, profile);
  }
}

interface Assigned {
  readonly section: MergedSection;
  readonly option: MergedOption;
  readonly at: Span;
}

/** What only the command line says; where a section is for other tools, or not known as a whole, it is left out. */
function* assignedOptions(merged: MergedProfile): Generator<Assigned, void, undefined> {
  const forTools = new Set(TOOLS.map((option) => merged.buildout(option)));
  for (const section of merged.sections.values()) {
    if (section.undecided.length > 0 || forTools.has(section.name)) continue;
    for (const option of section.options.values()) {
      const at = isAssigned(option) ? option.nameSpan : undefined;
      if (at === undefined || (section.name === 'buildout' && BUILDOUT_OPTIONS.has(option.name))) continue;
      yield { section, option, at };
    }
  }
}

/** Whether a profile, or the engine, has the section. */
function isWritten({ headers, options }: MergedSection): boolean {
  return headers.length > 0 || ![...options.values()].every(isAssigned);
}

function unusedOption({ name, options }: MergedSection, at: Span, { parts }: ReadProfile): Diagnostic {
  const option = at.source.text.slice(at.start, at.end);
  const own = [...options.values()].filter((each) => !isAssigned(each));
  const known = [
    ...own.map((each) => each.name),
    ...Object.keys(parts.get(name)?.definition.options ?? {}),
    ...(name === 'buildout' ? BUILDOUT_OPTIONS : []),
  ];
  return unused(
    `section \`${name}\` has no option \`${option}\`, and nothing reads it`,
    at,
    nearestName(option, known),
  );
}

function unusedSection(section: string, at: Span, { merged }: ReadProfile): Diagnostic {
  const known = [...merged.sections.values()].filter(isWritten).map(({ name }) => name);
  const start = at.source.text.lastIndexOf(section, at.start - 1);
  const place = start === -1 ? at : { ...at, start, end: start + section.length };
  return unused(`there is no section \`${section}\`, and nothing reads it`, place, nearestName(section, known));
}

function unused(message: string, at: Span, nearest: string | undefined): Diagnostic {
  const hint = nearest === undefined ? 'take it out' : `did you mean \`${nearest}\`?`;
  return warning('assignment-unused', message, { at, hint });
}
