export { makeBench, type RecipeBench } from './bench.js';
export type { BenchSettings, TestedPart } from './bench-state.js';
export type { Call } from './calls.js';
export { checkRecipe } from './check-recipe.js';
export type { BenchInstalled } from './make-part.js';
export type { Sections } from './resolve-context.js';
export type { BenchTools } from './tools.js';
