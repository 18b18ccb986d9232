import { fail, succeed, type Result } from '../../engine/diag/index.js';

/** A stretch of a command line: blanks, one quoted or plain piece of a word. */
const TOKEN =
  /(?<blank>[ \t\r\n]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^ \t\r\n'"\\]+)/gsuy;

/**
 * Splits a command line as a POSIX shell splits words, and does nothing else that a shell does: no expansion, no
 * comments, no operators. Line breaks separate words. Between double quotes a backslash protects only `"` and `\`.
 * The failure completes "option `command-line` …".
 */
export function splitWords(text: string): Result<readonly string[], string> {
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const content = contentOf(match.groups ?? {});
    if (content !== undefined) word = (word ?? '') + content;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (end < text.length) return fail(mistakeAt(text.slice(end)));
  return succeed(word === undefined ? words : [...words, word]);
}

/** The text that a token adds to its word; `undefined` for blanks. Unmatched groups are `undefined`. */
function contentOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { single, double, escaped, plain }: Pieces = groups;
  return single ?? double?.replaceAll(/\\(["\\])/gu, '$1') ?? escaped ?? plain;
}

interface Pieces {
  readonly single?: string | undefined;
  readonly double?: string | undefined;
  readonly escaped?: string | undefined;
  readonly plain?: string | undefined;
}

function mistakeAt(rest: string): string {
  return rest.startsWith('\\') ? 'ends with a backslash' : `has no closing \`${rest[0] ?? ''}\``;
}
