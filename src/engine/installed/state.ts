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
}

/** The installed parts of a release in recorded order: the part changed last stands last. */
export type InstalledState = ReadonlyMap<string, InstalledPart>;

/** One line of the journal. */
export type JournalEntry =
  | { readonly type: 'installed'; readonly part: InstalledPart }
  /** Work on a place began; if no `installed` follows, what is at `paths` is rubble. */
  | { readonly type: 'started'; readonly name: string; readonly paths: readonly string[] }
  | { readonly type: 'removed'; readonly name: string };

/** What a journal says: the state, and places where work began and did not end. */
export interface JournalContent {
  readonly state: InstalledState;
  readonly rubble: ReadonlyMap<string, readonly string[]>;
  /** Entries read; more than twice the parts asks for a fresh journal. */
  readonly entries: number;
}
