import type { Part, PartGraph } from '../graph/index.js';
import type { InstalledPart, InstalledState } from '../installed/index.js';
import { compareIdentities, type StaleReason } from './reasons.js';
import { findTaken } from './taken.js';

/**
 * What happens to a part: `current` nothing; `update` its recipe looks at it; `reuse` the store has it, only the
 * record is new; `install` it is made, what was there before is removed first.
 */
export type PartAction = 'current' | 'update' | 'reuse' | 'install';

export interface PlannedPart {
  readonly part: Part;
  readonly action: PartAction;
  /** Empty only for `current`. */
  readonly because: readonly StaleReason[];
}

/** A recorded part that goes away before anything is installed. */
export interface PlannedRemoval {
  readonly installed: InstalledPart;
  readonly because: 'not-wanted' | 'replaced';
}

/** Everything a run will do, and why, before anything is touched. */
export interface Plan {
  /** In buildout's installation order. */
  readonly parts: readonly PlannedPart[];
  /** In reverse recorded order. */
  readonly removals: readonly PlannedRemoval[];
  /** What conditions of sections were told, by the names that `--condition` has for it. */
  readonly conditions: Readonly<Record<string, string>>;
}

export interface PlanFacts {
  readonly installed: InstalledState;
  /** Whether something is at an absolute path, a link not followed. */
  readonly exists: (path: string) => boolean;
  /** Parts named on the command line; nothing but them and what they miss is touched then. */
  readonly named: readonly string[] | undefined;
  readonly conditions: Plan['conditions'];
}

/** The graph as far as planning looks at it. */
type Parts = Pick<PartGraph, 'parts'>;

export function planParts(graph: Parts, facts: PlanFacts): Plan {
  const selected = selectParts(graph, facts);
  let parts = [...graph.parts.values()].filter(({ name }) => selected.has(name)).map((part) => planPart(part, facts));
  // What is taken away may hold files of parts that would stay; those are made anew, and so on.
  for (;;) {
    const removals = planRemovals(parts, facts);
    const taken = findTaken(parts, removals, facts.installed);
    if (taken.size === 0) return { parts, removals, conditions: facts.conditions };
    parts = parts.map((entry) => takenPart(entry, taken.get(entry.part.name)));
  }
}

function takenPart(entry: PlannedPart, reason: StaleReason | undefined): PlannedPart {
  return reason === undefined ? entry : { part: entry.part, action: 'install', because: [reason] };
}

/** All parts, or the named ones with whatever they need, near or far, that does not stand as it should. */
function selectParts(graph: Parts, facts: PlanFacts): ReadonlySet<string> {
  if (facts.named === undefined) return new Set(graph.parts.keys());
  const selected = new Set(facts.named.filter((name) => graph.parts.has(name)));
  const met = new Set(selected);
  for (const name of met) {
    for (const need of graph.parts.get(name)?.needs ?? []) {
      const part = graph.parts.get(need);
      if (part === undefined || met.has(need)) continue;
      met.add(need);
      if (['install', 'reuse'].includes(planPart(part, facts).action)) selected.add(need);
    }
  }
  return selected;
}

function planPart(part: Part, facts: PlanFacts): PlannedPart {
  const installed = facts.installed.get(part.name);
  const because = staleReasons(part, installed, facts);
  if (because.length > 0) return { part, action: part.present ? 'reuse' : 'install', because };
  return refresh(part, facts);
}

function refresh(part: Part, facts: PlanFacts): PlannedPart {
  const { updates, watched } = part.resolution;
  // What the store holds is finished; nothing looks after it.
  if (updates !== true || part.shared) return { part, action: 'current', because: [] };
  const gone = watched?.presence?.find((path) => !facts.exists(path));
  if (gone !== undefined) return { part, action: 'update', because: [{ kind: 'output-deleted', path: gone }] };
  // What only has to be there is there; contents are compared by the recipe itself.
  if (watched !== undefined && (watched.content ?? []).length === 0) return { part, action: 'current', because: [] };
  return { part, action: 'update', because: [{ kind: 'refresh' }] };
}

function staleReasons(part: Part, installed: InstalledPart | undefined, facts: PlanFacts): readonly StaleReason[] {
  if (installed === undefined) return [{ kind: 'never-installed' }];
  if (installed.adopted === true) return [{ kind: 'adopted' }];
  if (installed.signature !== part.signature) return compareIdentities(installed.identity, part.identity);
  if (part.shared && !part.present) return [{ kind: 'store-entry-missing', path: part.location }];
  const placed = part.resolution.location === 'own' ? part.location : null;
  if (installed.location !== placed) return [{ kind: 'moved', was: installed.location ?? '', now: placed ?? '' }];
  const gone = installed.paths.find((path) => !facts.exists(path));
  return gone === undefined ? [] : [{ kind: 'output-deleted', path: gone }];
}

function planRemovals(parts: readonly PlannedPart[], facts: PlanFacts): readonly PlannedRemoval[] {
  const planned = new Map(parts.map((entry) => [entry.part.name, entry]));
  const removals: PlannedRemoval[] = [];
  for (const installed of [...facts.installed.values()].reverse()) {
    const entry = planned.get(installed.name);
    const replaced = entry?.action === 'install' || entry?.action === 'reuse';
    if (replaced) removals.push({ installed, because: 'replaced' });
    else if (entry === undefined && facts.named === undefined) removals.push({ installed, because: 'not-wanted' });
  }
  return removals;
}
