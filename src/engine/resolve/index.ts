export { conditionFacts, type ConditionEnvironment } from '../profile/index.js';
export type { Dialect, DialectRules } from './dialect.js';
export type { ExpandedSection } from './expand.js';
export { explain } from './explain.js';
export type { ResolveFailure, SectionFailure, LoadingFailure } from './failures.js';
export type { Layer, LayerContent } from './layer.js';
export { loadLayers, type LoadedLayers, type LayersResult } from './load.js';
export { loadProfile, type ProfileResult } from './load-profile.js';
export { isUrl, shownPath } from './locations.js';
export { mergeLayers } from './merge-layers.js';
export { MACROS, type MergedOption, type MergedSection, type PendingOperators } from './merge.js';
export { linesOf, optionValue, placeOf, type Contribution, type Segment, type Value } from './value.js';
export type { MergedProfile } from './merged-profile.js';
export { PROFILE_BASE, SECTION_NAME } from './profile-files.js';
export type {
  InitialisedSection,
  LoadedProfile,
  LoadFailure,
  LoadOptions,
  ProfileLoader,
  ResolvedProfile,
  ResolvedSection,
  SectionInitialiser,
  SectionInProgress,
} from './ports.js';
export type { LayerRequest, RunOptions } from './request.js';
export { surveySections, type Survey, type SurveyedSection, type SurveyedValue } from './survey.js';
export { misspeltPart, unknownPart } from './unknown-part.js';
export { placeOfWord, type PlaceOfWord } from './word-place.js';
export { resolveSections, type ResolveOptions } from './resolve-sections.js';
