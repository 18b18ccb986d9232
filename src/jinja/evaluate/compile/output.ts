import type { DataNode, Expression, OutputNode } from '../../syntax/index.js';
import { escape } from '../../values/markup.js';
import { strOf } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Activation, Execute } from '../activation.js';
import { termsIn, type Term } from './walk.js';
import type { Frame, Unit } from './unit.js';

type Write = (run: Activation) => void;

/** Text and printed expressions. Those of a template that extends another are not printed outside of its blocks. */
export function compileOutput(node: OutputNode, unit: Unit, frame: Frame): Execute {
  if (frame.isChecked && unit.hasKnownExtends) return skip;
  const writes = node.items.map((item) => compileItem(item, unit, frame));
  const [first, second] = writes;
  if (frame.isChecked) return checked(writes);
  if (first !== undefined && second === undefined)
    return (run) => {
      first(run);
      return 0;
    };
  return (run) => {
    for (const write of writes) write(run);
    return 0;
  };
}

export function skip(): 0 {
  return 0;
}

function checked(writes: readonly Write[]): Execute {
  return (run) => {
    if (isExtended(run)) return 0;
    for (const write of writes) write(run);
    return 0;
  };
}

/** Whether the template that a function is in extends another. */
export function isExtended(run: Activation): boolean {
  let at: Activation | undefined = run;
  while (at.outer !== undefined) at = at.outer;
  return at.extended !== undefined;
}

function compileItem(item: DataNode | Expression, unit: Unit, frame: Frame): Write {
  if (item.kind === 'data') {
    const { text } = item;
    return (run) => run.sink.write(text);
  }
  if (!isConstant(item)) unit.marks.set(item);
  const value = unit.evaluate(item, frame);
  const site = unit.marks.site(item);
  const print = printer(unit);
  return (run) => {
    const printed = value(run);
    if (typeof printed === 'number') {
      run.sink.write(String(printed));
      return;
    }
    run.site = site;
    print(run, printed);
  };
}

/** Jinja writes no line for what it can print when it compiles. */
function isConstant(term: Term): boolean {
  switch (term.kind) {
    case 'constant':
      return true;
    case 'tuple':
    case 'list':
    case 'dict':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'compare':
    case 'concat':
    case 'conditional':
      return termsIn(term).every(isConstant);
    default:
      return false;
  }
}

function printer({ escape: { isOn, isVolatile } }: Unit): (run: Activation, value: Value) => void {
  if (isVolatile) return (run, value) => (run.context.autoescape ? writeEscaped(run, value) : writeText(run, value));
  return isOn ? writeEscaped : writeText;
}

function writeText(run: Activation, value: Value): void {
  run.sink.write(typeof value === 'string' ? value : strOf(value, run.context));
}

function writeEscaped(run: Activation, value: Value): void {
  run.sink.write(escape(value, run.context).text);
}
