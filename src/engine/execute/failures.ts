import type { Diagnostic, Span } from '../diag/index.js';
import { explainRecipeFailure, type RecipeFailure } from '../recipe/index.js';
import type { Part } from '../plan/index.js';

/** What can go wrong with one part while it is made, kept or removed. */
export type PartFailure =
  | RecipeFailure
  | { readonly kind: 'recipe-crashed'; readonly error: string; readonly stack: readonly string[] }
  | { readonly kind: 'nothing-installed'; readonly location: string }
  | { readonly kind: 'path-outside'; readonly path: string }
  | { readonly kind: 'path-claimed-twice'; readonly path: string; readonly owner: string }
  | { readonly kind: 'input-changed'; readonly path: string }
  | PartTimeout;

/** The part took longer than a part may. */
export interface PartTimeout {
  readonly kind: 'part-timeout';
  readonly seconds: number;
  /** Completes "it was …"; `undefined` before its first phase. */
  readonly doing: string | undefined;
  readonly logPath: string;
}

export function explain(failure: PartFailure, part: Part): Diagnostic {
  const at: Span = part.header;
  const base = { code: failure.kind, severity: 'error', at, notes: [] } as const;
  switch (failure.kind) {
    case 'recipe-crashed':
      return {
        ...base,
        message: `recipe \`${part.definition.name}\` crashed in part \`${part.name}\`: ${failure.error}`,
        notes: failure.stack.map((line) => ({ message: line })),
        hint: 'this is a mistake in the recipe, not in the profile: tell its author',
      };
    case 'nothing-installed':
      return { ...base, message: `part \`${part.name}\` did not leave its directory \`${failure.location}\` behind` };
    case 'input-changed':
      return {
        ...base,
        message: `part \`${part.name}\`: \`${failure.path}\` changed while it was being built`,
        hint: 'run again: what was built of the old and the new content is thrown away',
      };
    case 'part-timeout':
      return {
        ...base,
        message: `part \`${part.name}\` took longer than ${String(failure.seconds)} s`,
        notes: failure.doing === undefined ? [] : [{ message: `it was ${failure.doing} then` }],
        hint: `\`--part-timeout\` sets the limit; the whole log is ${failure.logPath}`,
      };
    case 'path-claimed-twice':
      return {
        ...base,
        message: `part \`${part.name}\` recorded \`${failure.path}\`, which part \`${failure.owner}\` has installed`,
        hint: `give one of them another path: removing one part would take the file of the other away`,
      };
    case 'path-outside':
      return {
        ...base,
        message: `recipe \`${part.definition.name}\` recorded \`${failure.path}\` for part \`${part.name}\`, which holds the release itself`,
        hint: 'a part may record only what belongs to it: the path would be removed with the part',
      };
    default:
      return explainRecipeFailure(failure, {
        part: part.name,
        recipe: part.definition.name,
        header: at,
        spanOf: part.spanOf,
      });
  }
}

/** A recipe threw: a bug of the recipe, told once with the top of its stack. */
export function crashed(error: unknown): PartFailure {
  if (!(error instanceof Error)) return { kind: 'recipe-crashed', error: String(error), stack: [] };
  const stack = (error.stack ?? '').split('\n').slice(1, 1 + STACK_LINES);
  return { kind: 'recipe-crashed', error: error.message, stack: stack.map((line) => line.trim()) };
}

const STACK_LINES = 4;
