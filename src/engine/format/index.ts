/**
 * Gives profiles one layout without changing what they say. The rules:
 *
 * 1. Lines end in LF, without trailing blanks; the text ends with one line end.
 * 2. A header is `[name]` or `[name:condition]`; a comment on its line follows after one blank.
 * 3. An option is `name = value`, `name += value` or `name -= value`; macros are `<= value`, and a `=>` line stays one.
 * 4. The lines that continue a value are indented by two blanks, which replace the indentation that all of them share;
 *    what a line has beyond it stays. Where a value begins on the line after its name, its inner empty lines are part
 *    of it and stay too.
 * 5. One empty line stands before a header and the comments right above it, at most one between other lines.
 * 6. Comments stay as they are, between the same lines.
 *
 * `+=` that a file repeats for one option is one value whose lines keep their indentation towards each other, and so is
 * `-=`: their common indentation is replaced; beside a value that begins on the line of its option, they stay as they are.
 */
export { explain, type FormatFailure } from './failures.js';
export { formatProfile } from './format-profile.js';
export { sameMeaning } from './meaning.js';
