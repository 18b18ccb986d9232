/** The longest text that is read, and the longest that a value may print as, in UTF-16 units. */
export const MAX_LENGTH = 1024 * 1024;

/** How deep brackets may stand in each other; Python's own limit. */
export const MAX_DEPTH = 200;

/**
 * How many items and characters `+` and subscripts may go over in one text. A text of the greatest length can do it
 * several times; without the limit, a chain of slices would take quadratic time.
 */
export const MAX_WORK = 8 * MAX_LENGTH;
