import { Problem, type Token } from './tokens.js';

/** A condition as a tree; `token` is where a problem with the node is shown. */
export type Expression = { readonly token: Token } & (
  | { readonly kind: 'literal'; readonly value: string | bigint }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly of: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly of: Expression;
      readonly from: Expression | undefined;
      readonly to: Expression | undefined;
    }
  | { readonly kind: 'call'; readonly of: Expression; readonly values: readonly Expression[] }
  | { readonly kind: 'not' | 'negative'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'arithmetic'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'comparison'; readonly first: Expression; readonly others: readonly ComparisonStep[] }
);

export interface ComparisonStep {
  readonly operator: string;
  readonly value: Expression;
}

type Parsed = Expression | Problem;
const DEEPEST = 64;
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'is']);
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'for', 'lambda']);

/** Reads the part of Python's expressions that conditions are made of. */
export function parseExpression(tokens: readonly Token[]): Parsed {
  const reader = new Reader(tokens);
  const expression = reader.or();
  return expression instanceof Problem ? expression : reader.finish(expression);
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  finish(expression: Expression): Parsed {
    return this.#next.kind === 'end' ? expression : this.#unexpected();
  }

  or(): Parsed {
    return this.#chain('or', () => this.#chain('and', () => this.#not()));
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  #chain(word: 'and' | 'or', operand: () => Parsed): Parsed {
    let left = operand();
    while (!(left instanceof Problem) && this.#isWord(word)) {
      const token = this.#take();
      const right = operand();
      if (right instanceof Problem) return right;
      left = { kind: word, left, right, token };
    }
    return left;
  }

  #not(): Parsed {
    if (!this.#isWord('not')) return this.#comparison();
    const token = this.#take();
    const of = this.#nested(() => this.#not());
    return of instanceof Problem ? of : { kind: 'not', of, token };
  }

  #comparison(): Parsed {
    const first = this.#sum();
    if (first instanceof Problem) return first;
    const { start } = this.#next;
    const token = this.#next;
    const others: ComparisonStep[] = [];
    for (let operator = this.#operator(); operator !== undefined; operator = this.#operator()) {
      const value = this.#sum();
      if (value instanceof Problem) return value;
      others.push({ operator, value });
    }
    return others.length === 0 ? first : { kind: 'comparison', first, others, token: { ...token, start } };
  }

  /** Takes a comparison operator, `not in` and `is not` as one. */
  #operator(): string | undefined {
    const { text } = this.#next;
    const second = this.#tokens[this.#at + 1]?.text;
    if (text === 'not' && second === 'in') {
      this.#at += 2;
      return 'not in';
    }
    if (!COMPARISONS.has(text)) return undefined;
    this.#at++;
    if (text !== 'is' || !this.#isWord('not')) return text;
    this.#at++;
    return 'is not';
  }

  #sum(): Parsed {
    return this.#arithmetic(['+', '-'], () => this.#arithmetic(['*'], () => this.#factor()));
  }

  #arithmetic(operators: readonly string[], operand: () => Parsed): Parsed {
    let left = operand();
    while (!(left instanceof Problem) && operators.includes(this.#next.text)) {
      const token = this.#take();
      const right = operand();
      if (right instanceof Problem) return right;
      left = { kind: 'arithmetic', operator: token.text, left, right, token };
    }
    return left;
  }

  #factor(): Parsed {
    if (this.#next.text === '-') {
      const token = this.#take();
      const of = this.#nested(() => this.#factor());
      return of instanceof Problem ? of : { kind: 'negative', of, token };
    }
    const left = this.#postfix();
    if (left instanceof Problem || this.#next.text !== '**') return left;
    const token = this.#take();
    const right = this.#nested(() => this.#factor());
    return right instanceof Problem ? right : { kind: 'arithmetic', operator: '**', left, right, token };
  }

  #postfix(): Parsed {
    let of = this.#atom();
    while (!(of instanceof Problem) && ['.', '(', '['].includes(this.#next.text)) of = this.#suffix(of);
    return of;
  }

  #suffix(of: Expression): Parsed {
    const token = this.#take();
    if (token.text === '.') {
      const name = this.#take();
      return name.kind === 'name' ? { kind: 'attribute', of, name: name.text, token: name } : this.#unexpected(name);
    }
    if (token.text === '[') return this.#subscript(of, token);
    const list = this.#list(')');
    return list instanceof Problem ? list : { kind: 'call', of, values: list.items, token };
  }

  /** `of[index]`, `of[from:to]`; a slice has no step. */
  #subscript(of: Expression, token: Token): Parsed {
    const from = this.#bound(':', ']');
    if (from instanceof Problem) return from;
    const isSlice = this.#next.text === ':';
    if (isSlice) this.#at++;
    const to = isSlice ? this.#bound(']') : undefined;
    if (to instanceof Problem) return to;
    if (this.#next.text !== ']') return this.#unexpected();
    this.#at++;
    if (isSlice) return { kind: 'slice', of, from, to, token };
    return from === undefined ? this.#unexpected(token) : { kind: 'item', of, index: from, token };
  }

  #bound(...ends: readonly string[]): Parsed | undefined {
    return ends.includes(this.#next.text) ? undefined : this.#nested(() => this.or());
  }

  #atom(): Parsed {
    const token = this.#take();
    if (token.kind === 'integer') return { kind: 'literal', value: BigInt(token.text), token };
    if (token.kind === 'string') return { kind: 'literal', value: this.#strings(token), token };
    if (token.kind === 'name' && !RESERVED.has(token.text)) return { kind: 'name', name: token.text, token };
    if (token.text !== '(' && token.text !== '[') return this.#unexpected(token);
    const list = this.#list(token.text === '(' ? ')' : ']');
    if (list instanceof Problem) return list;
    const [only] = list.items;
    if (token.text === '[') return { kind: 'list', items: list.items, token };
    const isTuple = list.items.length !== 1 || list.comma;
    return isTuple || only === undefined ? { kind: 'tuple', items: list.items, token } : only;
  }

  /** Neighbouring strings are one. */
  #strings(token: Token): string {
    let value = unescape(token.text);
    while (this.#next.kind === 'string') value += unescape(this.#take().text);
    return value;
  }

  #list(close: string): { readonly items: readonly Expression[]; readonly comma: boolean } | Problem {
    const items: Expression[] = [];
    let comma = false;
    while (this.#next.text !== close) {
      const item = this.#nested(() => this.or());
      if (item instanceof Problem) return item;
      items.push(item);
      comma = this.#next.text === ',';
      if (comma) this.#at++;
      else if (this.#next.text !== close) return this.#unexpected();
    }
    this.#at++;
    return { items, comma };
  }

  #nested(parse: () => Parsed): Parsed {
    if (this.#depth >= DEEPEST) return new Problem('the condition is nested too deeply', this.#next);
    this.#depth++;
    const parsed = parse();
    this.#depth--;
    return parsed;
  }

  #isWord(word: string): boolean {
    return this.#next.kind === 'name' && this.#next.text === word;
  }

  #take(): Token {
    const token = this.#next;
    this.#at++;
    return token;
  }

  #unexpected(token = this.#next): Problem {
    return new Problem(token.kind === 'end' ? 'the condition ends too early' : `unexpected \`${token.text}\``, token);
  }
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

function unescape(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replaceAll(
    /\\(?:x([\dA-Fa-f]{2})|(.))/gs,
    (whole, hex: string | undefined, char: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (char === undefined) return whole;
      return ESCAPES.get(char) ?? ('\\\'"'.includes(char) ? char : whole);
    },
  );
}
