import { editDistance, nearestName } from '../diag/index.js';
import { claimedTwice } from './claims.js';
import type { GraphFailure, SharedNeedsUnshared, SharedRefersToRelease } from './failures.js';
import type { Part } from './part.js';
import { replaceDirectory } from './profile-paths.js';

/** Places of one release that nothing shared may name. */
export interface ReleasePlaces {
  /** `parts-directory`, `bin-directory` and the like, absolute. */
  readonly directories: readonly string[];
}

/** Of a resolved profile: what references name, and what was read of each section, by references and by recipes. */
export interface ReadOptions {
  readonly referencedNames: ReadonlySet<string>;
  readonly sections: ReadonlyMap<string, { readonly read: ReadonlySet<string> }>;
}

/** Everything that is wrong with the parts as a whole, in the order of the parts. */
export function checkParts(
  parts: ReadonlyMap<string, Part>,
  profile: ReadOptions,
  places: ReleasePlaces,
): readonly GraphFailure[] {
  const failures: GraphFailure[] = [];
  const formatted = formattedNames(parts);
  for (const part of parts.values()) {
    failures.push(...unknownOptions(part, profile, formatted));
    if (part.shared) failures.push(...releaseBonds(part, parts, places));
  }
  failures.push(...claimedTwice(parts));
  return failures;
}

/** Names used as `%(name)s` in any option: a recipe may format with them. */
function formattedNames(parts: ReadonlyMap<string, Part>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of parts.values()) {
    for (const text of part.texts.values()) {
      if (!text.includes('%(')) continue;
      for (const match of text.matchAll(/%\(([^()]*)\)/gu)) names.add(match[1] ?? '');
    }
  }
  return names;
}

/**
 * Sections double as name spaces, so an unknown option is only a mistake when nothing can ever read it: no reference
 * names it, no recipe read it, no text formats with it, and it is a slip of the pen away from an option that the recipe
 * does know.
 */
function unknownOptions(
  part: Part,
  { referencedNames: referenced, sections }: ReadOptions,
  formatted: ReadonlySet<string>,
): readonly GraphFailure[] {
  const { definition } = part;
  const read = sections.get(part.name)?.read;
  if (definition.open === true) return [];
  const known = Object.keys(definition.options);
  const exported = part.resolution.exports ?? {};
  const failures: GraphFailure[] = [];
  for (const option of part.texts.keys()) {
    if (option === 'recipe' || option === 'shared' || option.startsWith('_') || option.startsWith('<')) continue;
    if (known.includes(option) || option in exported || formatted.has(option)) continue;
    if (referenced.has(`${part.name}:${option}`) || referenced.has(`:${option}`) || read?.has(option) === true)
      continue;
    const nearest = nearestName(option, known);
    if (nearest === undefined || editDistance(option, nearest) > MAX_SLIP) continue;
    const at = part.nameSpanOf(option);
    failures.push({ kind: 'unknown-option', part: part.name, recipe: definition.name, option, nearest, at });
  }
  return failures;
}

/** Keystrokes; two catch a swapped or doubled letter and a missing plural, three would catch words that mean something else. */
const MAX_SLIP = 2;

/** What ties a shared part to the release; each option is told once, by the part it names if there is one. */
function releaseBonds(part: Part, parts: ReadonlyMap<string, Part>, places: ReleasePlaces): readonly GraphFailure[] {
  const needs = unsharedNeeds(part, parts);
  const told = new Set(needs.map(({ option }) => option));
  return [...needs, ...releasePaths(part, places).filter(({ option }) => !told.has(option))];
}

function unsharedNeeds(part: Part, parts: ReadonlyMap<string, Part>): readonly SharedNeedsUnshared[] {
  return part.needs.flatMap((name) => {
    const need = parts.get(name);
    if (need === undefined || need.shared) return [];
    const option = [...part.texts].find(([, text]) => text.includes(need.location))?.[0];
    const at = option === undefined ? part.header : part.spanOf(option, need.location);
    return [{ kind: 'shared-needs-unshared', part: part.name, need: name, option, at, needDeclaredAt: need.header }];
  });
}

function releasePaths(part: Part, { directories }: ReleasePlaces): readonly SharedRefersToRelease[] {
  const failures: SharedRefersToRelease[] = [];
  for (const [option, text] of part.texts) {
    const path = directories.find((directory) => replaceDirectory(text, directory) !== text);
    if (path === undefined) continue;
    failures.push({ kind: 'shared-refers-to-release', part: part.name, option, path, at: part.spanOf(option, path) });
  }
  return failures;
}
