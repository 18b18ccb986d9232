/** Brackets in brackets, or blocks in blocks. Python runs out of its own stack or indentation at fewer. */
export const DEEPEST_NESTING = 100;

/** Operations on operations; Python compiles no more than 197 of them. */
export const DEEPEST_TREE = 200;
