export { makeCores } from './cores.js';
export { COMMAND_PATH } from './environment.js';
export type { CostHistory, PartCost, PhaseCost } from './cost.js';
export type { PartEvent } from './events.js';
export { executePlan, type Execution } from './execute.js';
export type * from './ports.js';
export type { AfterFailure, Limits, Run, RunPorts, RunSettings } from './run.js';
export { isRemovable } from './part.js';
