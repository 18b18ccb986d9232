import type { Algorithm, RecipeDefinition, Resolution, SourceRequest } from '../recipe/index.js';
import type { Part, Placement } from './part.js';

/** Local content that counts in signatures. Answers are remembered for one run. */
export interface InputReader {
  /** Hex digest of a file's content, or of a directory's names, modes and contents; `undefined` when nothing is there. */
  digest(path: string, algorithm?: Algorithm): string | undefined;
  /** Whether something of what was digested for a path is not as it was then. */
  hasChanged(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The content of a file; `undefined` when it cannot be read. */
  bytes(path: string): Uint8Array | undefined;
  /** Path of a remote source that was fetched and checked in this run. */
  fetched(source: SourceRequest): string | undefined;
  /** Tells where the engine has put a fetched source. */
  addFetched(source: SourceRequest, path: string): void;
  /** Every local path that was looked at, there or not. */
  readonly visited: ReadonlySet<string>;
}

/** A part whose own options are resolved, before it has a place. Texts still hold `@@LOCATION@@`. */
export interface PartDraft {
  readonly name: string;
  readonly definition: RecipeDefinition;
  readonly texts: ReadonlyMap<string, string>;
  readonly resolution: Resolution;
  readonly needs: readonly Part[];
  /** What was read besides own options: labels without machine paths, to values or digests. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** Computes signature and location of a part; pure but for looking into the stores. */
export type PlacePart = (draft: PartDraft) => Placement;
