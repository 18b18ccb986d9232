/** What an installed part left behind: enough to compare, to update and to remove it, also without its recipe. */
export interface InstalledPart {
  readonly name: string;
  /** Canonical recipe name. */
  readonly recipe: string;
  readonly signature: string;
  /** Everything that decided its content, flat; the source of "why is this stale". */
  readonly identity: Readonly<Record<string, string>>;
  /** Options as they were installed, exports included. */
  readonly options: Readonly<Record<string, string>>;
  /** Its own directory; `null` when its recipe places files elsewhere. */
  readonly location: string | null;
  /** It lives in a store, which removes it; never recorded for removal. */
  readonly shared: boolean;
  /** Absolute paths to remove on uninstall, in the order recorded. */
  readonly paths: readonly string[];
  /** The paths as the recipe named them, where that is other text: relative names, a `/` at the end. For the export. */
  readonly named?: readonly string[];
  /** Known from `.installed.cfg` only: what decided its content is not, so it is never current. */
  readonly adopted?: true;
}

/** The installed parts of a release in recorded order: the part changed last stands last. */
export type InstalledState = ReadonlyMap<string, InstalledPart>;

/** One line of the journal. */
export type JournalEntry =
  | { readonly type: 'installed'; readonly part: InstalledPart }
  /** Work on a place began; if no `installed` follows, what is at `paths` is rubble. */
  | { readonly type: 'started'; readonly name: string; readonly paths: readonly string[] }
  | { readonly type: 'removed'; readonly name: string }
  /** These stand last from now on, in this order: a run came to them, if only to leave them as they are. */
  | { readonly type: 'visited'; readonly names: readonly string[] }
  | ({ readonly type: 'exported' } & Exported);

/** The state file for other programs. */
export interface Exported {
  readonly path: string;
  /** SHA-256 of a text that records parts of another program: the journal knows all of it. */
  readonly digest?: string;
}

/** What a journal says: the state, and places where work began and did not end. */
export interface JournalContent {
  readonly state: InstalledState;
  readonly rubble: ReadonlyMap<string, readonly string[]>;
  /** The last export, or the file that was taken over; `undefined` before the first. */
  readonly exported: Exported | undefined;
  /** Entries read; many more than there are parts ask for a fresh journal. */
  readonly entries: number;
  /** The text is not as this version writes it: of an older schema, or with a torn end. */
  readonly isOld: boolean;
}
