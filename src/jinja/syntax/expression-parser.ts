import type { Begin } from './atom-parser.js';
import type { BinaryOperator, CompareLink, CompareOperator, Expression } from './nodes.js';
import { PostfixParser } from './postfix-parser.js';
import { isWord, type Token } from './token.js';

/** How closely operators bind: a higher number binds first. */
const LEVEL = { or: 1, and: 2, not: 3, compare: 4, add: 5, concat: 6, multiply: 7, power: 8 } as const;

/** An operator between two operands, and how many words it has. */
type Infix =
  | { readonly level: typeof LEVEL.or | typeof LEVEL.and; readonly operator: 'or' | 'and' }
  | { readonly level: typeof LEVEL.compare; readonly operator: CompareOperator }
  | { readonly level: typeof LEVEL.concat; readonly operator: '~' }
  | {
      readonly level: typeof LEVEL.add | typeof LEVEL.multiply | typeof LEVEL.power;
      readonly operator: BinaryOperator;
    };

const INFIXES: ReadonlyMap<string, Infix> = new Map(
  [
    ...(['==', '!=', '<', '<=', '>', '>='] as const).map((operator) => ({ level: LEVEL.compare, operator })),
    ...(['+', '-'] as const).map((operator) => ({ level: LEVEL.add, operator })),
    { level: LEVEL.concat, operator: '~' } as const,
    ...(['*', '/', '//', '%'] as const).map((operator) => ({ level: LEVEL.multiply, operator })),
    { level: LEVEL.power, operator: '**' } as const,
  ].map((infix): [string, Infix] => [infix.operator, infix]),
);

const WORDS: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['or', { level: LEVEL.or, operator: 'or' }],
  ['and', { level: LEVEL.and, operator: 'and' }],
  ['in', { level: LEVEL.compare, operator: 'in' }],
]);

const NOT_IN: Infix = { level: LEVEL.compare, operator: 'not in' };

/** Reads what operators make of atoms; those of one level bind from the left, `**` too. */
export class ExpressionParser extends PostfixParser {
  protected override operations(conditional: boolean): Expression {
    return conditional ? this.#conditional() : this.#infix(LEVEL.or);
  }

  /** `else` branches are kept in a list, not on the stack. */
  #conditional(): Expression {
    const { stream } = this;
    const waiting: { readonly begin: Begin; readonly value: Expression; readonly test: Expression }[] = [];
    let begin: Begin = stream.current;
    let node = this.#infix(LEVEL.or);
    while (stream.skipWord('if')) {
      const value = node;
      const test = this.#infix(LEVEL.or);
      if (stream.skipWord('else')) {
        waiting.push({ begin, value, test });
        begin = stream.current;
        node = this.#infix(LEVEL.or);
      } else {
        node = { kind: 'conditional', test, value, otherwise: undefined, ...this.place(begin, [test, value]) };
        begin = { start: begin.start, at: stream.current.at };
      }
    }
    for (const { begin: outer, value, test } of waiting.reverse()) {
      node = { kind: 'conditional', test, value, otherwise: node, ...this.place(outer, [test, value, node]) };
    }
    return node;
  }

  /** Operands and the operators between them, as long as these bind at least that closely. */
  #infix(least: number): Expression {
    const begin = this.stream.current;
    let node = least <= LEVEL.not && isWord(begin, 'not') ? this.#not() : this.#signed();
    let last = 0;
    for (;;) {
      const infix = this.#nextInfix();
      if (infix === undefined || infix.level < least) return node;
      // Jinja counts the first of several operators to the line where its operands begin, the others to their own.
      const { at } = last === infix.level ? this.stream.current : begin;
      node = this.#join(node, infix, { start: begin.start, at });
      last = infix.level;
    }
  }

  #join(left: Expression, infix: Infix, begin: Begin): Expression {
    switch (infix.level) {
      case LEVEL.compare:
        return this.#compare(left, begin.start);
      case LEVEL.concat:
        return this.#concat(left, begin);
      case LEVEL.or:
      case LEVEL.and: {
        this.stream.take();
        const right = this.#infix(infix.level + 1);
        return { kind: 'logical', operator: infix.operator, left, right, ...this.place(begin, [left, right]) };
      }
      default: {
        this.stream.take();
        const right = this.#infix(infix.level + 1);
        return { kind: 'binary', operator: infix.operator, left, right, ...this.place(begin, [left, right]) };
      }
    }
  }

  /** The line of a comparison is that of the token behind it. */
  #compare(first: Expression, start: number): Expression {
    const links: CompareLink[] = [];
    for (;;) {
      const infix = this.#nextInfix();
      if (infix?.level !== LEVEL.compare) break;
      this.stream.take();
      if (infix.operator === 'not in') this.stream.take();
      links.push({ operator: infix.operator, operand: this.#infix(LEVEL.compare + 1) });
    }
    const children = [first, ...links.map(({ operand }) => operand)];
    return { kind: 'compare', first, links, ...this.place({ start, at: this.stream.current.at }, children) };
  }

  #concat(first: Expression, begin: Begin): Expression {
    const items = [first];
    while (this.stream.skip('~')) items.push(this.#infix(LEVEL.concat + 1));
    return { kind: 'concat', items, ...this.place(begin, items) };
  }

  #nextInfix(): Infix | undefined {
    const { current } = this.stream;
    if (current.type !== 'name') return INFIXES.get(current.type);
    if (current.text === 'not') return isWord(this.stream.look(), 'in') ? NOT_IN : undefined;
    return WORDS.get(current.text);
  }

  #not(): Expression {
    const words: Token[] = [];
    while (this.stream.isWord('not')) words.push(this.stream.take());
    let node = this.#infix(LEVEL.compare);
    for (const word of words.reverse()) {
      node = { kind: 'unary', operator: 'not', operand: node, ...this.place(word, [node]) };
    }
    return node;
  }

  /** Signs bind more closely than filters and tests, and than `**`. */
  #signed(): Expression {
    const { start } = this.stream.current;
    const signs: (Begin & { readonly type: '+' | '-' })[] = [];
    for (let sign = this.stream.current; isSign(sign); sign = this.stream.current) {
      signs.push(sign);
      this.stream.take();
    }
    let node = this.atomWithPostfix();
    for (const sign of signs.reverse()) {
      node = { kind: 'unary', operator: sign.type, operand: node, ...this.place(sign, [node]) };
    }
    return this.filtersAndTests(node, start);
  }
}

function isSign(token: Token): token is Token & { readonly type: '+' | '-' } {
  return token.type === '+' || token.type === '-';
}
