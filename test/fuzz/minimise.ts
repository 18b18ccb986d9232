import type { ProfileSet } from './profile-set.js';

export interface MinimiseLimits {
  readonly isStillBad: (set: ProfileSet) => boolean;
  /** Milliseconds. What was found until then is good enough. */
  readonly patience: number;
}

/** A smaller set with the same problem: fewer files, then fewer lines, then fewer characters. */
export function minimise(set: ProfileSet, limits: MinimiseLimits): ProfileSet {
  const shrinking = new Shrinking(set, limits);
  shrinking.attempt({ assignments: [] });
  shrinking.attempt({ dialect: 'slapos' });
  const [main = '', ...others] = set.files.keys();
  for (const name of others) shrinking.attemptWithout(name);
  for (const border of [/(?<=\n)/u, '']) for (const name of [main, ...others]) shrinking.shrink(name, border);
  return shrinking.smallest;
}

class Shrinking {
  smallest: ProfileSet;
  readonly #limits: MinimiseLimits;
  readonly #began = performance.now();

  constructor(set: ProfileSet, limits: MinimiseLimits) {
    this.smallest = set;
    this.#limits = limits;
  }

  /** Keeps a change if the problem is still there. */
  attempt(change: Partial<ProfileSet>): boolean {
    const { isStillBad, patience } = this.#limits;
    const candidate = { ...this.smallest, ...change };
    if (performance.now() - this.#began > patience || !isStillBad(candidate)) return false;
    this.smallest = candidate;
    return true;
  }

  attemptWithout(name: string): void {
    this.attempt({ files: new Map([...this.smallest.files].filter(([path]) => path !== name)) });
  }

  /** Leaves out ever smaller runs of the pieces that a file has between borders. */
  shrink(name: string, border: string | RegExp): void {
    let rest = this.smallest.files.get(name)?.split(border) ?? [];
    for (let size = Math.ceil(rest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let start = 0; start < rest.length;) {
        const fewer = [...rest.slice(0, start), ...rest.slice(start + size)];
        const isSmaller = this.attempt({ files: new Map([...this.smallest.files, [name, fewer.join('')]]) });
        if (isSmaller) rest = fewer;
        else start += size;
      }
    }
  }
}
