import type { AttributeNode, CallNode, FilterNode, ItemNode, SliceNode, TestNode } from '../../syntax/index.js';
import { membersOf } from '../../values/attributes.js';
import { HostObject } from '../../values/host-object.js';
import type { Call } from '../../values/host.js';
import type { Mistake } from '../../values/mistake.js';
import { raise } from '../../values/raised.js';
import { sliceOf } from '../../values/subscript.js';
import { shownOf } from '../../values/shown.js';
import { Module, Type, type Value } from '../../values/value.js';
import type { Activation, Evaluate } from '../activation.js';
import type { Filter } from '../environment.js';
import { afterStop, invoke } from '../invoke.js';
import { getattr, getitem } from '../lookup.js';
import { titleOf, type Site } from '../site.js';
import { compileArguments, type CallOf } from './arguments.js';
import { stop, stopAtName, type Frame, type Unit, type Within } from './unit.js';

export function compileAttribute(node: AttributeNode, unit: Unit, frame: Frame): Evaluate {
  const subject = unit.evaluate(node.subject, frame);
  const { name } = node;
  const site = unit.marks.site(node);
  return (run) => {
    const value = subject(run);
    run.site = site;
    return getattr(value, name, run.context);
  };
}

export function compileItem(node: ItemNode, unit: Unit, frame: Frame): Evaluate {
  const subject = unit.evaluate(node.subject, frame);
  if (node.key.kind === 'slice') return compileSlice(subject, node.key, { unit, frame });
  if (node.key.kind === 'slice-tuple') return stop('SyntaxError', 'invalid syntax', node.key);
  const key = unit.evaluate(node.key, frame);
  const site = unit.marks.site(node);
  return (run) => {
    const value = subject(run);
    const wanted = key(run);
    run.site = site;
    return getitem(value, wanted, run.context);
  };
}

function compileSlice(subject: Evaluate, node: SliceNode, { unit, frame }: Within): Evaluate {
  const bound = (term: SliceNode['from']): Evaluate => (term === undefined ? () => null : unit.evaluate(term, frame));
  const [from, to, by] = [bound(node.from), bound(node.to), bound(node.step)];
  const site = unit.marks.site(node);
  return (run) => {
    const value = subject(run);
    const bounds = { start: from(run), stop: to(run), step: by(run) };
    run.site = site;
    return sliceOf(value, bounds, run.context);
  };
}

const CALL = 'jinja2.runtime.Context.call()';

export function compileCall(node: CallNode, unit: Unit, frame: Frame): Evaluate {
  const { callee } = node;
  const subject = callee.kind === 'attribute' ? unit.evaluate(callee.subject, frame) : undefined;
  const simple = subject === undefined ? unit.evaluate(callee, frame) : undefined;
  const calleeSite = unit.marks.site(callee);
  const site = unit.marks.site(node);
  const given = compileArguments(node.arguments, { callee: CALL, site }, { unit, frame });
  if (subject !== undefined && callee.kind === 'attribute')
    return compileMethodCall({ subject, name: callee.name, given, site, subjectSite: calleeSite });
  return (run) => {
    const value = simple?.(run) ?? null;
    const call = given(run);
    run.site = site;
    return finish(value, call, run);
  };
}

interface MethodCall {
  readonly subject: Evaluate;
  readonly name: string;
  readonly given: CallOf;
  readonly site: Site;
  readonly subjectSite: Site;
}

/** A method of a built-in type is run without making a value of it first. */
function compileMethodCall({ subject, name, given, site, subjectSite }: MethodCall): Evaluate {
  return (run) => {
    const self = subject(run);
    const method = isPlain(self) ? membersOf(self)?.get(name) : undefined;
    run.site = subjectSite;
    const callee = method === undefined ? getattr(self, name, run.context) : null;
    const call = given(run);
    run.site = site;
    if (method === undefined) return finish(callee, call, run);
    run.context.spend(1);
    try {
      return method(self, call, run.context);
    } catch (error) {
      return afterStop(error, run.context);
    }
  };
}

function isPlain(value: Value): boolean {
  return !(value instanceof HostObject || value instanceof Module || value instanceof Type);
}

function finish(callee: Value, call: Call, run: Activation): Value {
  try {
    return invoke(callee, call, run.context);
  } catch (error) {
    return afterStop(error, run.context);
  }
}

/** A call that gets the `caller` of its block as well. */
export function compileBlockCall(node: CallNode, unit: Unit, frame: Frame): (run: Activation, caller: Value) => Value {
  const callee = unit.evaluate(node.callee, frame);
  const site = unit.marks.site(node);
  const given = compileArguments(node.arguments, { callee: CALL, site }, { unit, frame });
  const repeated = node.arguments.named.find(({ name }) => name === 'caller');
  if (repeated !== undefined) stop('SyntaxError', 'keyword argument repeated: caller', repeated);
  // What `**` spreads comes after it.
  const written = node.arguments.named.length;
  return (run, caller) => {
    const value = callee(run);
    const { positional, named } = given(run);
    run.site = site;
    if (named.has('caller')) raise('TypeError', `${CALL} got multiple values for keyword argument 'caller'`);
    const all = [...named];
    all.splice(written, 0, ['caller', caller]);
    return finish(value, { positional, named: new Map(all) }, run);
  };
}

/** `taken` is what the innermost filter of a filter block filters. */
export function compileFilter(node: FilterNode, taken: Evaluate | undefined, within: Within): Evaluate {
  const apply = registered('filter', node, within);
  const subject = subjectOf(node, taken, within);
  const site = siteOf(node, within.unit);
  const given = compileArguments(node.arguments, { callee: `jinja2.filters.do_${node.name}()`, site }, within);
  return applied({ apply, subject, given, site });
}

function subjectOf({ subject }: FilterNode, taken: Evaluate | undefined, within: Within): Evaluate {
  if (subject?.kind === 'filter' && taken !== undefined) return compileFilter(subject, taken, within);
  if (subject !== undefined) return within.unit.evaluate(subject, within.frame);
  return taken ?? (() => null);
}

export function compileTest(node: TestNode, unit: Unit, frame: Frame): Evaluate {
  const apply = registered('test', node, { unit, frame });
  const subject = unit.evaluate(node.subject, frame);
  const site = siteOf(node, unit);
  const callee = `jinja2.tests.test_${node.name}()`;
  const given = compileArguments(node.arguments, { callee, site }, { unit, frame });
  return applied({ apply, subject, given, site });
}

function siteOf(node: FilterNode | TestNode, unit: Unit): Site {
  const { kind, name, nameAt, end } = node;
  const part = { title: titleOf(kind, name), start: nameAt.start, nameEnd: nameAt.end, end };
  return { ...unit.marks.site(node), applied: part };
}

interface Application {
  readonly apply: Filter;
  readonly subject: Evaluate;
  readonly given: CallOf;
  readonly site: Site;
}

function applied({ apply, subject, given, site }: Application): Evaluate {
  return (run) => {
    const value = subject(run);
    const call = given(run);
    run.site = site;
    return apply(value, call, run.context);
  };
}

/** A name that is not registered is a mistake, but in an `if` only when it is used. */
function registered(kind: 'filter' | 'test', node: FilterNode | TestNode, { unit, frame }: Within): Filter {
  const { filters, tests } = unit.environment;
  const known = kind === 'filter' ? filters : tests;
  const found = known.get(node.name);
  if (found !== undefined) return found;
  const { name } = node;
  const what = `No ${kind} named ${shownOf(name)}`;
  const mistake: Mistake = { sought: kind, name, known: () => known.keys() };
  if (!frame.isSoft) return stopAtName(`${what}.`, { ...node.nameAt, at: node.at }, mistake);
  return () => raise('TemplateRuntimeError', `${what} found.`, mistake);
}
