import type { SetNode } from '../../syntax/index.js';
import { raise } from '../../values/raised.js';
import type { Execute } from '../activation.js';
import { Namespace } from '../namespace.js';
import { compileExport } from './export.js';
import { compileTarget, namespacesIn } from './targets.js';
import type { Frame, Unit } from './unit.js';
import { getter, variableOf, type Enter } from './variables.js';

/** `{% set … = … %}` */
export function compileSet(node: SetNode, unit: Unit, frame: Frame): Execute {
  const check = compileCheck(node, unit, frame);
  unit.marks.set(node);
  const value = unit.evaluate(node.value, frame);
  const assign = compileTarget(node.target, frame);
  const publish = compileExport([node.target], frame);
  const site = unit.marks.site(node);
  return (run) => {
    check?.(run);
    const result = value(run);
    run.site = site;
    assign(run, result);
    publish?.(run);
    return 0;
  };
}

/** Before the value is asked for, everything that gets an attribute must be a namespace. */
function compileCheck({ target }: SetNode, unit: Unit, frame: Frame): Enter | undefined {
  const checks = namespacesIn(target).map((place) => ({
    get: getter(variableOf(place.name, frame, place), frame),
    site: unit.marks.site(place),
  }));
  if (checks.length === 0) return undefined;
  return (run) => {
    for (const { get, site } of checks) {
      run.site = site;
      if (!(get(run) instanceof Namespace))
        raise('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
    }
  };
}
