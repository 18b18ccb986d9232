/** The vectors of `recipes-*.json`, as their README describes them; as far as the recipes here need them. */
export interface RecipeCase {
  readonly id: string;
  readonly recipe: string;
  readonly about: string;
  readonly tags?: readonly string[];
  readonly http?: Readonly<Record<string, { readonly text: string }>>;
  readonly steps: readonly RecipeStep[];
}

export interface RecipeStep {
  readonly files?: Readonly<Record<string, Input>>;
  readonly args?: readonly string[];
  readonly expected: RecipeOutcome;
}

/** What is written before a run; `null` deletes. */
export type Input =
  | string
  | null
  | { readonly text: string; readonly mode?: string }
  | { readonly base64: string; readonly mode?: string }
  | { readonly symlink: string };

export interface RecipeOutcome {
  readonly exit: number;
  readonly error?: { readonly mentions: readonly string[] };
  readonly actions: readonly string[];
  readonly recorded: Readonly<Record<string, readonly string[]>> | null;
  readonly tree?: Readonly<Record<string, Node>>;
}

/** What is at a path. */
export interface Node {
  readonly type: string;
  readonly mode?: string;
  readonly text?: string;
  readonly sha256?: string;
  readonly target?: string;
}

/** Recipes whose cases are run. */
const RECIPES: ReadonlySet<string> = new Set(['slapos.recipe.template:jinja2']);

export function isRecipeCase(value: unknown): value is RecipeCase {
  return typeof value === 'object' && value !== null && 'recipe' in value && 'steps' in value && 'id' in value;
}

/** A case of a recipe that is here; what the fork of buildout does otherwise is no measure. */
export function isWanted({ recipe, tags = [] }: RecipeCase): boolean {
  return RECIPES.has(recipe) && !tags.includes('stock-engine');
}
