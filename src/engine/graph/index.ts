export { isValueRead } from './inputs.js';
export { linkParts, surveyParts, type Linked, type LinkSettings, type PartGraph, type SurveyedParts } from './link.js';
export type { PendingInput } from './initialise.js';
export type { Identity, Part, Placement } from './part.js';
export type { InputReader, PartDraft, PlacePart } from './ports.js';
export { makeProfilePaths, replaceDirectory, type ProfilePaths } from './profile-paths.js';
export { makeRegistry, type RecipeRegistry } from './registry.js';
