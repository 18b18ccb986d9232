import { failAll, succeed, type Diagnostic, type Result } from '../diag/index.js';
import {
  resolveSections,
  surveySections,
  explain as explainResolve,
  type MergedProfile,
  type PlaceOfWord,
  type ResolvedProfile,
  type ResolveOptions,
  type Survey,
} from '../resolve/index.js';
import { checkParts, type ReadOptions } from './check.js';
import { explain } from './failures.js';
import { makeInitialiser, type PartInitialiser, type PendingInput } from './initialise.js';
import type { Part } from './part.js';
import type { InputReader, PlacePart } from './ports.js';
import { makeProfilePaths } from './profile-paths.js';
import type { RecipeRegistry } from './registry.js';

/** All parts of a run and what they need, checked; maps are in buildout's installation order. */
export interface PartGraph {
  readonly parts: ReadonlyMap<string, Part>;
  readonly profile: ResolvedProfile;
}

export interface LinkSettings {
  readonly registry: RecipeRegistry;
  readonly reader: InputReader;
  readonly place: PlacePart;
  readonly isMade: (path: string) => boolean;
  /** Sections named on the command line; all of `[buildout] parts` without it. */
  readonly named?: readonly string[];
  /** Where they are named. */
  readonly placeOf?: PlaceOfWord | undefined;
}

/** Either the graph, or the remote sources that must be fetched before it can be made. */
export type Linked =
  | { readonly kind: 'graph'; readonly graph: PartGraph }
  | { readonly kind: 'pending'; readonly inputs: readonly PendingInput[] };

/** Resolves every section in use and makes the part graph. Calling it again with more fetched sources goes further. */
export function linkParts(merged: MergedProfile, settings: LinkSettings): Result<Linked, Diagnostic> {
  const pending: PendingInput[] = [];
  const initialiser = initialiserOf(merged, settings, pending);
  const resolved = resolveSections(merged, initialiser, requestedParts(settings));
  if (!resolved.ok) {
    const [first, ...more] = resolved.failures.map(explainResolve).filter(({ code }) => code !== 'input-pending');
    if (first !== undefined) return failAll([first, ...more]);
    return succeed({ kind: 'pending', inputs: pending });
  }
  const parts = inOrder(initialiser.parts, resolved.value.parts);
  const graph = { parts, profile: resolved.value };
  const [first, ...more] = mistakesIn(parts, resolved.value, merged);
  return first === undefined ? succeed({ kind: 'graph', graph }) : failAll([first, ...more]);
}

/** A profile with every part that could be made of it. */
export interface SurveyedParts {
  readonly survey: Survey;
  readonly parts: ReadonlyMap<string, Part>;
  /** Remote sources that parts in use ask for before more can be told. */
  readonly pending: readonly PendingInput[];
  /** What is wrong with the parts as a whole; it can only be told when each of them is right. */
  readonly mistakes: readonly Diagnostic[];
}

/** Resolves every section, in use or not, and makes what parts it can. Nothing fails. */
export function surveyParts(merged: MergedProfile, settings: LinkSettings): SurveyedParts {
  const pending: PendingInput[] = [];
  const initialiser = initialiserOf(merged, settings, pending);
  const survey = surveySections(merged, initialiser, requestedParts(settings));
  const parts = inOrder(initialiser.parts, survey.parts);
  const isUsed = ({ place }: PendingInput): boolean => survey.sections.get(place.part)?.isUsed === true;
  const asked = pending.filter(isUsed);
  const isWhole = survey.failures.length === 0 && asked.length === 0;
  return { survey, parts, pending: asked, mistakes: isWhole ? mistakesIn(parts, survey, merged) : [] };
}

function mistakesIn(
  parts: ReadonlyMap<string, Part>,
  profile: ReadOptions,
  merged: MergedProfile,
): readonly Diagnostic[] {
  const directories = ['parts-directory', 'bin-directory'].flatMap((option) => merged.buildout(option) ?? []);
  return checkParts(parts, profile, { directories }).map(explain);
}

function requestedParts({ named, placeOf }: LinkSettings): ResolveOptions {
  return named === undefined ? {} : { parts: named, ...(placeOf !== undefined && { placeOf }) };
}

function initialiserOf(merged: MergedProfile, settings: LinkSettings, pending: PendingInput[]): PartInitialiser {
  return makeInitialiser({
    ...settings,
    directory: merged.directory,
    paths: makeProfilePaths(merged.bases),
    buildout: (option) => merged.buildout(option),
    onPending: (input) => {
      pending.push(input);
    },
  });
}

function inOrder(parts: ReadonlyMap<string, Part>, names: readonly string[]): ReadonlyMap<string, Part> {
  return new Map(
    names.flatMap((name) => {
      const part = parts.get(name);
      return part === undefined ? [] : [[name, part] as const];
    }),
  );
}
