import type { RecipeDefinition, RecipeFailure, Resolution, Result } from '../engine/recipe/index.js';
import type { BenchSettings, BenchState, TestedPart } from './bench-state.js';
import type { Call } from './calls.js';
import { makePart, PLACEHOLDER, type BenchInstalled } from './make-part.js';
import { resolvePart } from './resolve-part.js';
import { defaultTools } from './tools.js';

/** Runs recipes as the engine does, in a real directory and without a profile. */
export interface RecipeBench {
  /** Everything that recipes did so far. */
  readonly calls: readonly Call[];
  /** Output of all commands. */
  output(): string;
  /** `location` stands for the part's own place; recipes must work with any text. */
  resolve(recipe: RecipeDefinition, part: TestedPart, location?: string): Promise<Result<Resolution, RecipeFailure>>;
  /** Removes what an earlier install of the part recorded, then installs. A failure leaves nothing of the part. */
  install(recipe: RecipeDefinition, part: TestedPart): Promise<Result<BenchInstalled, RecipeFailure>>;
  /** Calls `update`, or `install` where a recipe has none. */
  update(recipe: RecipeDefinition, part: TestedPart): Promise<Result<BenchInstalled, RecipeFailure>>;
}

export function makeBench(settings: BenchSettings): RecipeBench {
  const state: BenchState = {
    settings,
    tools: { ...defaultTools(settings.directory), ...settings.tools },
    signal: settings.signal ?? new AbortController().signal,
    calls: [],
    output: [],
    recorded: new Map(),
  };
  return {
    calls: state.calls,
    output: () => Buffer.concat(state.output).toString('utf8'),
    resolve: (recipe, part, location = PLACEHOLDER) => resolvePart(state, recipe, { part, location }),
    install: (recipe, part) => makePart(state, recipe, { part, call: 'install' }),
    update: (recipe, part) => makePart(state, recipe, { part, call: 'update' }),
  };
}
