import { dirname } from 'node:path';
import type { PathClaimedTwice } from './failures.js';
import type { Part } from './part.js';

/** A path that a part installs. */
interface Claim {
  readonly part: Part;
  readonly path: string;
  /** It is the part's own directory, which is emptied before the part is made. */
  readonly isLocation: boolean;
}

/**
 * Paths that more than one part would install, in the order of the parts; one inside the other is as bad, as what holds
 * the other goes as a whole. An output inside what a needed part installs is fine: it is always made after that.
 */
export function claimedTwice(parts: ReadonlyMap<string, Part>): readonly PathClaimedTwice[] {
  const claims = new Map<string, Claim>();
  const failures: PathClaimedTwice[] = [];
  for (const part of parts.values()) {
    for (const claim of claimsOf(part)) {
      const other = claims.get(claim.path);
      if (other === undefined) claims.set(claim.path, claim);
      else failures.push(failureOf(claim, other));
    }
  }
  for (const claim of claims.values()) {
    const outer = findOuter(claim, claims);
    if (outer === undefined || (!isNested(claim, outer) && needs(claim.part, outer.part, parts))) continue;
    failures.push(failureOf(claim, outer));
  }
  return failures;
}

function claimsOf(part: Part): readonly Claim[] {
  const { resolution, shared, location } = part;
  const own: Claim[] = resolution.location === 'own' && !shared ? [{ part, path: location, isLocation: true }] : [];
  const outputs = [...new Set(resolution.outputs ?? [])].map((path) => ({ part, path, isLocation: false }));
  return [...own, ...outputs.filter(({ path }) => path !== own[0]?.path)];
}

/** The claim of another part that holds the path. */
function findOuter({ part, path }: Claim, claims: ReadonlyMap<string, Claim>): Claim | undefined {
  for (let place = dirname(path); place !== dirname(place); place = dirname(place)) {
    const outer = claims.get(place);
    if (outer !== undefined && outer.part !== part) return outer;
  }
  return undefined;
}

/** Parts `a` and `a/b`: no part may count on a place inside a directory that another one empties. */
function isNested(claim: Claim, outer: Claim): boolean {
  return claim.isLocation && outer.isLocation;
}

function needs(part: Part, wanted: Part, parts: ReadonlyMap<string, Part>): boolean {
  const met = new Set(part.needs);
  for (const name of met) {
    if (name === wanted.name) return true;
    for (const need of parts.get(name)?.needs ?? []) met.add(need);
  }
  return false;
}

function failureOf({ part, path }: Claim, other: Claim): PathClaimedTwice {
  return {
    kind: 'path-claimed-twice',
    path,
    part: part.name,
    at: part.header,
    other: other.part.header,
    otherPart: other.part.name,
    inside: other.path === path ? undefined : other.path,
  };
}
