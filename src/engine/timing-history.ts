import { join } from 'node:path';
import { TimingTable, type CostHistory, type PartCost, type Timing } from './execute/index.js';
import type { Part, PlannedPart } from './plan/index.js';
import type { TimingFiles } from './ports.js';
import { buildSeconds, MANIFEST, MANIFEST_END_BYTES } from './store/index.js';

export interface TimingPlaces {
  readonly directory: string;
  /** The user's own cache: it knows parts by recipe and name, whatever the release. */
  readonly userCache: string;
  /** Whether a part belongs to the release still. */
  readonly belongs: (part: string) => boolean;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Parts that the user's cache remembers. */
const MOST_OF_USER = 10_000;

/** What the parts of a plan took when they were last made: in this release, else in any of the user. */
export class TimingHistory {
  readonly #files: TimingFiles;
  readonly #places: TimingPlaces;
  readonly #ofRelease: TimingTable;
  #ofUser: TimingTable | undefined;

  constructor(files: TimingFiles, places: TimingPlaces) {
    this.#files = files;
    this.#places = places;
    this.#ofRelease = this.#read(this.#releasePath);
  }

  /** Of the parts that the plan does something with. */
  costs(parts: readonly PlannedPart[]): CostHistory {
    const changing = parts.filter(({ action }) => action !== 'current');
    const known = changing.flatMap(({ part }): readonly (readonly [string, PartCost])[] => {
      const recipe = part.definition.name;
      const cost = this.#ofRelease.costOf(part.name, recipe) ?? this.#userTable().costOf(part.name, recipe);
      return cost === undefined ? [] : [[part.name, cost]];
    });
    return new Map(known);
  }

  /** What a part that stands took when this release made it. */
  releaseMillis({ name, definition }: Part): number | undefined {
    return this.#ofRelease.millisOf(name, definition.name);
  }

  /** What a store entry took, as its builder says. */
  storedMillis({ shared, location }: Part): number {
    const end = shared ? this.#files.readEnd(join(location, MANIFEST), MANIFEST_END_BYTES) : undefined;
    return Math.round((end === undefined ? 0 : (buildSeconds(end) ?? 0)) * 1_000);
  }

  /** Keeps what a run found out. */
  keep(costs: ReadonlyMap<Part, PartCost>): void {
    if (costs.size === 0) return;
    const { belongs, now: made } = this.#places;
    const fresh = [...costs].map(([{ name, definition }, cost]): Timing => ({
      part: name,
      recipe: definition.name,
      cost,
      made,
    }));
    const ofRelease = this.#ofRelease.merge(fresh, { keeps: belongs, most: Number.POSITIVE_INFINITY });
    this.#files.write(this.#releasePath, ofRelease.encode());
    const ofUser = this.#userTable().merge(fresh, { keeps: () => true, most: MOST_OF_USER });
    this.#files.write(this.#userPath, ofUser.encode());
  }

  get #releasePath(): string {
    return join(this.#places.directory, '.slapbuild', 'timings.json');
  }

  get #userPath(): string {
    return join(this.#places.userCache, 'timings.json');
  }

  #userTable(): TimingTable {
    return (this.#ofUser ??= this.#read(this.#userPath));
  }

  #read(path: string): TimingTable {
    return TimingTable.decode(this.#files.read(path) ?? '');
  }
}
