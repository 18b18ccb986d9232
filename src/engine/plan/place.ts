import { join } from 'node:path';
import type { Identity, PartDraft, PlacePart, Placement } from '../graph/index.js';
import type { StoreView } from '../store/index.js';
import { identify, signatureOf, type IdentitySettings } from './identity.js';

export interface PlaceSettings extends IdentitySettings {
  /** Absolute `parts-directory`. */
  readonly partsDirectory: string;
  /** `undefined`: shared parts are built into the release. */
  readonly store: StoreView | undefined;
}

/** Gives parts their signature and place. A shared part that no store can take is built into the release. */
export function makePlacer(settings: PlaceSettings): PlacePart {
  return (draft) => inStore(draft, settings) ?? inRelease(draft, settings);
}

function inStore(draft: PartDraft, settings: PlaceSettings): Placement | undefined {
  const { store } = settings;
  if (store === undefined || draft.resolution.shared !== true || draft.resolution.location !== 'own') return undefined;
  const { identity, signature } = sign(draft, settings, true);
  const place = store.find(draft.name, signature);
  return place && { identity, signature, location: place.path, shared: true, present: place.present };
}

function inRelease(draft: PartDraft, settings: PlaceSettings): Placement {
  const location = join(settings.partsDirectory, draft.name);
  return { ...sign(draft, settings, false), location, shared: false, present: false };
}

function sign(draft: PartDraft, settings: PlaceSettings, shared: boolean): { identity: Identity; signature: string } {
  const identity = identify(draft, settings, shared);
  return { identity, signature: signatureOf(identity) };
}
