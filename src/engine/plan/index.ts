export type { Part } from '../graph/index.js';
export { canonicalJson, identify, signatureOf, type IdentitySettings } from './identity.js';
export { makePlacer, type PlaceSettings } from './place.js';
export {
  planParts,
  type PartAction,
  type Plan,
  type PlanFacts,
  type PlannedPart,
  type PlannedRemoval,
} from './plan.js';
export { compareIdentities, describeReason, type StaleReason } from './reasons.js';
