import { dirname } from 'node:path';
import type { Part } from '../graph/index.js';
import type { InstalledPart, InstalledState } from '../installed/index.js';
import type { StaleReason } from './reasons.js';

/** What of a plan decides which paths go and which parts count on theirs. */
interface Standing {
  readonly part: Part;
  readonly action: string;
}

interface Removal {
  readonly installed: InstalledPart;
}

/** Parts that would stay, but have recorded a path at or inside one that a removal takes away. */
export function findTaken(
  parts: readonly Standing[],
  removals: readonly Removal[],
  state: InstalledState,
): ReadonlyMap<string, StaleReason> {
  const taken = new Map<string, StaleReason>();
  const owners = new Map(
    removals.flatMap(({ installed: { name, paths } }) => paths.map((path) => [path, name] as const)),
  );
  if (owners.size === 0) return taken;
  for (const { part, action } of parts) {
    if (action !== 'current' && action !== 'update') continue;
    for (const path of state.get(part.name)?.paths ?? []) {
      const by = findOwner(path, owners);
      if (by !== undefined) taken.set(part.name, { kind: 'output-taken', path, by });
    }
  }
  return taken;
}

function findOwner(path: string, owners: ReadonlyMap<string, string>): string | undefined {
  for (let place = path; ; place = dirname(place)) {
    const owner = owners.get(place);
    if (owner !== undefined || place === dirname(place)) return owner;
  }
}
