import type { Result } from '../diag/index.js';
import type { ResolveFailure } from './failures.js';
import { loadLayers, type LayersResult } from './load.js';
import { mergeLayers } from './merge-layers.js';
import type { MergedProfile } from './merged-profile.js';
import type { ProfileLoader } from './ports.js';
import type { LayerRequest } from './request.js';

export type ProfileResult = Result<MergedProfile, ResolveFailure>;

/** Reads and merges a profile with all of its layers; at once, or as a promise when something is remote. */
export function loadProfile(request: LayerRequest, loader: ProfileLoader): ProfileResult | Promise<ProfileResult> {
  const layers = loadLayers(request, loader);
  return layers instanceof Promise ? layers.then(merge) : merge(layers);
}

function merge(layers: LayersResult): ProfileResult {
  return layers.ok ? mergeLayers(layers.value) : layers;
}
