import { fail, succeed, type Diagnostic, type Result } from '../diag/index.js';
import {
  resolveSections,
  explain as explainResolve,
  type MergedProfile,
  type ResolvedProfile,
} from '../resolve/index.js';
import { checkParts } from './check.js';
import { explain } from './failures.js';
import { makeInitialiser, type PendingInput } from './initialise.js';
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
}

/** Either the graph, or the remote sources that must be fetched before it can be made. */
export type Linked =
  | { readonly kind: 'graph'; readonly graph: PartGraph }
  | { readonly kind: 'pending'; readonly inputs: readonly PendingInput[] };

/** Resolves every section in use and makes the part graph. Calling it again with more fetched sources goes further. */
export function linkParts(merged: MergedProfile, settings: LinkSettings): Result<Linked, Diagnostic> {
  const pending: PendingInput[] = [];
  const initialiser = makeInitialiser({
    ...settings,
    directory: merged.directory,
    paths: makeProfilePaths(merged.bases),
    buildout: (option) => merged.buildout(option),
    onPending: (input) => {
      pending.push(input);
    },
  });
  const resolved = resolveSections(merged, initialiser, settings.named === undefined ? {} : { parts: settings.named });
  if (!resolved.ok) {
    const [first, ...more] = resolved.failures.map(explainResolve).filter(({ code }) => code !== 'input-pending');
    if (first !== undefined) return fail(first, ...more);
    return succeed({ kind: 'pending', inputs: pending });
  }
  const parts = inOrder(initialiser.parts, resolved.value.parts);
  const graph = { parts, profile: resolved.value };
  const directories = ['parts-directory', 'bin-directory'].flatMap((option) => merged.buildout(option) ?? []);
  const [first, ...more] = checkParts(parts, resolved.value, { directories }).map(explain);
  return first === undefined ? succeed({ kind: 'graph', graph }) : fail(first, ...more);
}

function inOrder(parts: ReadonlyMap<string, Part>, names: readonly string[]): ReadonlyMap<string, Part> {
  return new Map(
    names.flatMap((name) => {
      const part = parts.get(name);
      return part === undefined ? [] : [[name, part] as const];
    }),
  );
}
