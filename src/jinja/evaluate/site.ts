import type { Source } from '../../engine/diag/index.js';

/** Where in its template something happens. */
export interface Site {
  readonly start: number;
  readonly end: number;
  /** An offset on the line that Jinja's traceback tells. */
  readonly at: number;
  /** The filter or test that is applied there. */
  readonly applied?: Applied;
}

/** A filter or test, and where its name and its arguments are. */
export interface Applied {
  /** For people: `filter `join``. */
  readonly title: string;
  readonly start: number;
  readonly nameEnd: number;
  readonly end: number;
}

export const START: Site = { start: 0, end: 0, at: 0 };

export function titleOf(kind: 'filter' | 'test', name: string): string {
  return `${kind} \`${name}\``;
}

/** Why a template runs. */
export type RootKind = 'render' | 'include' | 'import' | 'extends';

/** What runs, for people. */
export interface Role {
  readonly kind: RootKind | 'compile' | 'block' | 'macro' | 'caller' | 'loop' | 'filter';
  /** Of a block or a macro. */
  readonly name?: string | undefined;
}

/** One step of the chain that led to a failure: something that ran, and where it was. */
export interface Step {
  readonly role: Role;
  /** Absent for a text that was given. */
  readonly templateName: string | undefined;
  readonly source: Source;
  readonly site: Site;
}
