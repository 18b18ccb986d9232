import { fail, nearestName, succeed, type Result, type Span } from '../diag/index.js';
import {
  compileOptions,
  type OptionDecoder,
  type OptionTypes,
  type RecipeDefinition,
  type ZodModule,
} from '../recipe/index.js';
import type { GraphFailure } from './failures.js';

/** The recipes of a run, by every name they answer to, with their option schemas compiled at first use. */
export interface RecipeRegistry {
  find(recipe: string, at: Span): Result<RecipeDefinition, GraphFailure>;
  decoder(definition: RecipeDefinition): OptionDecoder<OptionTypes>;
}

/** Later definitions win over earlier ones of the same name. */
export function makeRegistry(definitions: readonly RecipeDefinition[], zod: ZodModule): RecipeRegistry {
  const byName = new Map<string, RecipeDefinition>();
  for (const definition of definitions) {
    for (const name of [definition.name, ...(definition.aliases ?? [])]) byName.set(name, definition);
  }
  const decoders = new Map<RecipeDefinition, OptionDecoder<OptionTypes>>();
  return {
    find(recipe, at) {
      const found = byName.get(recipe) ?? byName.get(recipe.replace(/:default$/u, ''));
      if (found !== undefined) return succeed(found);
      if (recipe.split(':').length > 2) return fail({ kind: 'invalid-recipe-name', recipe, at });
      return fail({ kind: 'recipe-not-found', recipe, nearest: nearestName(recipe, byName.keys()), at });
    },
    decoder(definition) {
      const known = decoders.get(definition) ?? compileOptions(zod, definition.options);
      decoders.set(definition, known);
      return known;
    },
  };
}
