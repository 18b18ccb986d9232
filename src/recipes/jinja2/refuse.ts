import { fail, type Result, type RecipeRefusal } from '../../engine/recipe/index.js';

export interface Place {
  /** The option to point at. */
  readonly option?: string;
  /** What of its value. */
  readonly text?: string;
  readonly hint?: string;
}

export function refuse(message: string, place: Place = {}): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', message, ...place });
}
