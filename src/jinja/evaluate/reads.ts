import type { Source } from '../../engine/diag/index.js';

/** What a rendering asked for, in the order of the first time. */
export interface Reads {
  /** Every name that was asked of the given context: it may not have it, and a global may have answered. */
  readonly names: readonly string[];
  readonly templates: readonly TemplateRead[];
}

/** A question to the loader, which is asked each but once in a rendering, and its answer. */
export interface TemplateRead {
  readonly name: string;
  /** The template that asked; absent for one without a name. */
  readonly parent: string | undefined;
  /** Absent when there is no such template. */
  readonly source: Source | undefined;
}

/** The same text for the same question only. */
export function questionKey(name: string, parent: string | undefined): string {
  return parent === undefined ? `\0${name}` : `${parent.length}:${parent}\0${name}`;
}
