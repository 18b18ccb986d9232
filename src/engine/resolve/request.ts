import type { ConditionEnvironment } from '../profile/index.js';
import type { Dialect } from './dialect.js';
import type { PlaceOfWord } from './word-place.js';

/** What to load, and under which circumstances. The engine looks nowhere else. */
export interface LayerRequest {
  readonly dialect: Dialect;
  /** The main profile: a URL, or a path, relative to `workingDirectory`. */
  readonly profile: string;
  /** Where the user of the caller has written the main profile. */
  readonly placeOf?: PlaceOfWord | undefined;
  /** Absolute. */
  readonly workingDirectory: string;
  /** Absolute path of the user defaults file; it is read if it exists. */
  readonly userDefaults?: string | undefined;
  /** `section:option=value`, `option=value` for `[buildout]`, with `+=` and `-=`; in the order given. */
  readonly assignments: readonly string[];
  /** Options of `[buildout]` that the caller decides; assignments beat them. */
  readonly options?: RunOptions;
  readonly conditions: ConditionEnvironment;
  /** What `~` stands for. */
  readonly home?: string | undefined;
  /** Value of `${buildout:executable}`. */
  readonly executable?: string | undefined;
}

export interface RunOptions {
  readonly offline?: boolean | undefined;
  readonly newest?: boolean | undefined;
  readonly verbosity?: number | undefined;
  readonly socketTimeout?: number | undefined;
}

/** All assignments of a request, those of its options first. */
export function allAssignments({ assignments, options }: LayerRequest): readonly string[] {
  const { offline, newest, verbosity, socketTimeout } = options ?? {};
  const named = Object.entries({ offline, newest, verbosity, 'socket-timeout': socketTimeout });
  return [
    ...named.flatMap(([name, value]) => (value === undefined ? [] : [`buildout:${name}=${value}`])),
    ...assignments,
  ];
}
