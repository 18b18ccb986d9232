import { isDeepStrictEqual } from 'node:util';
import { textOf } from './observe.js';
import { observeStep, type ObservedStep } from './observe-install.js';
import type { ExpectedStep, Sequence } from './vectors.js';
import type { WorkPlace } from './work-place.js';

/** Does the steps of a sequence in turn; why the first one that is not as expected is not, or `undefined`. */
export async function differenceInSequence({ steps }: Sequence, place: WorkPlace): Promise<string | undefined> {
  for (const [index, step] of steps.entries()) {
    const reason = differenceOfStep(place.fill(step.expected), await observeStep(step, place));
    if (reason !== undefined) return `step ${String(index + 1)}: ${reason}`;
  }
  return undefined;
}

function differenceOfStep(expected: ExpectedStep, observed: ObservedStep): string | undefined {
  const { exit, actions, files, warnings = [] } = expected;
  const state = expected.state && { parts: expected.state.parts, installed: expected.state.installed };
  const wanted = { exit, actions, files, state, warnings };
  for (const key of ['exit', 'actions', 'files', 'state', 'warnings'] as const) {
    if (isDeepStrictEqual(wanted[key], observed[key])) continue;
    return `${key}: expected ${JSON.stringify(wanted[key])}, got ${JSON.stringify(observed[key])}${toldBy(observed)}`;
  }
  return differenceOfFailure(expected, observed);
}

function differenceOfFailure({ error }: ExpectedStep, observed: ObservedStep): string | undefined {
  const found = observed.failures.map(({ code }) => code);
  if (error === undefined) return found.length === 0 ? undefined : `expected no failure${toldBy(observed)}`;
  const told = observed.failures.filter(({ code }) => code === error.kind);
  if (told.length === 0) return `expected ${error.kind}, got ${found.join(', ')}`;
  const text = told.map(textOf).join('\n');
  const missing = error.mentions.find((mention) => !text.includes(mention));
  return missing === undefined
    ? undefined
    : `expected a mention of ${JSON.stringify(missing)} in ${JSON.stringify(text)}`;
}

function toldBy({ failures }: ObservedStep): string {
  return failures.length === 0 ? '' : `; told: ${failures.map(textOf).join('; ')}`;
}
