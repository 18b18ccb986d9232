import type { SetTarget } from '../../syntax/index.js';
import type { Activation } from '../activation.js';
import type { Frame } from './unit.js';
import { getter, variableOf } from './variables.js';
import { namesSet } from './walk.js';

/** What is set at top level becomes part of the context, and what does not begin with `_` of what can be imported. */
export function compileExport(targets: readonly SetTarget[], frame: Frame): ((run: Activation) => void) | undefined {
  if (!frame.isTopLevel) return undefined;
  const names = targets.flatMap((target) => [...namesSet(target)]);
  const exported = names.map((use) => ({
    name: use.name,
    isPublic: !use.name.startsWith('_'),
    get: getter(variableOf(use.name, frame, use), frame),
  }));
  return (run) => {
    const { vars, exported: known } = run.context;
    for (const { name, isPublic, get } of exported) {
      const value = get(run);
      if (value !== undefined) vars.set(name, value);
      if (isPublic) known.add(name);
    }
  };
}
