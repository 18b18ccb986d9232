export {
  annotateSections,
  type AnnotatedContribution,
  type AnnotatedOption,
  type AnnotatedSection,
} from './annotation.js';
export { explainValue } from './explain-value.js';
export type { ExplainedReference, ExplainedStep, ExplainedValue, Explanation } from './explanation.js';
export { explain, type InspectFailure } from './failures.js';
export type { HistoryStep } from './history.js';
export { queryValue, sectionNotFound, type Subject } from './query.js';
export { expandedValues, mergedValues, resolvedValues, type StageValues, type Unresolved } from './stages.js';
export { undecidedHeaders } from './undecided.js';
