export { lintProfile, sureDoubts } from './lint.js';
export type { Examined } from './subject.js';
