import { compareCodePoints, fail, nearestName, succeed, type Result, type Span } from '../diag/index.js';
import {
  compileOptions,
  type OptionDecoder,
  type OptionTypes,
  type RecipeDefinition,
  type ZodModule,
} from '../recipe/index.js';
import type { GraphFailure } from './failures.js';

/** The part that names a recipe, and where. */
export interface RecipeUser {
  readonly part: string;
  readonly at: Span;
}

/** The recipes of a run, by every name they answer to, with their option schemas compiled at first use. */
export interface RecipeRegistry {
  find(recipe: string, user: RecipeUser): Result<RecipeDefinition, GraphFailure>;
  /** Whether parts with the recipe get a directory of their own: those and no others can be shared. */
  hasDirectory(recipe: string): boolean;
  decoder(definition: RecipeDefinition): OptionDecoder<OptionTypes>;
  /** Whether a recipe has loaded what it needs; one that has not is loaded by `prepare`. */
  isReady(definition: RecipeDefinition): boolean;
  /** Has `prepare` load the recipes that a profile's text names, so that it need not be resolved twice for them. */
  expect(text: string): void;
  /** Answers whether there was something to load. */
  prepare(): Promise<boolean>;
}

/** Later definitions win over earlier ones of the same name. */
export function makeRegistry(definitions: readonly RecipeDefinition[], zod: ZodModule): RecipeRegistry {
  const byName = new Map<string, RecipeDefinition>();
  for (const definition of definitions) {
    for (const name of [definition.name, ...(definition.aliases ?? [])]) byName.set(name, definition);
  }
  const decoders = new Map<RecipeDefinition, OptionDecoder<OptionTypes>>();
  return {
    ...makeLoading(byName),
    find(recipe, { part, at }) {
      const found = byName.get(recipe);
      if (found !== undefined) return succeed(found);
      if (recipe.split(':').length > 2) return fail({ kind: 'invalid-recipe-name', recipe, at });
      const withoutEntry = byName.get(recipe.replace(/:default$/u, ''));
      if (withoutEntry !== undefined) return succeed(withoutEntry);
      const known = [...new Set(byName.values())].map(({ name }) => name).filter((name) => !/[.:]/u.test(name));
      const nearest = nearestRecipe(recipe, byName.keys());
      return fail({ kind: 'recipe-not-found', recipe, part, nearest, known: known.sort(compareCodePoints), at });
    },
    hasDirectory(recipe) {
      const definition = byName.get(recipe);
      return definition !== undefined && (definition.resolve === undefined || 'shared' in definition.options);
    },
    decoder(definition) {
      const known = decoders.get(definition) ?? compileOptions(zod, definition.options);
      decoders.set(definition, known);
      return known;
    },
  };
}

function makeLoading(
  byName: ReadonlyMap<string, RecipeDefinition>,
): Pick<RecipeRegistry, 'isReady' | 'expect' | 'prepare'> {
  const wanted = new Set<RecipeDefinition>();
  const ready = new Set<RecipeDefinition>();
  const isReady = (definition: RecipeDefinition): boolean => {
    if (definition.load === undefined || ready.has(definition)) return true;
    wanted.add(definition);
    return false;
  };
  return {
    isReady,
    expect(text) {
      for (const [name, definition] of byName)
        if (definition.load !== undefined && text.includes(name)) isReady(definition);
    },
    async prepare() {
      const loading = [...wanted];
      wanted.clear();
      await Promise.all(loading.flatMap((definition) => definition.load?.() ?? []));
      for (const definition of loading) ready.add(definition);
      return loading.length > 0;
    },
  };
}

/** Names such as `slapos.recipe.cmmi` are long: what is near as a whole may be another recipe of the same family. */
function nearestRecipe(recipe: string, names: Iterable<string>): string | undefined {
  return nearestName(
    recipe,
    [...names].filter((name) => isNearInPieces(piecesOf(recipe), piecesOf(name))),
  );
}

function isNearInPieces(written: readonly string[], known: readonly string[]): boolean {
  if (written.length !== known.length) return false;
  return written.every((piece, at) => piece === known[at] || nearestName(piece, known.slice(at, at + 1)) !== undefined);
}

function piecesOf(name: string): readonly string[] {
  return name.split(/[.:]/u);
}
