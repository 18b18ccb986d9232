export { PART_DEPENDENCIES, type ConditionText, type OptionNode, type Operator, type Profile } from './ast.js';
export type { SectionNode, Trivia, ValueLine } from './ast.js';
export { activeSections, type ActiveProfile, type UndecidedSection } from './active.js';
export { isBlank, splitWords, strip, type Word } from './blank.js';
export {
  conditionFacts,
  DEFAULT_ENVIRONMENT,
  makeConditions,
  type ConditionEnvironment,
  type Conditions,
} from './condition/index.js';
export { explain, type ProfileFailure } from './failures.js';
export { parseTree } from './parse.js';
export { joinOperands, valueOf } from './value.js';
