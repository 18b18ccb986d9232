import type { Span } from '../diag/index.js';
import type { RecipeDefinition, Resolution } from '../recipe/index.js';

/**
 * Everything that decides a part's content, flat: `recipe`, `option:url`, `input:@@PROFILE@@/x.patch`, `need:zlib`, ….
 * Same identity, same content; the signature is its digest (design: a part's identity).
 */
export type Identity = Readonly<Record<string, string>>;

/** Where a part lives. */
export interface Placement {
  readonly identity: Identity;
  /** First 40 hex digits of the SHA-256 of the canonical identity. */
  readonly signature: string;
  /** Absolute path of the part's own directory, also for recipes with location `none` (nothing is made there then). */
  readonly location: string;
  /** The part lives in the shared store. */
  readonly shared: boolean;
  /** The store holds it, finished. */
  readonly present: boolean;
}

/** A node of the graph: a section with a recipe, resolved, checked and placed. */
export interface Part extends Placement {
  readonly name: string;
  readonly definition: RecipeDefinition;
  /** Own options and exports, the location filled in. */
  readonly texts: ReadonlyMap<string, string>;
  readonly resolution: Resolution;
  /** Names of the parts that must be there first. */
  readonly needs: readonly string[];
  /** Local files and directories whose content is in the signature. */
  readonly inputPaths: readonly string[];
  readonly profileBase: string;
  readonly header: Span;
  /**
   * Where the value of an option stands: what of it holds `text`, or the reference that brought that; without one the
   * first line. The header for options that nobody wrote.
   */
  spanOf(option: string, text?: string): Span;
  nameSpanOf(option: string): Span;
}
