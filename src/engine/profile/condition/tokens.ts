/** A piece of a condition. `raw` strings keep their escapes, which Python reads and markers do not know. */
export interface Token {
  readonly kind: 'name' | 'integer' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Why a condition cannot be decided, and which part of it is to blame; offsets are those of the condition's text. */
export class Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
    this.message = message;
    this.start = start;
    this.end = end;
  }
}

const TOKEN =
  /(?<name>[A-Za-z_]\w*)|(?<integer>\d+)|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<symbol>\*\*|===|[=!<>~]=|[<>()[\],.:+*-])/y;
const BLANKS = /\s+/y;

export function tokenize(text: string): readonly Token[] | Problem {
  const tokens: Token[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) {
      return new Problem(`\`${text.charAt(at)}\` is not understood in a condition`, { start: at, end: at + 1 });
    }
    const token = { ...namedToken(groups), start: at, end: TOKEN.lastIndex };
    tokens.push(token);
    at = skip(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function namedToken(groups: Record<string, string | undefined>): Pick<Token, 'kind' | 'text'> {
  for (const kind of ['name', 'integer', 'string'] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text };
  }
  return { kind: 'symbol', text: groups['symbol'] ?? '' };
}

function skip(text: string, at: number): number {
  BLANKS.lastIndex = at;
  return BLANKS.test(text) ? BLANKS.lastIndex : at;
}
