export { fail, failAll, succeed, type Failed, type Result, type Source, type Success } from '../diag/index.js';
export type * from './context.js';
export { defineRecipe, type RecipeDefinition, type UninstallingPart } from './definition.js';
export type * from './failures.js';
export {
  compileOptions,
  option,
  type OptionDecoder,
  type OptionType,
  type OptionTypes,
  type OptionValues,
  type ZodModule,
} from './options.js';
export { explainRecipeFailure, fileWords } from './explain.js';
export type { PartPlace } from './place.js';
export {
  dumps,
  loads,
  mapStrings,
  typedFrom,
  type JsonValue,
  type TypedDict,
  type TypedKey,
} from '../literal/index.js';
export type { TypedSet, TypedTuple, TypedValue } from '../literal/index.js';
export { localPath } from './source.js';
