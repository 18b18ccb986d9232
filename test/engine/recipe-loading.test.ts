import { expect, test } from 'vitest';
import { defineRecipe, succeed } from '../../src/engine/recipe/index.js';
import type { RecipeDefinition } from '../../src/engine/recipe/index.js';
import { makeWorld, makeWriter } from './world.js';

/** A recipe that counts how often it is loaded and asked. */
function makeHeavy(): { readonly recipe: RecipeDefinition; readonly steps: readonly string[] } {
  const steps: string[] = [];
  const recipe = defineRecipe({
    name: 'heavy',
    aliases: ['slapos.recipe.heavy'],
    version: 1,
    options: {},
    load() {
      steps.push('load');
      return Promise.resolve();
    },
    resolve({ name }) {
      steps.push(`resolve ${name}`);
      return succeed({ location: 'none' });
    },
    install: () => Promise.resolve(succeed({ paths: [] })),
  });
  return { recipe, steps };
}

const PLAIN = `[buildout]
parts = plain
[plain]
recipe = writer
text = 1
`;

test.each([
  ['named', `${PLAIN.replace('plain\n', 'a b\n')}[a]\nrecipe = heavy\n[b]\nrecipe = slapos.recipe.heavy\n`],
  ['put together', `${PLAIN.replace('plain\n', 'a b\n')}[a]\nrecipe = \${b:x}vy\n[b]\nx = hea\nrecipe = \${:x}vy\n`],
])('a recipe that is %s is loaded once, before it is asked', async (_, profile) => {
  const { recipe, steps } = makeHeavy();
  const world = makeWorld(profile, [makeWriter().recipe, recipe]);
  expect((await world.run()).outcome).toBe('done');
  const [first, ...others] = steps;
  expect([first, ...others.toSorted()]).toEqual(['load', 'resolve a', 'resolve b']);
});

test('a recipe that no part has is not loaded', async () => {
  const { recipe, steps } = makeHeavy();
  const world = makeWorld(PLAIN, [makeWriter().recipe, recipe]);
  expect((await world.run()).outcome).toBe('done');
  expect(steps).toEqual([]);
});
