/** How many cases use each feature, by group. */
export class Tally {
  readonly #groups = new Map<string, Map<string, number>>();
  #seen = new Set<string>();
  #cases = 0;

  /** Names features, so that those that no case uses are told too. */
  declare(group: string, names: Iterable<string>): void {
    const features = this.#features(group);
    for (const name of names) features.set(name, features.get(name) ?? 0);
  }

  /** Counts a feature, once for each case. */
  use(group: string, name: string): void {
    const key = `${group}\n${name}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const features = this.#features(group);
    features.set(name, (features.get(name) ?? 0) + 1);
  }

  /** What is used from here on belongs to another case. */
  next(): void {
    this.#seen = new Set();
    this.#cases++;
  }

  get cases(): number {
    return this.#cases;
  }

  get groups(): ReadonlyMap<string, ReadonlyMap<string, number>> {
    return this.#groups;
  }

  #features(group: string): Map<string, number> {
    const features = this.#groups.get(group) ?? new Map<string, number>();
    this.#groups.set(group, features);
    return features;
  }
}
