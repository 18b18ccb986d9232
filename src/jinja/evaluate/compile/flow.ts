import type { AutoescapeNode, BreakNode, ContinueNode, DoNode, IfNode, WithNode } from '../../syntax/index.js';
import { isTrue } from '../../values/truth.js';
import type { Value } from '../../values/value.js';
import type { Evaluate, Execute } from '../activation.js';
import type { Site } from '../site.js';
import { constantOf } from './constant.js';
import { collectAutoescape, collectWith } from './collect.js';
import { compileTarget } from './targets.js';
import { inner, soft, stop, type Frame, type Unit } from './unit.js';
import { enter, leave } from './variables.js';

interface Branch {
  readonly test: Evaluate;
  readonly site: Site;
  readonly body: Execute;
}

export function compileIf(node: IfNode, unit: Unit, outside: Frame): Execute {
  const frame = soft(outside);
  const branches = node.branches.map((branch, at): Branch => {
    unit.marks.set(at === 0 ? node : branch);
    const test = unit.evaluate(branch.test, frame);
    return { test, site: unit.marks.site(branch.test), body: unit.execute(branch.body, frame) };
  });
  const otherwise = node.otherwise.length === 0 ? undefined : unit.execute(node.otherwise, frame);
  return (run) => {
    for (const { test, site, body } of branches) {
      const value = test(run);
      run.site = site;
      if (isTrue(value)) return body(run);
    }
    return otherwise === undefined ? 0 : otherwise(run);
  };
}

/** The values do not see each other: all are of the scope outside. */
export function compileWith(node: WithNode, unit: Unit, outside: Frame): Execute {
  const frame = inner(outside);
  collectWith(frame.symbols, node);
  const assignments = node.assignments.map(({ target, value }) => ({
    value: unit.evaluate(value, outside),
    assign: compileTarget(target, frame),
    site: unit.marks.site(target),
  }));
  const body = unit.execute(node.body, frame);
  const [begin, end] = [enter(frame), leave(frame)];
  return (run) => {
    begin(run);
    for (const { value, assign, site } of assignments) {
      const result = value(run);
      run.site = site;
      assign(run, result);
    }
    const flow = body(run);
    if (flow === 0) end(run);
    return flow;
  };
}

/** What decides is only known beforehand when it is written down. A `break` out of the block leaves it as it is. */
export function compileAutoescape(node: AutoescapeNode, unit: Unit, outside: Frame): Execute {
  const frame = inner(outside);
  collectAutoescape(frame.symbols, node.value, node.body);
  const value = unit.evaluate(node.value, frame);
  const [begin, end] = [enter(frame), leave(frame)];
  const before = unit.escape;
  const known = constantOf(node.value, () => value, { unit, frame });
  unit.escape = known === undefined ? { ...before, isVolatile: true } : { ...before, isOn: isTrue(known) };
  const body = unit.execute(node.body, frame);
  unit.escape = before;
  return (run) => {
    begin(run);
    const { escaping } = run.context;
    const outer: Value = escaping.value;
    escaping.value = value(run);
    const flow = body(run);
    if (flow !== 0) return flow;
    escaping.value = outer;
    end(run);
    return 0;
  };
}

export function compileDo(node: DoNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  const value = unit.evaluate(node.value, frame);
  return (run) => {
    value(run);
    return 0;
  };
}

export function compileBreak(node: BreakNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  if (!frame.isLoop) stop('SyntaxError', "'break' outside loop", node);
  return () => 1;
}

export function compileContinue(node: ContinueNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  if (!frame.isLoop) stop('SyntaxError', "'continue' not properly in loop", node);
  return () => 2;
}
