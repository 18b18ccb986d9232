import { nearestName, shellWords, type Span } from '../diag/index.js';
import type { MissingOption } from './failures.js';
import type { MergedProfile } from './merged-profile.js';
import type { MergedSection } from './merge.js';
import type { SectionState } from './section-state.js';

/** Nothing says what to build. */
export function missingParts(merged: MergedProfile, buildout: SectionState): MissingOption {
  const told = { kind: 'missing-option', section: 'buildout', option: 'parts', trail: [], declaredAt: [] } as const;
  return { ...told, ...perhapsMeant(merged, buildout), isUnfinished: false };
}

type PlaceAndHint = Pick<MissingOption, 'at' | 'hint'>;

function perhapsMeant(merged: MergedProfile, buildout: SectionState): PlaceAndHint {
  const written = nearestName('parts', buildout.expanded.names);
  if (written !== undefined) return { at: buildout.nameSpanOf(written), hint: 'did you mean `parts`?' };
  const section = [...merged.sections.values()].find(isMisspelt);
  if (section !== undefined) {
    const isCase = section.name.toLowerCase() === 'buildout';
    const hint = isCase ? 'names are case-sensitive: write `[buildout]`' : 'did you mean `[buildout]`?';
    return { at: section.headers[0] ?? merged.nowhere, hint };
  }
  return { at: headerIn(merged, buildout) ?? firstHeader(merged), hint: hintForThisRun(merged) };
}

function isMisspelt({ name, options, headers }: MergedSection): boolean {
  if (name === 'buildout' || headers.length === 0 || options.has('recipe')) return false;
  return name.toLowerCase() === 'buildout' || nearestName('buildout', [name]) !== undefined;
}

/** `[buildout]` of the profile that is to be built. */
function headerIn({ nowhere }: MergedProfile, { expanded: { headers } }: SectionState): Span | undefined {
  return headers.find(({ source }) => source === nowhere.source);
}

/** Where the profile that is to be built begins to say something. */
function firstHeader({ sections, nowhere }: MergedProfile): Span {
  const headers = [...sections.values()].flatMap((section) => section.headers);
  const own = headers.filter(({ source }) => source === nowhere.source);
  return own.reduce((first, header) => (first === nowhere || header.start < first.start ? header : first), nowhere);
}

function hintForThisRun({ sections, nowhere: { source } }: MergedProfile): string {
  const own = [...sections.values()].filter(
    ({ options, headers }) => options.has('recipe') && headers.some((header) => header.source === source),
  );
  const [only] = own;
  const name = only === undefined || own.length > 1 ? 'NAME' : only.name;
  return `for this run: \`${shellWords(['slapbuild', source.path, `parts=${name}`])}\``;
}
