import { join } from 'node:path';
import {
  decodeTimings,
  encodeTimings,
  mergeTimings,
  timingKey,
  type CostHistory,
  type PartCost,
  type Timing,
  type Timings,
} from './execute/index.js';
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
  readonly #ofRelease: Timings;
  #ofUser: Timings | undefined;

  constructor(files: TimingFiles, places: TimingPlaces) {
    this.#files = files;
    this.#places = places;
    this.#ofRelease = this.#read(this.#releasePath);
  }

  costs(parts: readonly PlannedPart[]): CostHistory {
    const known = parts.flatMap(({ part, action }): readonly (readonly [string, PartCost])[] => {
      const key = timingKey(part.name, part.definition.name);
      // Parts that stand were made here, or nobody asks what they take.
      const timing = this.#ofRelease.get(key) ?? (action === 'current' ? undefined : this.#userTimings().get(key));
      return timing === undefined ? [] : [[part.name, timing.cost]];
    });
    return new Map(known);
  }

  /** What a store entry took, as its builder says. */
  storedMillis({ shared, location }: Part): number {
    const end = shared ? this.#files.readEnd(join(location, MANIFEST), MANIFEST_END_BYTES) : undefined;
    return Math.round((end === undefined ? 0 : (buildSeconds(end) ?? 0)) * 1_000);
  }

  /** Keeps what a run found out. */
  keep(made: ReadonlyMap<Part, PartCost>): void {
    if (made.size === 0) return;
    const used = this.#places.now;
    const fresh = [...made].map(([{ name, definition }, cost]): Timing => ({
      part: name,
      recipe: definition.name,
      cost,
      used,
    }));
    const belongs = ({ part }: Timing): boolean => this.#places.belongs(part);
    const ofRelease = mergeTimings(this.#ofRelease, fresh, { keeps: belongs, most: Number.POSITIVE_INFINITY });
    this.#files.write(this.#releasePath, encodeTimings(ofRelease));
    const ofUser = mergeTimings(this.#userTimings(), fresh, { keeps: () => true, most: MOST_OF_USER });
    this.#files.write(this.#userPath, encodeTimings(ofUser));
  }

  get #releasePath(): string {
    return join(this.#places.directory, '.slapbuild', 'timings.json');
  }

  get #userPath(): string {
    return join(this.#places.userCache, 'timings.json');
  }

  #userTimings(): Timings {
    return (this.#ofUser ??= this.#read(this.#userPath));
  }

  #read(path: string): Timings {
    return decodeTimings(this.#files.read(path) ?? '');
  }
}
