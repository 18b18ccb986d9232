/** A path that a part cannot have, and who has it. */
export interface Clash {
  readonly path: string;
  readonly owner: string;
}

/** Which part has recorded which absolute path. */
export interface Claims {
  /** Gives all the paths to the part, or none when another part has one of them. */
  take(part: string, paths: readonly string[]): Clash | undefined;
  /** Takes all its paths from the part. */
  release(part: string): void;
  ownerOf(path: string): string | undefined;
}

export function makeClaims(): Claims {
  const owners = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  return {
    take(part, paths) {
      for (const path of paths) {
        const owner = owners.get(path);
        if (owner !== undefined && owner !== part) return { path, owner };
      }
      const own = taken.get(part) ?? new Set<string>();
      taken.set(part, own);
      for (const path of paths) {
        owners.set(path, part);
        own.add(path);
      }
      return undefined;
    },
    release(part) {
      for (const path of taken.get(part) ?? []) owners.delete(path);
      taken.delete(part);
    },
    ownerOf: (path) => owners.get(path),
  };
}
