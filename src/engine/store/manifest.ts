/** A file, directory or link of an entry, below its root. */
export type ManifestFile =
  | { readonly type: 'file'; readonly mode: number; readonly size: number; readonly sha256: string }
  | { readonly type: 'directory'; readonly mode: number }
  | { readonly type: 'symlink'; readonly target: string };

/** `.slapbuild.json`: what a store entry is, what it holds, and how it came to be. */
export interface Manifest {
  readonly schema: 1;
  readonly name: string;
  readonly signature: string;
  readonly identity: Readonly<Record<string, string>>;
  /** Path below the entry, sorted by code points. */
  readonly files: Readonly<Record<string, ManifestFile>>;
  /** Store paths found in the contents, as `<name>/<signature>`, sorted. */
  readonly references: readonly string[];
  /** Bytes of all files together. */
  readonly size: number;
  readonly builder: string;
  readonly seconds: number;
}

/** What a scan of a finished tree finds. */
export interface TreeScan {
  readonly files: Readonly<Record<string, ManifestFile>>;
  readonly references: readonly string[];
  readonly size: number;
}
