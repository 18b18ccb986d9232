export { makeConditions, type Conditions } from './condition.js';
export { conditionHint } from './hints.js';
export { conditionFacts, DEFAULT_ENVIRONMENT, type ConditionEnvironment } from './environment.js';
export { Problem } from './tokens.js';
