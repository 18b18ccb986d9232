import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import type { Value } from '../../values/value.js';
import type { Given } from '../../calls/signature.js';
import { pathIn } from './functions.js';
import { normalise, stepsOf } from './normalise.js';

/**
 * `posixpath.relpath`. Python asks the working folder where a path is relative or no start is given; a template has none:
 * both must be absolute, or both relative, in which case they start from one place.
 */
export function relpath([given, from]: Given): Value {
  if (given !== undefined && !isTrue(given)) raise('ValueError', 'no path specified');
  const path = pathIn(given);
  const start = from === undefined || from === null ? '.' : pathIn(from);
  if (path.startsWith('/') !== start.startsWith('/')) needsMachine();
  const [steps, startSteps] = [stepsOf(normalise(path)), stepsOf(normalise(start))].map(withoutDot);
  return between(startSteps ?? [], steps ?? []);
}

function withoutDot(steps: readonly string[]): readonly string[] {
  return steps[0] === '.' ? [] : steps;
}

function between(start: readonly string[], steps: readonly string[]): string {
  const differs = start.findIndex((step, at) => step !== steps[at]);
  const shared = differs < 0 ? start.length : differs;
  const back = start.slice(shared);
  // What lies above the working folder has names that only the machine knows.
  if (back.includes('..')) needsMachine();
  const way = [...back.map(() => '..'), ...steps.slice(shared)];
  return way.length === 0 ? '.' : way.join('/');
}

function needsMachine(): never {
  return raise(
    'ValueError',
    'relpath() needs the working folder, which a template does not have: give an absolute path and start',
  );
}
