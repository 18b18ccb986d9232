import { unreachable } from '../../../engine/diag/index.js';
import type {
  BinaryNode,
  BinaryOperator,
  CompareNode,
  CompareOperator,
  ConcatNode,
  LogicalNode,
  UnaryNode,
  Expression,
} from '../../syntax/index.js';
import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../../values/arithmetic.js';
import { contains } from '../../values/contains.js';
import { equals } from '../../values/equal.js';
import type { Host } from '../../values/host.js';
import { escape } from '../../values/markup.js';
import { compare } from '../../values/order.js';
import { strOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import { Float, Markup, type Value } from '../../values/value.js';
import type { Activation, Evaluate } from '../activation.js';
import { constantOf, isConstant } from './constant.js';
import type { Frame, Unit } from './unit.js';

export function compileUnary({ operator, operand, ...place }: UnaryNode, unit: Unit, frame: Frame): Evaluate {
  const inner = unit.evaluate(operand, frame);
  const site = unit.marks.site(place);
  switch (operator) {
    case 'not':
      return (run) => {
        const value = inner(run);
        run.site = site;
        return !isTrue(value);
      };
    case '-':
      return (run) => {
        const value = inner(run);
        run.site = site;
        return negate(value, run.context);
      };
    case '+':
      return (run) => {
        const value = inner(run);
        run.site = site;
        return positive(value, run.context);
      };
    default:
      return unreachable(operator);
  }
}

const BINARY: Readonly<Record<BinaryOperator, (left: Value, right: Value, host: Host) => Value>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '//': floorDivide,
  '%': modulo,
  '**': power,
};

export function compileBinary(node: BinaryNode, unit: Unit, frame: Frame): Evaluate {
  const left = unit.evaluate(node.left, frame);
  const right = unit.evaluate(node.right, frame);
  const known = (term: Expression, compiled: Evaluate): Value | undefined =>
    constantOf(term, () => compiled, { unit, frame });
  const isSigned =
    node.operator === '**' && isNegative(known(node.left, left)) && known(node.right, right) === undefined;
  const operate = isSigned ? powerWithSign : BINARY[node.operator];
  const site = unit.marks.site(node);
  return (run) => {
    const one = left(run);
    const other = right(run);
    run.site = site;
    return operate(one, other, run.context);
  };
}

function isNegative(value: Value | undefined): boolean {
  if (value instanceof Float) return value.value < 0 || Object.is(value.value, -0);
  return (typeof value === 'number' || typeof value === 'bigint') && value < 0;
}

/**
 * The sign of a known base belongs to the power: Jinja writes the base into its Python code without brackets, where `**`
 * binds more tightly.
 */
function powerWithSign(base: Value, exponent: Value, host: Host): Value {
  return negate(power(negate(base, host), exponent, host), host);
}

export function compileLogical(node: LogicalNode, unit: Unit, frame: Frame): Evaluate {
  const left = unit.evaluate(node.left, frame);
  const stopsAt = node.operator === 'or';
  const known = constantOf(node.left, () => left, { unit, frame });
  // What is never asked for may be wrong.
  if (known !== undefined && isTrue(known) === stopsAt) return left;
  const right = unit.evaluate(node.right, frame);
  const site = unit.marks.site(node);
  return (run) => {
    const value = left(run);
    run.site = site;
    return isTrue(value) === stopsAt ? value : right(run);
  };
}

type Relate = (left: Value, right: Value, host: Host) => Value;

function relationOf(operator: CompareOperator): Relate {
  switch (operator) {
    case '==':
      return equals;
    case '!=':
      return (left, right, host) => !equals(left, right, host);
    case 'in':
      return (left, right, host) => contains(right, left, host);
    case 'not in':
      return (left, right, host) => !contains(right, left, host);
    default:
      return compare[operator];
  }
}

export function compileCompare({ first, links, ...place }: CompareNode, unit: Unit, frame: Frame): Evaluate {
  const start = unit.evaluate(first, frame);
  const steps = links.map(({ operator, operand }) => ({
    relate: relationOf(operator),
    operand: unit.evaluate(operand, frame),
  }));
  const site = unit.marks.site(place);
  const [only] = steps;
  if (only !== undefined && steps.length === 1)
    return (run) => {
      const left = start(run);
      const right = only.operand(run);
      run.site = site;
      return only.relate(left, right, run.context);
    };
  return (run) => {
    let left = start(run);
    let holds: Value = true;
    for (const { relate, operand } of steps) {
      const right = operand(run);
      run.site = site;
      holds = relate(left, right, run.context);
      if (holds !== true) return holds;
      left = right;
    }
    return holds;
  };
}

/**
 * `a ~ b`: markup as soon as one of them is and the template is known to escape; but text, which will be escaped, when all
 * are constants.
 */
export function compileConcat(node: ConcatNode, unit: Unit, frame: Frame): Evaluate {
  const items = node.items.map((item) => unit.evaluate(item, frame));
  const site = unit.marks.site(node);
  const { isOn, isVolatile } = unit.escape;
  const isMarkup = isOn && !isVolatile && !isConstant(node, unit, frame);
  const join = isMarkup ? joinMarkup : joinText;
  return (run) => {
    const values: Value[] = [];
    for (const item of items) values.push(item(run));
    run.site = site;
    return join(values, run);
  };
}

function joinText(values: readonly Value[], { context }: Activation): string {
  let text = '';
  for (const value of values) text += strOf(value, context);
  context.reserve(text.length);
  return text;
}

function joinMarkup(values: readonly Value[], run: Activation): Value {
  if (!values.some((value) => value instanceof Markup)) return joinText(values, run);
  const { context } = run;
  const parts = values.map((value) =>
    value instanceof Markup ? value.text : escape(strOf(value, context), context).text,
  );
  const text = parts.join('');
  context.reserve(text.length);
  return new Markup(text);
}
