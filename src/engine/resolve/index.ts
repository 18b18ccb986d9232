export type { ConditionEnvironment } from '../profile/index.js';
export type { Dialect, DialectRules } from './dialect.js';
export type { ExpandedSection } from './expand.js';
export { explain } from './explain.js';
export type { ResolveFailure, SectionFailure, LoadingFailure } from './failures.js';
export type { Layer } from './layer.js';
export { loadLayers, type LoadedLayers, type LayersResult } from './load.js';
export { loadProfile, type ProfileResult } from './load-profile.js';
export { mergeLayers } from './merge-layers.js';
export type { MergedOption, MergedSection } from './merge.js';
export type { Contribution } from './value.js';
export type { MergedProfile } from './merged-profile.js';
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
export { resolveSections, type ResolveOptions } from './resolve-sections.js';
