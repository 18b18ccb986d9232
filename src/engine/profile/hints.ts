/** What a line that cannot be read looks like. */
export type LineMistake = 'indented' | 'header' | 'colon' | 'name' | 'no-equals' | 'merge-mark';

const HINTS: Readonly<Record<LineMistake, string>> = {
  indented: 'an indented line continues the option above it, and there is none: write the option in the first column',
  header: 'a header is `[name]` or `[name:condition]`, with nothing after it but a comment',
  colon: 'only `=` separates an option and its value: write `name = value`',
  name: 'an option name holds no blanks, braces, brackets, `:` or `=`, and an operator follows a name',
  'no-equals': 'write `name = value`, or indent the line to continue the option above it',
  'merge-mark': 'keep one of the two texts, and take the lines `<<<<<<<`, `=======` and `>>>>>>>` out',
};

/** What to write instead of a line that cannot be read. */
export function hintForLine(text: string, reason: LineMistake): string {
  const sure = reason === 'header' ? hintForHeader(text) : reason === 'name' ? hintForName(text) : undefined;
  return sure ?? HINTS[reason];
}

const HEADER_OF_WORDS = /^\[\s*([^\s#[\]:;{}<]+(?:\s+[^\s#[\]:;{}<]+)+)\s*\]$/u;
const HEADER_WITH_MACRO = /^\[\s*([^\s#[\]:;{}<]+)\s*<=?\s*([^\s#[\]:;{}<]+)\s*\]$/u;

function hintForHeader(text: string): string | undefined {
  if (!text.includes(']')) return 'the `]` is missing';
  const [, name, macro] = HEADER_WITH_MACRO.exec(text) ?? [];
  if (name !== undefined && macro !== undefined) return `write \`<= ${macro}\` below \`[${name}]\``;
  const [, words] = HEADER_OF_WORDS.exec(text) ?? [];
  return words === undefined ? undefined : `a section name holds no blanks: \`[${words.replaceAll(/\s+/gu, '-')}]\``;
}

const SIGN_APART = /^[^\s{}[\]=:]+\s*([-+])\s+=/u;
const COLON_EQUALS = /^[^\s{}[\]=:]+\s*:=/u;
const NAME_OF_WORDS = /^[\w.-]+(?:\s+[\w.-]+)+\s*[-+]?=/u;

function hintForName(text: string): string | undefined {
  const [, sign] = SIGN_APART.exec(text) ?? [];
  if (sign !== undefined) return `write \`${sign}=\` without a blank between`;
  if (COLON_EQUALS.test(text)) return 'write `=` instead of `:=`';
  if (!NAME_OF_WORDS.test(text)) return undefined;
  return 'an option name holds no blanks; to continue the option above it, indent the line';
}

/** The lines that a version control system writes where it could not merge; `=======` is one only below another. */
export function isMergeMark(text: string): boolean {
  return /^(?:<{7}|>{7}|\|{7})(?:\s|$)/u.test(text);
}

export const MERGE_DIVIDER = '=======';

/** What a server shows to people, kept as if it were the file. */
export function isWebPage(text: string): boolean {
  return /^[\s\uFEFF]*<(?:!doctype|html|head)\b/iu.test(text);
}
