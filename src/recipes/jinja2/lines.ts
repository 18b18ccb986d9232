import { failAll, succeed, type RecipeRefusal, type Result } from '../../engine/recipe/index.js';

/** One line of `context` or `import-list`. */
export interface Line {
  readonly type: string;
  readonly name: string;
  /** What follows, with its inner blanks. */
  readonly expression: string;
  readonly text: string;
}

export interface LineRules {
  readonly option: 'context' | 'import-list';
  /** What the second word is, for messages. */
  readonly second: 'name' | 'alias';
  /** Whether something else has the name already. */
  readonly taken?: (name: string) => boolean;
}

// What Python takes for blanks and for ends of lines.
const BLANKS = `\\s\\u0085${String.fromCodePoint(0x1c, 0x1d, 0x1e, 0x1f)}`;
const ENDS = new RegExp(`\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029${String.fromCodePoint(0x1c, 0x1d, 0x1e)}]`, 'u');
const LINE = new RegExp(
  `^[${BLANKS}]*(?<type>[^${BLANKS}]+)[${BLANKS}]+(?<name>[^${BLANKS}]+)[${BLANKS}]+(?<expression>[^${BLANKS}].*)$`,
  'su',
);

/** Reads the lines of an option: three fields each, no name twice. Every mistake is told. */
export function readLines(text: string, { option, second, taken }: LineRules): Result<readonly Line[], RecipeRefusal> {
  const lines: Line[] = [];
  const names = new Set<string>();
  const mistakes: RecipeRefusal[] = [];
  const refuse = (line: string, message: string, hint?: string): void => {
    mistakes.push({ kind: 'recipe-error', option, text: line, message, ...(hint !== undefined && { hint }) });
  };
  for (const line of text.split(ENDS)) {
    if (line.trim() === '') continue;
    const { type, name, expression } = LINE.exec(line)?.groups ?? {};
    if (type === undefined || name === undefined || expression === undefined)
      refuse(line, `\`${line}\` in \`${option}\` is not \`type ${second} expression\``, HINT);
    else if (names.has(name)) refuse(line, `\`${option}\` has \`${name}\` twice`);
    else if (taken?.(name) === true) refuse(line, `\`${name}\` in \`${option}\` is a name that every template has`);
    else lines.push({ type, name, expression, text: line });
    if (name !== undefined) names.add(name);
  }
  const [first, ...more] = mistakes;
  return first === undefined ? succeed(lines) : failAll([first, ...more]);
}

const HINT = 'a value that is empty leaves a field out, and one of several lines makes further lines';
