import type { Expression } from './expression.js';
import { attributeOf } from './scope.js';
import { Problem } from './tokens.js';
import { compare, isTrue, list, tuple, type Value } from './values.js';

type Scope = ReadonlyMap<string, Value>;
type Evaluated = Value | Problem;

/** Computes an expression over the names of `scope`. Nothing outside `scope` can be reached. */
export function evaluate(expression: Expression, scope: Scope): Evaluated {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return scope.get(expression.name) ?? nameProblem(expression.name, expression, scope);
    case 'tuple':
      return evaluateAll(expression.items, scope, (items) => tuple(...items));
    case 'list':
      return evaluateAll(expression.items, scope, (items) => list(...items));
    case 'slice':
      return evaluateSlice(expression, scope);
    case 'attribute':
      return evaluateAttribute(expression, scope);
    case 'item':
      return evaluateAll([expression.of, expression.index], scope, ([of = null, index = null]) =>
        itemOf(of, index, expression),
      );
    case 'call':
      return evaluateCall(expression, scope);
    case 'not':
      return withValue(evaluate(expression.of, scope), (value) => !isTrue(value));
    case 'negative':
      return withValue(evaluate(expression.of, scope), (value) =>
        typeof value === 'bigint' ? -value : unsupported(expression, '-'),
      );
    case 'and':
      return withValue(evaluate(expression.left, scope), (left) =>
        isTrue(left) ? evaluate(expression.right, scope) : left,
      );
    case 'or':
      return withValue(evaluate(expression.left, scope), (left) =>
        isTrue(left) ? left : evaluate(expression.right, scope),
      );
    case 'arithmetic':
      return evaluateAll(
        [expression.left, expression.right],
        scope,
        ([left = null, right = null]) =>
          arithmetic(expression.operator, left, right) ?? unsupported(expression, expression.operator),
      );
    case 'comparison':
      return evaluateComparison(expression, scope);
  }
}

type Node<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

function withValue(value: Evaluated, next: (value: Value) => Evaluated): Evaluated {
  return value instanceof Problem ? value : next(value);
}

function evaluateAll(
  expressions: readonly Expression[],
  scope: Scope,
  next: (values: readonly Value[]) => Evaluated,
): Evaluated {
  const values: Value[] = [];
  for (const expression of expressions) {
    const value = evaluate(expression, scope);
    if (value instanceof Problem) return value;
    values.push(value);
  }
  return next(values);
}

function evaluateAttribute({ of, name, token }: Node<'attribute'>, scope: Scope): Evaluated {
  return withValue(
    evaluate(of, scope),
    (value) => attributeOf(value, name) ?? new Problem(`\`${name}\` is not available in a condition`, token),
  );
}

/** Bounds count from the end when they are negative, and stop at the ends, as in Python. */
function evaluateSlice({ of, from, to, token }: Node<'slice'>, scope: Scope): Evaluated {
  const bounds = [from, to].filter((bound) => bound !== undefined);
  return evaluateAll([of, ...bounds], scope, ([value = null, ...given]) => {
    const numbers = given.map((bound) => (typeof bound === 'bigint' ? Number(bound) : undefined));
    if (numbers.includes(undefined)) return new Problem('a slice goes from one integer to another', token);
    const start = from === undefined ? 0 : numbers.shift();
    const end = numbers.shift();
    if (typeof value === 'string') return [...value].slice(start, end).join('');
    const isTuple = typeof value === 'object' && value?.kind === 'tuple';
    if (!isTuple) return new Problem('only texts, tuples and lists can be cut', token);
    const items = value.items.slice(start, end);
    return value.isList === true ? list(...items) : tuple(...items);
  });
}

function evaluateCall({ of, values, token }: Node<'call'>, scope: Scope): Evaluated {
  return evaluateAll([of, ...values], scope, ([called = null, ...given]) => {
    const result = typeof called === 'object' && called?.kind === 'callable' ? called.call(...given) : undefined;
    return result === undefined
      ? new Problem('this call is not possible in a condition', { start: of.token.start, end: token.end })
      : result;
  });
}

function evaluateComparison({ first, others, token }: Node<'comparison'>, scope: Scope): Evaluated {
  let left = evaluate(first, scope);
  for (const { operator, value } of others) {
    if (left instanceof Problem) return left;
    const right = evaluate(value, scope);
    if (right instanceof Problem) return right;
    const result = compare(operator, left, right);
    if (result === undefined) return new Problem(`\`${operator}\` cannot compare these values`, token);
    if (!result) return false;
    left = right;
  }
  return true;
}

function itemOf(of: Value, index: Value, { token }: Expression): Evaluated {
  const found = lookUp(of, index);
  return found === undefined ? new Problem('there is no such item', token) : found;
}

function lookUp(of: Value, index: Value): Value | undefined {
  if (typeof of === 'object' && of?.kind === 'members')
    return typeof index === 'string' ? of.items?.get(index) : undefined;
  if (typeof index !== 'bigint') return undefined;
  if (typeof of === 'string') return [...of].at(Number(index));
  return typeof of === 'object' && of?.kind === 'tuple' ? of.items.at(Number(index)) : undefined;
}

/** Powers are kept small: a condition must not be able to keep the machine busy. */
function arithmetic(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left !== 'bigint' || typeof right !== 'bigint') return undefined;
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  const isSmall = left < 2n ** 64n && right < 2n ** 64n && left > -(2n ** 64n) && right > -(2n ** 64n);
  if (operator === '*') return isSmall ? left * right : undefined;
  return isSmall && right >= 0n && right <= 64n ? left ** right : undefined;
}

function nameProblem(name: string, { token }: Expression, scope: Scope): Value | Problem {
  const value = scope.get(name);
  return value === undefined ? new Problem(`\`${name}\` is not known in a condition`, token) : value;
}

function unsupported({ token }: Expression, operator: string): Problem {
  return new Problem(`\`${operator}\` is not possible with these values`, token);
}
