import { activeSections, parseTree, type Conditions, type ProfileFailure } from '../profile/index.js';
import { foldSections, type Extension, type Layer, type LayerContent } from './layer.js';
import type { LoadedProfile } from './ports.js';

/** A profile that was read, and the profiles it extends. */
export interface ProfileNode {
  readonly loaded: LoadedProfile;
  readonly content: LayerContent;
  readonly bases: ProfileNode[];
}

export interface NodeSettings {
  /** As reached: what relative names in the profile are joined to; `undefined` for a text that no file holds. */
  readonly location: string | undefined;
  /** What `_profile_base_location_` stands for in it. */
  readonly base: string;
  readonly extendedBy?: Extension | undefined;
  readonly conditions: Conditions;
}

export interface ReadNode {
  readonly node: ProfileNode;
  readonly failures: readonly ProfileFailure[];
}

const NO_SECTIONS = { active: [], undecided: [] };

/** Parses a profile. One with mistakes has no sections. */
export function readNode(loaded: LoadedProfile, { location, base, extendedBy, conditions }: NodeSettings): ReadNode {
  const { source } = loaded;
  const layer: Layer = { kind: 'file', source, location, base, extendedBy };
  const sections = activeSections(parseTree(source), conditions);
  const content = foldSections(layer, sections.ok ? sections.value : NO_SECTIONS);
  return { node: { loaded, content, bases: [] }, failures: sections.ok ? [] : sections.failures };
}
