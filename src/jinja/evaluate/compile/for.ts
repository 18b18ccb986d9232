import type { Expression, ForNode } from '../../syntax/index.js';
import { exclusive } from '../../values/exclusive.js';
import { isTrue } from '../../values/truth.js';
import { Iterator, Markup, type Value } from '../../values/value.js';
import {
  Activation,
  capture,
  note,
  perform,
  type Evaluate,
  type Execute,
  type Flow,
  type FunctionCode,
} from '../activation.js';
import { cursorOf, type Cursor } from '../cursor.js';
import { Loop, type Recurse } from '../loop.js';
import type { Site } from '../site.js';
import { collectBody, collectLoop, collectLoopFilter } from './collect.js';
import { compileReadBack, compileTarget, type Assign } from './targets.js';
import { codeOf, FunctionScope, inner, stop, type Frame, type Unit, type Within } from './unit.js';
import { enter, enterLoop, leave, setter, variableOf, type Enter, type Setter } from './variables.js';
import { namesSet } from './walk.js';

/** What goes over the items: everything but where they come from. */
interface Turns {
  readonly site: Site;
  readonly assign: Assign;
  /** Sets `loop`, when somebody asks for it. */
  readonly setLoop: Setter | undefined;
  readonly once: Enter;
  readonly each: Enter;
  readonly body: Execute;
  readonly end: Enter;
  readonly otherwise: Execute | undefined;
}

export function compileFor(node: ForNode, unit: Unit, outside: Frame): Execute {
  refuseLoopAssignment(node, unit);
  const scope = node.recursive ? new FunctionScope(outside.symbols.level + 1, outside.scope) : outside.scope;
  const frame = { ...inner(outside, scope), isLoop: true };
  const isExtended = needsLoop(node, unit);
  if (isExtended) frame.symbols.declare('loop');
  collectLoop(frame.symbols, node);
  const filter = node.filter && compileLoopFilter(node, node.filter, { unit, frame: outside });
  unit.marks.set(node);
  const site = unit.marks.site(node.iterable);
  if (node.recursive) return compileRecursive({ node, unit, outside, frame, scope, filter, site });
  const iterable = unit.evaluate(node.iterable, outside);
  const turns = compileTurns({ node, unit, outside, frame, site, isExtended });
  return (run) => {
    const items = iterable(run);
    run.site = site;
    return take(run, turns, { items: filter === undefined ? items : filter(run, items), recurse: undefined, depth: 0 });
  };
}

/** Whether anything can ask for `loop`. */
function needsLoop({ recursive, body, otherwise }: ForNode, { uses }: Unit): boolean {
  if (recursive || uses.reads(body, 'loop')) return true;
  return uses.of(body).hasScopedBlock || uses.of(otherwise).hasScopedBlock;
}

function refuseLoopAssignment({ target, body, otherwise }: ForNode, { uses }: Unit): void {
  const names = [...namesSet(target), ...uses.of(body).names, ...uses.of(otherwise).names];
  const set = names.find(({ name, isSet }) => isSet && name === 'loop');
  if (set !== undefined)
    stop('TemplateAssertionError', "Can't assign to special loop variable in for-loop target", set);
}

interface LoopParts {
  readonly node: ForNode;
  readonly unit: Unit;
  readonly outside: Frame;
  readonly frame: Frame;
  readonly site: Site;
  readonly isExtended: boolean;
}

function compileTurns({ node, unit, outside, frame, site, isExtended }: LoopParts): Turns {
  const loop = isExtended ? setter(variableOf('loop', frame, node), frame) : undefined;
  const body = unit.execute(node.body, frame);
  const otherwise = node.otherwise.length === 0 ? undefined : compileElse(node, unit, { outside, scope: frame.scope });
  return {
    site,
    assign: compileTarget(node.target, frame),
    setLoop: loop,
    ...enterLoop(frame),
    body,
    end: leave(frame),
    otherwise,
  };
}

function compileElse(node: ForNode, unit: Unit, { outside, scope }: { outside: Frame; scope: FunctionScope }): Execute {
  const frame = inner(outside, scope);
  collectBody(frame.symbols, node.otherwise);
  const body = unit.execute(node.otherwise, frame);
  const [begin, end] = [enter(frame), leave(frame)];
  return (run) => {
    begin(run);
    const flow = body(run);
    if (flow === 0) end(run);
    return flow;
  };
}

interface Taken {
  readonly items: Value;
  readonly recurse: Recurse | undefined;
  readonly depth: number;
}

/** Goes over the items. `else` is for a loop no turn of which came to its end, be it left by `break` or `continue`. */
function take(run: Activation, turns: Turns, { items, recurse, depth }: Taken): Flow {
  const { context } = run;
  const { site, assign, setLoop, each, body } = turns;
  let cursor: Cursor;
  if (setLoop === undefined) cursor = cursorOf(items, context);
  else {
    const loop = new Loop(items, context, { recurse, depth });
    setLoop(run, loop);
    cursor = loop;
  }
  turns.once(run);
  let isEmpty = true;
  for (;;) {
    const item = cursor.next();
    if (item === undefined) break;
    context.spend(1);
    assign(run, item);
    each(run);
    const flow = body(run);
    if (flow === 0) isEmpty = false;
    else if (flow === 1) break;
    run.site = site;
  }
  turns.end(run);
  return isEmpty && turns.otherwise !== undefined ? turns.otherwise(run) : 0;
}

type Narrow = (run: Activation, items: Value) => Value;

/** The condition of a loop is a generator of its own: nothing of it runs before the first item is wanted. */
function compileLoopFilter(node: ForNode, filter: Expression, { unit, frame: outside }: Within): Narrow {
  const scope = new FunctionScope(outside.symbols.level + 1, outside.scope);
  const frame = inner(outside, scope);
  collectLoopFilter(frame.symbols, node, filter);
  unit.marks.set(filter);
  const test = unit.evaluate(filter, frame);
  const begin = enter(frame);
  const assign = compileTarget(node.target, frame);
  const readBack = compileReadBack(node.target, frame);
  const site = unit.marks.site(filter);
  const code = codeOf(unit, scope, { kind: 'filter' });
  return (outer, items) => {
    const run = new Activation(code, { context: outer.context, outer, sink: outer.sink });
    return new Iterator(filtered({ run, items, begin, assign, test, readBack, site }));
  };
}

interface Filtering {
  readonly run: Activation;
  readonly items: Value;
  readonly begin: Enter;
  readonly assign: Assign;
  readonly test: Evaluate;
  readonly readBack: Evaluate;
  readonly site: Site;
}

function filtered({ run, items, begin, assign, test, readBack, site }: Filtering): () => Value | undefined {
  let cursor: Cursor | undefined;
  const next = (): Value | undefined => {
    run.site = site;
    if (cursor === undefined) {
      begin(run);
      cursor = cursorOf(items, run.context);
    }
    for (let item = cursor.next(); item !== undefined; item = cursor.next()) {
      run.context.spend(1);
      assign(run, item);
      if (isTrue(test(run))) return readBack(run);
      run.site = site;
    }
    return undefined;
  };
  const step = exclusive(next);
  return () => {
    try {
      return step();
    } catch (error) {
      note(run, run.code.role, error);
      throw error;
    }
  };
}

interface Recursive {
  readonly node: ForNode;
  readonly unit: Unit;
  readonly outside: Frame;
  readonly frame: Frame;
  readonly scope: FunctionScope;
  readonly filter: Narrow | undefined;
  readonly site: Site;
}

/** A recursive loop is a function that it can call again, through `loop`; what it writes is captured. */
function compileRecursive({ node, unit, outside, frame, scope, filter, site }: Recursive): Execute {
  const turns = compileTurns({ node, unit, outside, frame, site, isExtended: true });
  const end = unit.marks.site(node);
  const { escape } = unit;
  unit.marks.set(node);
  const iterable = unit.evaluate(node.iterable, outside);
  const outerSite = unit.marks.site(node.iterable);
  const code: FunctionCode = codeOf(unit, scope, { kind: 'loop' });
  const start = (outer: Activation, items: Value, depth: number): Value => {
    const run = new Activation(code, { context: outer.context, outer, sink: capture(outer) });
    const recurse: Recurse = (inside, deeper) => start(outer, inside, deeper);
    let text = '';
    perform(run, () => {
      run.site = site;
      take(run, turns, { items: filter === undefined ? items : filter(outer, items), recurse, depth });
      run.site = end;
      text = run.base.take();
    });
    const isMarkup = escape.isVolatile ? outer.context.autoescape : escape.isOn;
    return isMarkup ? new Markup(text) : text;
  };
  return (run) => {
    const items = iterable(run);
    run.site = outerSite;
    run.sink.writeValue(start(run, items, 0));
    return 0;
  };
}
