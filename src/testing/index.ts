export { makeBench, type BenchInstalled, type BenchSettings, type RecipeBench, type TestedPart } from './bench.js';
export type { Call } from './calls.js';
export { checkRecipe } from './check-recipe.js';
export type { Sections } from './resolve-context.js';
export type { BenchTools } from './tools.js';
