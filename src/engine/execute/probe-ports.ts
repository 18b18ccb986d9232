/** What the cache of `configure` answers needs of the outside. Nothing here fails a build: what cannot be had is missing. */
export interface ProbeFiles {
  /** The text of an entry; `undefined` when there is none that can be trusted. */
  readEntry(key: string): Promise<string | undefined>;
  /** Best effort; whoever reads sees the old text or the new one. Entries not used for long go away. */
  writeEntry(key: string, text: string): Promise<void>;
  /**
   * Digest of what programs can see of this machine outside the trees of parts: kernel, processor, limits, user, system
   * headers, libraries and programs, packages, and the `named` paths. `undefined`: it cannot be told.
   */
  readMachineState(named: readonly string[]): Promise<string | undefined>;
  /** `undefined`: too large to be looked at, or not readable. */
  readTree(directory: string): Promise<ProbedTree | undefined>;
  /** What is not as it was when `before` was read, sorted by path. */
  findChanges(directory: string, before: ProbedTree): Promise<readonly TreeChange[] | undefined>;
}

/** Everything below a directory at one moment. */
export interface ProbedTree {
  /** Over names, kinds, modes and contents, and the file system they are on. */
  readonly digest: string;
  /** By path below the directory: another stamp means that somebody wrote there. */
  readonly stamps: ReadonlyMap<string, string>;
}

export interface TreeChange {
  /** Below the directory. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink' | 'other' | 'gone';
  readonly mode: number;
  /** Of a symbolic link. */
  readonly target?: string;
}
