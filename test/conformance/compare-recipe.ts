import { isDeepStrictEqual } from 'node:util';
import { textOf } from './observe.js';
import { observeRecipe, type Inputs, type ObservedRecipe } from './observe-recipe.js';
import type { Node, RecipeCase, RecipeOutcome } from './recipe-vectors.js';
import type { WorkPlace } from './work-place.js';

/** Does the steps of a case in turn; why the first one that is not as expected is not, or `undefined`. */
export async function differenceInRecipe({ steps }: RecipeCase, place: WorkPlace): Promise<string | undefined> {
  const inputs: Inputs = new Map();
  for (const [index, step] of steps.entries()) {
    const observed = await observeRecipe(step, place, inputs);
    const reason = differenceOfStep(place.fill(step.expected), observed);
    if (reason !== undefined) return `step ${String(index + 1)}: ${reason}`;
  }
  return undefined;
}

function differenceOfStep(expected: RecipeOutcome, observed: ObservedRecipe): string | undefined {
  const told = observed.failures.map(textOf).join('\n');
  if (expected.exit !== observed.exit) return `exit ${String(observed.exit)}; told: ${told}`;
  if (expected.exit !== 0) return differenceOfFailure(expected, observed, told);
  const updated = new Set(
    expected.actions.flatMap((action) => /^update (?<part>.*)$/u.exec(action)?.groups?.['part'] ?? []),
  );
  const wanted = { recorded: expected.recorded ?? {}, actions: makingOf(expected.actions, updated) };
  const found = { recorded: observed.recorded, actions: makingOf(observed.actions, updated) };
  for (const key of ['recorded', 'actions'] as const) {
    if (isDeepStrictEqual(wanted[key], found[key])) continue;
    return `${key}: expected ${JSON.stringify(wanted[key])}, got ${JSON.stringify(found[key])}`;
  }
  return differenceOfTree(expected.tree ?? {}, observed.tree, 'same');
}

/**
 * A part that need not be updated is not, and one whose inputs changed is made again: of parts that the oracle updates,
 * only what is there in the end is compared.
 */
function makingOf(actions: readonly string[], updated: ReadonlySet<string>): readonly string[] {
  return actions.filter((action) => !updated.has(action.replace(/^\S+ /u, '')));
}

/** A failed step may leave less than the oracle did, because more is found before anything is installed. */
function differenceOfFailure(expected: RecipeOutcome, observed: ObservedRecipe, told: string): string | undefined {
  const missing = (expected.error?.mentions ?? []).flatMap(factsIn).find((fact) => !told.includes(fact));
  if (missing !== undefined) return `expected a mention of ${JSON.stringify(missing)} in ${JSON.stringify(told)}`;
  return differenceOfTree(expected.tree ?? {}, observed.tree, 'less');
}

/** What a mention holds that is no wording: quoted names, lines, or the whole of one without a blank. */
function factsIn(mention: string): readonly string[] {
  const line = /^line (?<line>\d+)$/u.exec(mention)?.groups?.['line'];
  if (line !== undefined) return [`:${line}:`];
  const quoted = [...mention.matchAll(/'(?<name>[^']*)'/gu)].map(([, name = '']) => name);
  return quoted.length > 0 || mention.includes(' ') ? quoted : [mention];
}

function differenceOfTree(
  expected: Readonly<Record<string, Node>>,
  observed: Readonly<Record<string, Node>>,
  demand: 'same' | 'less',
): string | undefined {
  for (const [path, node] of Object.entries(observed)) {
    const wanted = expected[path];
    if (wanted === undefined) return `${path} is not expected`;
    const keys = ['type', 'mode', 'text', 'sha256', 'target'] as const;
    const key = keys.find((each) => wanted[each] !== undefined && wanted[each] !== node[each]);
    if (key !== undefined)
      return `${path}: expected ${key} ${JSON.stringify(wanted[key])}, got ${JSON.stringify(node[key])}`;
  }
  const missing = Object.keys(expected).find((path) => observed[path] === undefined);
  return missing === undefined || demand === 'less' ? undefined : `${missing} is missing`;
}
