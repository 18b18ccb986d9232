import type { BlockNode, ExtendsNode } from '../../syntax/index.js';
import { raise } from '../../values/raised.js';
import { shownOf } from '../../values/shown.js';
import type { Execute } from '../activation.js';
import type { Site } from '../site.js';
import { isExtended, skip } from './output.js';
import { stop, Unreachable, type Frame, type Unit } from './unit.js';
import { localsOf } from './variables.js';

/** Runs the block of that name that overrides all others; what it is here is known to the context already. */
export function compileBlock(node: BlockNode, unit: Unit, frame: Frame): Execute {
  const { name, required } = node;
  if (frame.isTopLevel && unit.hasKnownExtends) return skip;
  const isConditional = frame.isTopLevel && unit.extendsSoFar > 0;
  unit.marks.set(node);
  const site = unit.marks.site(node.nameAt);
  const locals = node.scoped ? localsOf(frame) : undefined;
  return (run) => {
    if (isConditional && isExtended(run)) return 0;
    run.site = site;
    const { context } = run;
    const inside = locals === undefined ? context : context.derived(locals(run));
    const stack = context.blocks.get(name) ?? [];
    if (required && stack.length <= 1) raise('TemplateRuntimeError', `Required block ${shownOf(name)} not found`);
    stack[0]?.run(inside, run.sink);
    return 0;
  };
}

/** Takes the blocks of the other template in; it runs when this one is done. */
export function compileExtends(node: ExtendsNode, unit: Unit, frame: Frame): Execute {
  if (!frame.isTopLevel) stop('TemplateAssertionError', 'cannot use extend from a non top-level scope', node);
  if (unit.hasKnownExtends) throw new Unreachable(refusing(unit.marks.site(node)));
  const isSecond = unit.extendsSoFar > 0;
  const again = unit.marks.site(node);
  unit.marks.set(node);
  const template = unit.evaluate(node.template, frame);
  const site = unit.marks.site(node.template);
  if (frame.isRoot) unit.hasKnownExtends = true;
  unit.extendsSoFar++;
  return (run) => {
    const { context } = run;
    run.site = again;
    if (isSecond && run.extended !== undefined) raise('TemplateRuntimeError', 'extended multiple times');
    const name = template(run);
    run.site = site;
    const parent = context.rendering.load(name, unit.name);
    run.extended = { template: parent, site };
    for (const [key, block] of parent.blocks) {
      const stack = context.blocks.get(key);
      if (stack === undefined) context.blocks.set(key, [block]);
      else stack.push(block);
    }
    return 0;
  };
}

function refusing(site: Site): Execute {
  return (run) => {
    run.site = site;
    return raise('TemplateRuntimeError', 'extended multiple times');
  };
}
