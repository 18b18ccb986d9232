import { DEEPEST_NESTING, DEEPEST_TREE } from './limits.js';
import type { ConstantNode, DictNode, Expression, ExpressionPlace, ListNode, Place } from './nodes.js';
import { describeToken, type TextToken, type Token } from './token.js';
import type { TokenStream } from './token-stream.js';

/** Where a node begins, and the offset of its line if that is another. */
export type Begin = Pick<Place, 'start' | 'at'>;

/** What commas separate, and the line that Jinja gives to it. */
export interface CommaList<Item> {
  readonly items: readonly Item[];
  /** Whether there is a comma. */
  readonly isTuple: boolean;
  readonly at: number;
}

const CONSTANTS: ReadonlyMap<string, ConstantNode['value']> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

export function isConstantWord(word: string): boolean {
  return CONSTANTS.has(word);
}

/** Reads what stands alone: names, literals, and what brackets hold. */
export abstract class AtomParser {
  readonly stream: TokenStream;
  #depth = 0;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  /** Reads any expression without a comma outside of brackets; `a if b else c` only where `conditional`. */
  protected abstract operations(conditional: boolean): Expression;

  /** As `operations`, which only this calls: all that nests comes through here. */
  expression(conditional = true): Expression {
    const { current } = this.stream;
    if (++this.#depth > DEEPEST_NESTING) {
      this.stream.limit(`the expression has brackets in brackets, more than ${DEEPEST_NESTING} deep`, current);
    }
    const expression = this.operations(conditional);
    this.#depth--;
    return expression;
  }

  /** One expression, or a tuple of those that commas separate, without brackets round it. */
  tuple(conditional = true): Expression {
    const { start } = this.stream.current;
    const { items, isTuple, at } = this.commaList(() => this.expression(conditional));
    const [first] = items;
    if (isTuple) return { kind: 'tuple', items, ...this.place({ start, at }, items) };
    return first ?? this.failWithoutExpression();
  }

  failWithoutExpression(): never {
    return this.stream.fail(`Expected an expression, got '${describeToken(this.stream.current)}'`);
  }

  /** Reads up to the end of a tag, a closing parenthesis, or an item without a comma behind it. */
  commaList<Item>(readItem: () => Item): CommaList<Item> {
    const { stream } = this;
    const items: Item[] = [];
    let { at } = stream.current;
    let isTuple = false;
    for (;;) {
      if (items.length > 0) stream.expect(',');
      if (stream.is('variable-end') || stream.is('block-end') || stream.is(')')) break;
      items.push(readItem());
      if (!stream.is(',')) break;
      isTuple = true;
      at = stream.current.at;
    }
    return { items, isTuple, at };
  }

  atom(): Expression {
    const token = this.stream.current;
    switch (token.type) {
      case 'name':
        return this.#name(token);
      case 'string':
        return this.#string(token);
      case 'integer':
      case 'float':
        this.stream.take();
        return { kind: 'constant', value: token.value, ...this.place(token, []) };
      case '(':
        return this.#parenthesised();
      case '[':
        return this.#list();
      case '{':
        return this.#dict();
      default:
        return this.stream.fail(`unexpected '${describeToken(token)}'`);
    }
  }

  /** The place of a node made of these, which ends with the last token that was taken. */
  place({ start, at }: Begin, children: readonly { readonly height: number }[]): ExpressionPlace {
    let height = 1;
    for (const child of children) if (child.height >= height) height = child.height + 1;
    const place = { start, end: this.stream.lastEnd, at, height };
    if (height > DEEPEST_TREE) {
      this.stream.limit(`the expression has operations on operations, more than ${DEEPEST_TREE} deep`, place);
    }
    return place;
  }

  #name(token: TextToken): Expression {
    this.stream.take();
    const value = CONSTANTS.get(token.text);
    if (value === undefined) return { kind: 'name', name: token.text, ...this.place(token, []) };
    return { kind: 'constant', value, ...this.place(token, []) };
  }

  /** Strings that follow each other are one. */
  #string(first: TextToken): ConstantNode {
    const pieces: string[] = [];
    for (let token: Token = first; token.type === 'string'; token = this.stream.current) {
      pieces.push(token.text);
      this.stream.take();
    }
    return { kind: 'constant', value: pieces.join(''), ...this.place(first, []) };
  }

  #parenthesised(): Expression {
    const { start } = this.stream.take();
    const { items, isTuple, at } = this.commaList(() => this.expression());
    this.stream.expect(')');
    const [first] = items;
    if (first !== undefined && !isTuple) return first;
    return { kind: 'tuple', items, ...this.place({ start, at }, items) };
  }

  #list(): ListNode {
    const open = this.stream.take();
    const items: Expression[] = [];
    while (!this.stream.is(']')) {
      if (items.length > 0) this.stream.expect(',');
      if (this.stream.is(']')) break;
      items.push(this.expression());
    }
    this.stream.expect(']');
    return { kind: 'list', items, ...this.place(open, items) };
  }

  #dict(): DictNode {
    const open = this.stream.take();
    const entries: DictNode['entries'][number][] = [];
    while (!this.stream.is('}')) {
      if (entries.length > 0) this.stream.expect(',');
      if (this.stream.is('}')) break;
      const key = this.expression();
      this.stream.expect(':');
      entries.push({ key, value: this.expression() });
    }
    this.stream.expect('}');
    const children = entries.flatMap(({ key, value }) => [key, value]);
    return { kind: 'dict', entries, ...this.place(open, children) };
  }
}
