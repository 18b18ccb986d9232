import * as zod from 'zod';
import { succeed } from '../engine/diag/index.js';
import {
  compileOptions,
  type OptionTypes,
  type RecipeDefinition,
  type RecipeFailure,
  type Resolution,
  type ResolvingPart,
  type Result,
  type SourceRequest,
} from '../engine/recipe/index.js';
import { createInputReader } from '../platform/input-reader.js';
import { partName, type BenchState, type TestedPart } from './bench-state.js';
import { makeResolveContext } from './resolve-context.js';

export interface Placed {
  readonly part: TestedPart;
  /** The text that stands for the part's own place. */
  readonly location: string;
}

/** Asks the recipe again after each remote input it turned out to need, as the engine does. */
export async function resolvePart(
  state: BenchState,
  recipe: RecipeDefinition,
  placed: Placed,
): Promise<Result<Resolution, RecipeFailure>> {
  const resolving = decodePart(state, recipe, placed);
  if (!resolving.ok) return resolving;
  await recipe.load?.();
  const { directory, sections = {}, offline = false } = state.settings;
  const own = partName(placed.part);
  const reader = createInputReader();
  for (;;) {
    const pending: SourceRequest[] = [];
    const context = makeResolveContext({
      directory,
      sections: { ...sections, [own]: { recipe: recipe.name, ...placed.part.options } },
      own,
      reader,
      calls: state.calls,
      onPending: (source) => void pending.push(source),
    });
    const resolution = recipe.resolve?.(resolving.value, context) ?? succeed(ownDirectory(placed));
    if (resolution.ok || pending.length === 0) return resolution;
    for (const source of pending) {
      const options = { signal: state.signal, offline: source.offline ?? offline };
      const fetched = await state.tools.fetcher.fetch(source, options);
      if (!fetched.ok) return fetched;
      reader.addFetched(source, fetched.value.path);
    }
  }
}

/** The answer for a recipe without `resolve`. */
function ownDirectory({ part, location }: Placed): Resolution {
  return { location: 'own', shared: part.options['shared'] === 'true', exports: { location } };
}

/** A part with its options read as the recipe declares them. */
export function decodePart(
  { settings: { directory } }: BenchState,
  recipe: RecipeDefinition,
  { part, location }: Placed,
): Result<ResolvingPart<OptionTypes>, RecipeFailure> {
  const texts = new Map(Object.entries({ recipe: recipe.name, ...part.options }));
  const options = compileOptions(zod, recipe.options).decode(texts);
  if (!options.ok) return options;
  const { profileBase = directory } = part;
  return succeed({ name: partName(part), options: options.value, texts, location, directory, profileBase });
}
