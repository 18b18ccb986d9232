import { locate, unreachable } from '../../../engine/diag/index.js';
import type { ConditionalNode, DictNode, Expression, SliceNode, SliceTupleNode } from '../../syntax/index.js';
import { Dict } from '../../values/dict.js';
import { isTrue } from '../../values/truth.js';
import { Undefined } from '../../values/undefined.js';
import { shownOf } from '../../values/shown.js';
import { Tuple, type Value } from '../../values/value.js';
import { chargeValue } from '../../values/weight.js';
import type { Activation, Evaluate } from '../activation.js';
import { compileAttribute, compileCall, compileFilter, compileItem, compileTest } from './access.js';
import { compileBinary, compileCompare, compileConcat, compileLogical, compileUnary } from './operators.js';
import { soft, stop, type Frame, type Unit } from './unit.js';
import { readName } from './variables.js';

export function compileExpression(term: Expression | SliceNode | SliceTupleNode, unit: Unit, frame: Frame): Evaluate {
  switch (term.kind) {
    case 'constant': {
      const { value } = term;
      return () => value;
    }
    case 'name':
      return readName(term.name, frame, { pending: unit.pending, place: term });
    case 'tuple': {
      const items = compileItems(term.items, unit, frame);
      return (run) => new Tuple(items(run));
    }
    case 'list':
      return compileItems(term.items, unit, frame);
    case 'dict':
      return compileDict(term, unit, frame);
    case 'attribute':
      return compileAttribute(term, unit, frame);
    case 'item':
      return compileItem(term, unit, frame);
    case 'call':
      return compileCall(term, unit, frame);
    case 'filter':
      return compileFilter(term, undefined, { unit, frame });
    case 'test':
      return compileTest(term, unit, frame);
    case 'unary':
      return compileUnary(term, unit, frame);
    case 'binary':
      return compileBinary(term, unit, frame);
    case 'logical':
      return compileLogical(term, unit, frame);
    case 'concat':
      return compileConcat(term, unit, frame);
    case 'compare':
      return compileCompare(term, unit, frame);
    case 'conditional':
      return compileConditional(term, unit, frame);
    case 'slice':
    case 'slice-tuple':
      return stop('SyntaxError', 'invalid syntax', term);
    default:
      return unreachable(term);
  }
}

function compileItems(terms: readonly Expression[], unit: Unit, frame: Frame): (run: Activation) => Value[] {
  const items = terms.map((term) => unit.evaluate(term, frame));
  return (run) => {
    // New containers take room as much as steps do.
    run.context.spend(items.length + 1);
    return items.map((item) => item(run));
  };
}

/** An empty dict takes many times the room of an empty list. */
const STEPS_OF_DICT = 8;

function compileDict(node: DictNode, unit: Unit, frame: Frame): Evaluate {
  const entries = node.entries.map(({ key, value }) => ({
    key: unit.evaluate(key, frame),
    value: unit.evaluate(value, frame),
  }));
  const site = unit.marks.site(node);
  return (run) => {
    run.context.spend(STEPS_OF_DICT + entries.length);
    const pairs: (readonly [Value, Value])[] = [];
    for (const { key, value } of entries) pairs.push([key(run), value(run)]);
    run.site = site;
    const dict = new Dict();
    for (const [key, item] of pairs) {
      chargeValue(key, run.context);
      dict.set(key, item);
    }
    return dict;
  };
}

/** Without `else`, what is answered is lax whatever the policy of the environment. */
function compileConditional(node: ConditionalNode, unit: Unit, outside: Frame): Evaluate {
  const frame = soft(outside);
  const then = unit.evaluate(node.value, frame);
  const test = unit.evaluate(node.test, frame);
  const otherwise = node.otherwise === undefined ? noElse(node, unit) : unit.evaluate(node.otherwise, frame);
  const site = unit.marks.site(node.test);
  return (run) => {
    const value = test(run);
    run.site = site;
    return isTrue(value) ? then(run) : otherwise(run);
  };
}

function noElse({ at }: ConditionalNode, unit: Unit): Evaluate {
  const position = positionOf(at, unit);
  const hint = `the inline if-expression on ${position} evaluated to false and no else section was defined.`;
  return () => new Undefined('default', { hint });
}

/** A place in a message of Jinja. */
export function positionOf(at: number, { source, name }: Unit): string {
  const { line } = locate(source, at);
  return name === undefined ? `line ${line}` : `line ${line} in ${shownOf(name)}`;
}
