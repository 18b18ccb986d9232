import { isConstantWord } from './atom-parser.js';
import type { Expression, NameNode, NamespaceTarget, SetTarget, Target } from './nodes.js';
import type { TagReader } from './tag.js';

/** A name that is assigned to. */
export function readName({ stream, expressions }: TagReader): NameNode {
  const token = stream.expectName();
  if (isConstantWord(token.text)) return stream.fail("can't assign to 'name'", token);
  return { kind: 'name', name: token.text, ...expressions.place(token, []) };
}

/** What `for` and `with` assign to: names, and tuples of them. */
export function readTarget(reader: TagReader): Target {
  const { stream, expressions } = reader;
  const { start } = stream.current;
  const { items, isTuple, at } = expressions.commaList(() => expressions.atom());
  const [first] = items;
  if (!isTuple) return first === undefined ? expressions.failWithoutExpression() : targetOf(first, reader);
  return targetOf({ kind: 'tuple', items, ...expressions.place({ start, at }, items) }, reader);
}

/** As `readTarget`; attributes of namespaces count as names where no parentheses are. */
export function readSetTarget(reader: TagReader): SetTarget {
  const { stream, expressions } = reader;
  const { start } = stream.current;
  const { items, isTuple, at } = expressions.commaList(() => readNamespaceTarget(reader) ?? expressions.atom());
  const [first] = items;
  if (!isTuple) return first === undefined ? expressions.failWithoutExpression() : setTargetOf(first, reader);
  const place = { start, end: stream.lastEnd, at };
  const targets = items.map((item) => (item.kind === 'namespace-target' ? item : assignable(item)));
  const known = targets.filter((target) => target !== undefined);
  if (known.length < targets.length) return stream.fail("can't assign to 'tuple'", place);
  return { kind: 'target-tuple', items: known, ...place };
}

function readNamespaceTarget({ stream }: TagReader): NamespaceTarget | undefined {
  const { current } = stream;
  if (current.type !== 'name' || isConstantWord(current.text) || stream.look().type !== '.') return undefined;
  stream.take();
  stream.take();
  const { text: attribute, end } = stream.expectName();
  return { kind: 'namespace-target', name: current.text, attribute, start: current.start, end, at: current.at };
}

function setTargetOf(item: Expression | NamespaceTarget, reader: TagReader): SetTarget {
  return item.kind === 'namespace-target' ? item : targetOf(item, reader);
}

function targetOf(expression: Expression, { stream }: TagReader): Target {
  return assignable(expression) ?? stream.fail(`can't assign to '${nameOfNode(expression)}'`, expression);
}

/** The target that an expression is when it stands on the left; `undefined` if it cannot. */
function assignable(expression: Expression): Target | undefined {
  if (expression.kind === 'name') return expression;
  if (expression.kind !== 'tuple') return undefined;
  const items = expression.items.map(assignable).filter((item) => item !== undefined);
  if (items.length < expression.items.length) return undefined;
  const { start, end, at } = expression;
  return { kind: 'target-tuple', items, start, end, at };
}

const BINARY_NAMES = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '//': 'floordiv', '%': 'mod', '**': 'pow' };
const UNARY_NAMES = { not: 'not', '-': 'neg', '+': 'pos' };
const NAMES = {
  constant: 'const',
  name: 'name',
  tuple: 'tuple',
  list: 'list',
  dict: 'dict',
  attribute: 'getattr',
  item: 'getitem',
  call: 'call',
  filter: 'filter',
  test: 'test',
  concat: 'concat',
  compare: 'compare',
  conditional: 'condexpr',
} as const;

/** What Jinja calls an expression of that kind in messages. */
function nameOfNode(expression: Expression): string {
  switch (expression.kind) {
    case 'binary':
      return BINARY_NAMES[expression.operator];
    case 'unary':
      return UNARY_NAMES[expression.operator];
    case 'logical':
      return expression.operator;
    default:
      return NAMES[expression.kind];
  }
}
