import { fail, nearestName, succeed, type Result } from '../../engine/diag/index.js';
import type { RecipeRefusal } from '../../engine/recipe/index.js';

export interface PercentNames {
  readonly values: ReadonlyMap<string, string>;
  /** Option that holds the text, for messages. */
  readonly option: string;
  /** What the names are: `option of this part`, `variable`. */
  readonly kind: string;
  readonly hint?: string;
}

/**
 * Replaces `%(name)s` by values, `%(name)r` by values as Python literals and `%%` by `%`, once: inserted text is not looked at again. Any other percent sign is
 * a mistake, because a build would otherwise run with text that nobody meant.
 */
export function formatPercent(text: string, names: PercentNames): Result<string, RecipeRefusal> {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(/%(?:%|\((?<name>[^()]*)\)(?<form>[sr])|)/gu)) {
    result += text.slice(from, match.index);
    from = match.index + match[0].length;
    const name = match.groups?.['name'];
    if (name !== undefined) {
      const value = names.values.get(name);
      if (value === undefined) return fail(unknownName(name, names));
      result += match.groups?.['form'] === 'r' ? quotePython(value) : value;
    } else if (match[0] === '%%') result += '%';
    else return fail(strayPercent(text.slice(match.index), names));
  }
  return succeed(result + text.slice(from));
}

/** A text as Python's `repr` writes it: a literal that a Python program can hold. */
function quotePython(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{Cc}]/gu, (character) => ESCAPES[character] ?? hexadecimal(character));
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function hexadecimal(character: string): string {
  return `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;
}

function unknownName(name: string, { values, option, kind, hint }: PercentNames): RecipeRefusal {
  const nearest = nearestName(name, values.keys());
  const told = nearest === undefined ? hint : `did you mean \`%(${nearest})s\`?`;
  return {
    kind: 'recipe-error',
    option,
    text: `%(${name})`,
    message: `\`%(${name})s\` in \`${option}\` names no ${kind}`,
    ...(told !== undefined && { hint: told }),
  };
}

const SHOWN = 20;

function strayPercent(rest: string, { option }: PercentNames): RecipeRefusal {
  const [line = ''] = rest.split('\n', 1);
  const shown = line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
  return {
    kind: 'recipe-error',
    option,
    text: line.slice(0, SHOWN),
    message: `stray percent sign in \`${option}\`, at \`${shown}\``,
    hint: 'write `%%` for a percent sign and `%(name)s` for a value',
  };
}
