import type { Result } from '../diag/index.js';
import type { TreeScan } from './manifest.js';

/** A file operation of the store that failed; `code` is the errno name. */
export interface StoreFailure {
  readonly kind: 'file-failed';
  readonly operation: string;
  readonly path: string;
  readonly code: string;
}

/** A small file of the engine's own in an entry. */
export interface EntryText {
  readonly name: string;
  readonly text: string;
}

/** The file system as the store needs it. */
export interface StoreFiles {
  /** Synchronous: asked for every shared part of every plan. */
  exists(path: string): boolean;
  /** Whether new entries can be made below a directory; a missing one counts when `create` is set. */
  isWritable(root: string, create: boolean): boolean;
  /** Makes an empty directory for a new entry; what is there is removed first. */
  prepare(entry: string): Promise<Result<void, StoreFailure>>;
  /** Digests a finished tree and finds store paths below `roots` in its contents. */
  scan(entry: string, roots: readonly string[]): Promise<Result<TreeScan, StoreFailure>>;
  /**
   * Makes the tree read-only, drops set-user-id bits, then writes the texts into it, in their order, each synced and
   * under its name only when it is whole.
   */
  publish(entry: string, texts: readonly EntryText[]): Promise<Result<void, StoreFailure>>;
  remove(entry: string): Promise<Result<void, StoreFailure>>;
}
