import { AtomParser } from './atom-parser.js';
import type {
  Arguments,
  AttributeNode,
  CallNode,
  Expression,
  FilterNode,
  ItemNode,
  NamedArgument,
  Place,
  SliceNode,
  TestNode,
  UnaryNode,
} from './nodes.js';
import { isWord, type Token, type TokenType } from './token.js';

/** What is read of the arguments of a call. */
interface Reading {
  readonly positional: Expression[];
  readonly named: NamedArgument[];
  spread: Expression | undefined;
  namedSpread: Expression | undefined;
}

/** A name with dots: `a.b`. */
interface DottedName {
  readonly name: string;
  readonly nameAt: Place;
}

const NO_ARGUMENTS: Arguments = { positional: [], named: [], spread: undefined, namedSpread: undefined };

/** What can be the argument of a test without parentheses. */
const ARGUMENT_BEGINS: ReadonlySet<TokenType> = new Set<TokenType>(['name', 'string', 'integer', 'float', '[', '{']);

/** Reads what is put behind an atom: attributes, items, calls, filters and tests. */
export abstract class PostfixParser extends AtomParser {
  /** The filters of a filter block, whose first has no bar before it. */
  blockFilter(): FilterNode {
    return this.filters(this.#filter(undefined, this.stream.current.start));
  }

  /** The filters of a `set` block, if there are some. */
  optionalBlockFilter(): FilterNode | undefined {
    const { start } = this.stream.current;
    return this.stream.skip('|') ? this.filters(this.#filter(undefined, start)) : undefined;
  }

  /** More filters on a filter. */
  protected filters(first: FilterNode): FilterNode {
    let node = first;
    while (this.stream.skip('|')) node = this.#filter(node, first.start);
    return node;
  }

  /** An atom with what belongs to it more closely than a sign does. */
  protected atomWithPostfix(): Expression {
    const { start } = this.stream.current;
    let node = this.atom();
    for (;;) {
      const { type } = this.stream.current;
      if (type === '.') node = this.#member(node, start);
      else if (type === '[') node = this.#item(node, start);
      else if (type === '(') node = this.#call(node, start);
      else return node;
    }
  }

  /** The filters and tests on an expression that begins at `start`. */
  protected filtersAndTests(subject: Expression, start: number): Expression {
    let node = subject;
    for (;;) {
      const { current } = this.stream;
      if (this.stream.skip('|')) node = this.#filter(node, start);
      else if (isWord(current, 'is')) node = this.#test(node, start);
      else if (current.type === '(') node = this.#call(node, start);
      else return node;
    }
  }

  /** `subject.name`, or `subject.0`. */
  #member(subject: Expression, start: number): AttributeNode | ItemNode {
    const { at } = this.stream.take();
    const token = this.stream.take();
    if (token.type === 'name') {
      return { kind: 'attribute', subject, name: token.text, ...this.place({ start, at }, [subject]) };
    }
    if (token.type !== 'integer') return this.stream.fail('expected name or number', token);
    const key = { kind: 'constant', value: token.value, ...this.place(token, []) } as const;
    return { kind: 'item', subject, key, ...this.place({ start, at }, [subject, key]) };
  }

  #item(subject: Expression, start: number): ItemNode {
    const { at, start: keyStart } = this.stream.take();
    const keys: (Expression | SliceNode)[] = [];
    while (!this.stream.is(']')) {
      if (keys.length > 0) this.stream.expect(',');
      keys.push(this.#slice());
    }
    this.stream.expect(']');
    const key = this.#keyOf(keys, { start: keyStart, at });
    return { kind: 'item', subject, key, ...this.place({ start, at }, [subject, key]) };
  }

  #keyOf(keys: readonly (Expression | SliceNode)[], begin: { start: number; at: number }): ItemNode['key'] {
    const [first] = keys;
    if (first !== undefined && keys.length === 1) return first;
    const place = this.place(begin, keys);
    const items = keys.filter((key) => key.kind !== 'slice');
    if (items.length === keys.length) return { kind: 'tuple', items, ...place };
    return { kind: 'slice-tuple', items: keys, ...place };
  }

  /** A key, or a slice. */
  #slice(): Expression | SliceNode {
    const { stream } = this;
    const begin = stream.current;
    const from = stream.is(':') ? undefined : this.expression();
    if (!stream.skip(':') && from !== undefined) return from;
    const to = stream.is(':') || this.#isSliceEnd() ? undefined : this.expression();
    const step = !stream.skip(':') || this.#isSliceEnd() ? undefined : this.expression();
    const bounds = [from, to, step].filter((bound) => bound !== undefined);
    return { kind: 'slice', from, to, step, ...this.place(begin, bounds) };
  }

  #isSliceEnd(): boolean {
    return this.stream.is(']') || this.stream.is(',');
  }

  #call(callee: Expression, start: number): CallNode {
    const { at } = this.stream.current;
    const given = this.#arguments();
    return { kind: 'call', callee, arguments: given, ...this.place({ start, at }, [callee, ...nodesOf(given)]) };
  }

  #filter(subject: Expression | undefined, start: number): FilterNode {
    const { name, nameAt } = this.#dottedName();
    const given = this.stream.is('(') ? this.#arguments() : NO_ARGUMENTS;
    const children = subject === undefined ? nodesOf(given) : [subject, ...nodesOf(given)];
    const place = this.place({ start, at: nameAt.at }, children);
    return { kind: 'filter', subject, name, nameAt, arguments: given, ...place };
  }

  #test(subject: Expression, start: number): TestNode | UnaryNode {
    const { at } = this.stream.take();
    const isNegated = this.stream.skipWord('not');
    const { name, nameAt } = this.#dottedName();
    const given = this.stream.is('(') ? this.#arguments() : this.#bareArgument();
    const place = this.place({ start, at }, [subject, ...nodesOf(given)]);
    const test: TestNode = { kind: 'test', subject, name, nameAt, arguments: given, ...place };
    if (!isNegated) return test;
    return { kind: 'unary', operator: 'not', operand: test, ...this.place({ start, at }, [test]) };
  }

  /** The argument of a test without parentheses, if there is one. */
  #bareArgument(): Arguments {
    const { current } = this.stream;
    if (!ARGUMENT_BEGINS.has(current.type) || ['else', 'or', 'and'].some((word) => isWord(current, word))) {
      return NO_ARGUMENTS;
    }
    if (isWord(current, 'is')) return this.stream.fail('You cannot chain multiple tests with is');
    return { ...NO_ARGUMENTS, positional: [this.atomWithPostfix()] };
  }

  #dottedName(): DottedName {
    const first = this.stream.expectName();
    let name = first.text;
    while (this.stream.skip('.')) name += `.${this.stream.expectName().text}`;
    return { name, nameAt: { start: first.start, end: this.stream.lastEnd, at: first.at } };
  }

  #arguments(): Arguments {
    const { stream } = this;
    const open = stream.take();
    const given: Reading = { positional: [], named: [], spread: undefined, namedSpread: undefined };
    for (let isFirst = true; !stream.is(')'); isFirst = false) {
      if (!isFirst) {
        stream.expect(',');
        if (stream.is(')')) break;
      }
      this.#argument(given, open);
    }
    stream.expect(')');
    return given;
  }

  #argument(given: Reading, open: Token): void {
    const { stream } = this;
    const { spread, namedSpread, named } = given;
    const { current } = stream;
    if (current.type === '*') {
      this.#ensure(spread === undefined && namedSpread === undefined, open);
      stream.take();
      given.spread = this.expression();
    } else if (current.type === '**') {
      this.#ensure(namedSpread === undefined, open);
      stream.take();
      given.namedSpread = this.expression();
    } else if (current.type === 'name' && stream.look().type === '=') {
      this.#ensure(namedSpread === undefined, open);
      stream.take();
      stream.take();
      const value = this.expression();
      named.push({ name: current.text, value, start: current.start, end: stream.lastEnd, at: value.at });
    } else {
      this.#ensure(spread === undefined && namedSpread === undefined && named.length === 0, open);
      given.positional.push(this.expression());
    }
  }

  #ensure(isInOrder: boolean, { at }: Token): void {
    const { start, end } = this.stream.current;
    if (!isInOrder) this.stream.fail('invalid syntax for function call expression', { start, end, at });
  }
}

function nodesOf({ positional, named, spread, namedSpread }: Arguments): readonly Expression[] {
  const spreads = [spread, namedSpread].filter((node) => node !== undefined);
  return [...positional, ...named.map(({ value }) => value), ...spreads];
}
