import { editDistance, nearestName } from '../diag/index.js';
import type { ResolvedProfile } from '../resolve/index.js';
import type { GraphFailure, SharedNeedsUnshared, SharedRefersToRelease } from './failures.js';
import type { Part } from './part.js';
import { replaceDirectory } from './profile-paths.js';

/** Places of one release that nothing shared may name. */
export interface ReleasePlaces {
  /** `parts-directory`, `bin-directory` and the like, absolute. */
  readonly directories: readonly string[];
}

/** Everything that is wrong with the parts as a whole, in the order of the parts. */
export function checkParts(
  parts: ReadonlyMap<string, Part>,
  profile: Pick<ResolvedProfile, 'referencedNames'>,
  places: ReleasePlaces,
): readonly GraphFailure[] {
  const failures: GraphFailure[] = [];
  const formatted = formattedNames(parts);
  for (const part of parts.values()) {
    failures.push(...unknownOptions(part, profile.referencedNames, formatted));
    if (part.shared) failures.push(...releaseBonds(part, parts, places));
  }
  failures.push(...claimedTwice(parts), ...nested(parts));
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
 * names it, no text formats with it, and it is a slip of the pen away from an option the recipe does know.
 */
function unknownOptions(
  part: Part,
  referenced: ReadonlySet<string>,
  formatted: ReadonlySet<string>,
): readonly GraphFailure[] {
  const { definition } = part;
  if (definition.open === true) return [];
  const known = Object.keys(definition.options);
  const exported = part.resolution.exports ?? {};
  const failures: GraphFailure[] = [];
  for (const option of part.texts.keys()) {
    if (option === 'recipe' || option === 'shared' || option.startsWith('_') || option.startsWith('<')) continue;
    if (known.includes(option) || option in exported || formatted.has(option)) continue;
    if (referenced.has(`${part.name}:${option}`) || referenced.has(`:${option}`)) continue;
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

function claimedTwice(parts: ReadonlyMap<string, Part>): readonly GraphFailure[] {
  const owners = new Map<string, Part>();
  const failures: GraphFailure[] = [];
  for (const part of parts.values()) {
    for (const path of part.resolution.outputs ?? []) {
      const other = owners.get(path);
      if (other === undefined) owners.set(path, part);
      else {
        failures.push({
          kind: 'path-claimed-twice',
          path,
          part: part.name,
          at: part.header,
          other: other.header,
          otherPart: other.name,
        });
      }
    }
  }
  return failures;
}

/** Parts `a` and `a/b` that both have a directory in the release: making `a` anew would take `a/b` away. */
function nested(parts: ReadonlyMap<string, Part>): readonly GraphFailure[] {
  return [...parts.values()].filter(isPlacedInRelease).flatMap((part) => {
    const outer = outerNames(part.name)
      .flatMap((name) => parts.get(name) ?? [])
      .find(isPlacedInRelease);
    if (outer === undefined) return [];
    const claim = { path: part.location, part: part.name, at: part.header };
    return [{ kind: 'path-claimed-twice', ...claim, other: outer.header, otherPart: outer.name }];
  });
}

function isPlacedInRelease({ resolution, shared }: Part): boolean {
  return resolution.location === 'own' && !shared;
}

function outerNames(name: string): readonly string[] {
  return [...name.matchAll(/\//gu)].map(({ index }) => name.slice(0, index));
}
