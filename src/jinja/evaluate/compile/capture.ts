import { strOf } from '../../values/text.js';
import type { FilterBlockNode, FilterNode, SetBlockNode } from '../../syntax/index.js';
import { Markup, type Value } from '../../values/value.js';
import { capture, type Activation, type Evaluate, type Execute, type Flow } from '../activation.js';
import type { Site } from '../site.js';
import { compileFilter } from './access.js';
import { collectBody, collectFiltered } from './collect.js';
import { compileExport } from './export.js';
import { compileTarget, namespacesIn } from './targets.js';
import { inner, type Escape, type Frame, type Unit } from './unit.js';
import { enter, leave } from './variables.js';

interface Capture {
  readonly body: Execute;
  /** Where the text is taken. */
  readonly site: Site;
}

/** Runs something that writes, and answers what it wrote. What a `break` leaves is thrown away. */
function captured(run: Activation, { body, site }: Capture, use: (text: string) => void): Flow {
  const outside = run.sink;
  const sink = capture(run);
  run.sink = sink;
  const flow = body(run);
  run.sink = outside;
  if (flow !== 0) return flow;
  run.site = site;
  use(sink.take());
  return 0;
}

/** A filter takes text as its subject: the text that the body wrote. */
function taking({ isOn, isVolatile }: Escape): (run: Activation, text: string) => Value {
  if (isVolatile) return (run, text) => (run.context.autoescape ? new Markup(text) : text);
  return isOn ? (_, text) => new Markup(text) : (_, text) => text;
}

/** Compiles a chain of filters whose innermost filters a text. */
function compileTextFilter(node: FilterNode, unit: Unit, frame: Frame): (run: Activation, text: string) => Value {
  // A filter of the chain cannot run the block that it is in again within this activation: one place is enough.
  const taken: { text: string } = { text: '' };
  const wrap = taking(unit.escape);
  const filter: Evaluate = compileFilter(node, (run) => wrap(run, taken.text), { unit, frame });
  return (run, text) => {
    taken.text = text;
    return filter(run);
  };
}

/** `{% filter … %}` */
export function compileFilterBlock(node: FilterBlockNode, unit: Unit, outside: Frame): Execute {
  const frame = inner(outside);
  collectFiltered(frame.symbols, node.body, node.filter);
  const body = unit.execute(node.body, frame);
  unit.marks.set(node);
  const filter = compileTextFilter(node.filter, unit, frame);
  const site = unit.marks.site(node);
  const [begin, end] = [enter(frame), leave(frame)];
  return (run) => {
    begin(run);
    const flow = captured(run, { body, site }, (text) => {
      const value = filter(run, text);
      run.site = site;
      run.sink.writeValue(value);
    });
    if (flow === 0) end(run);
    return flow;
  };
}

/** `{% set name %}…{% endset %}` */
export function compileSetBlock(node: SetBlockNode, unit: Unit, outside: Frame): Execute {
  const frame = { ...inner(outside), isChecked: false };
  collectBody(frame.symbols, node.body);
  const body = unit.execute(node.body, frame);
  unit.marks.set(node);
  const filter = node.filter === undefined ? undefined : compileTextFilter(node.filter, unit, frame);
  const assign = compileTarget(node.target, outside);
  const publish = namespacesIn(node.target).length > 0 ? undefined : compileExport([node.target], outside);
  const site = unit.marks.site(node);
  const [begin, end] = [enter(frame), leave(frame)];
  return (run) => {
    begin(run);
    const flow = captured(run, { body, site }, (text) => {
      const value = filter === undefined ? text : filter(run, text);
      run.site = site;
      assign(run, run.context.autoescape ? asMarkup(value, run) : value);
    });
    if (flow !== 0) return flow;
    publish?.(run);
    end(run);
    return 0;
  };
}

/** Python's `Markup(value)`. */
function asMarkup(value: Value, run: Activation): Markup {
  return value instanceof Markup ? value : new Markup(strOf(value, run.context));
}
