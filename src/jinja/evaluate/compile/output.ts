import type { DataNode, Expression, OutputNode } from '../../syntax/index.js';
import { escape } from '../../values/markup.js';
import type { Host } from '../../values/host.js';
import { strOf } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Activation, Execute } from '../activation.js';
import { constantBy } from './constant.js';
import type { Frame, Unit } from './unit.js';

type Write = (run: Activation) => void;

/** Text and printed expressions. Those of a template that extends another are not printed outside of its blocks. */
export function compileOutput(node: OutputNode, unit: Unit, frame: Frame): Execute {
  if (frame.isChecked && unit.hasKnownExtends) return skip;
  const writes = pieces(node.items, unit, frame).map(compilePiece);
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

/** Text that stands together is one piece, with what is printed that is known already. */
function pieces(items: readonly (DataNode | Expression)[], unit: Unit, frame: Frame): readonly (string | Write)[] {
  const all: (string | Write)[] = [];
  for (const item of items) {
    // Where only the rendering knows what is escaped, Jinja writes even text as a step of its own.
    if (item.kind === 'data' && unit.escape.isVolatile) unit.marks.set(item);
    const text = item.kind === 'data' ? item.text : constantText(item, unit, frame);
    const last = all.at(-1);
    if (item.kind !== 'data' && text === undefined) all.push(compilePrint(item, unit, frame));
    else if (text === undefined) continue;
    else if (typeof last === 'string') all[all.length - 1] = last + text;
    else all.push(text);
  }
  return all;
}

function compilePiece(piece: string | Write): Write {
  return typeof piece === 'string' ? (run) => run.sink.write(piece) : piece;
}

function compilePrint(item: Expression, unit: Unit, frame: Frame): Write {
  unit.marks.set(item);
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

/**
 * What is printed of constants, where as for Jinja only what is known beforehand of escaping counts. What raises is left
 * to the rendering.
 */
function constantText(item: Expression, unit: Unit, frame: Frame): string | undefined {
  const print = unit.escape.isOn ? (value: Value, host: Host) => escape(value, host).text : strOf;
  return constantBy(item, { unit, frame, compiled: () => unit.evaluate(item, frame) }, print);
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
