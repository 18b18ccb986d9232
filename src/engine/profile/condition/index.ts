export { makeConditions, type Conditions } from './condition.js';
export { DEFAULT_ENVIRONMENT, type ConditionEnvironment } from './environment.js';
export { Problem } from './tokens.js';
