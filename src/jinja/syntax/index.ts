export type { SyntaxFailure, SyntaxFailureKind } from './failures.js';
export type * from './nodes.js';
export { parseTemplate } from './parse.js';
export { DEFAULT_SYNTAX, type SyntaxSettings } from './settings.js';
