export type { Diagnostic, Note } from './diagnostic.js';
export { excerpt } from './excerpt.js';
export { editDistance, nearestName } from './nearest.js';
export {
  fail,
  failAll,
  InternalError,
  succeed,
  unreachable,
  type Failed,
  type Result,
  type Success,
} from './result.js';
export { locate, type Position, type Source, type Span } from './span.js';
export { compareCodePoints } from './code-points.js';
export { withoutCredentials } from './credentials.js';
export { quotedWord, shellWord, shellWords } from './shell-words.js';
