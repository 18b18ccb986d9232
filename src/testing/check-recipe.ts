import { isAbsolute } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RecipeDefinition, Resolution } from '../engine/recipe/index.js';
import type { RecipeBench } from './bench.js';
import type { TestedPart } from './bench-state.js';

/** Two texts for the part's own place: a recipe may not look into them. */
const PLACES = ['@@LOCATION@@', '@@ELSEWHERE@@'] as const;

/**
 * Holds a recipe against the contract, with parts that must resolve. Answers what it breaks, one sentence each;
 * nothing for a recipe that keeps it.
 */
export async function checkRecipe(
  bench: RecipeBench,
  recipe: RecipeDefinition,
  parts: readonly TestedPart[],
): Promise<readonly string[]> {
  const broken = [...checkDefinition(recipe)];
  for (const part of parts) {
    for (const problem of await checkPart(bench, recipe, part)) broken.push(`part ${JSON.stringify(part)}: ${problem}`);
  }
  return broken;
}

function checkDefinition({ name, aliases = [], options, presentation = [] }: RecipeDefinition): readonly string[] {
  const broken: string[] = [];
  for (const each of [name, ...aliases]) {
    if (!/^[A-Za-z0-9@][\w@./-]*(?::[\w.-]+)?$/.test(each)) broken.push(`\`${each}\` is not a recipe name`);
  }
  for (const [option, { about }] of Object.entries(options)) {
    if (about.trim() === '') broken.push(`option \`${option}\` says nothing about itself`);
  }
  for (const option of presentation) {
    if (!(option in options)) broken.push(`\`presentation\` names \`${option}\`, which is no option`);
  }
  return broken;
}

async function checkPart(bench: RecipeBench, recipe: RecipeDefinition, part: TestedPart): Promise<readonly string[]> {
  const [here, there] = PLACES;
  const first = await bench.resolve(recipe, part, here);
  if (!first.ok) return [`does not resolve: ${JSON.stringify(first.failures)}`];
  const second = await bench.resolve(recipe, part, here);
  const moved = await bench.resolve(recipe, part, there);
  const broken = [...checkResolution(first.value, here)];
  if (!second.ok || !isDeepStrictEqual(first.value, second.value))
    broken.push('resolving it twice gives different answers');
  if (!moved.ok || !isDeepStrictEqual(asJson(first.value), asJson(moved.value, [there, here])))
    broken.push('the answer depends on the text that stands for the location');
  return broken;
}

function checkResolution(resolution: Resolution, location: string): readonly string[] {
  const { exports = {}, outputs = [], shared = false, location: kind } = resolution;
  const broken: string[] = [];
  if (!isDeepStrictEqual(asJson(resolution), withoutUndefined(resolution)))
    broken.push('the answer is more than JSON can hold');
  if (shared && kind !== 'own') broken.push('only a part with a location of its own can be shared');
  if (kind === 'own' && exports['location'] !== location)
    broken.push('a part with a location of its own exports it as `location`');
  for (const path of outputs) if (!isAbsolute(path)) broken.push(`output \`${path}\` is not absolute`);
  return broken;
}

function asJson(value: unknown, [from, to]: readonly [string, string] = ['', '']): unknown {
  const text = JSON.stringify(value);
  const parsed: unknown = JSON.parse(from === '' ? text : text.replaceAll(from, to));
  return parsed;
}

/** Optional fields that are set to nothing are no content. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, withoutUndefined(each)]),
  );
}
