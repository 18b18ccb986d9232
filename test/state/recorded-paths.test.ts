import { describe, expect, test } from 'vitest';
import { defineRecipe, succeed, type Installed, type RecipeDefinition } from '../../src/engine/recipe/index.js';
import { makeWorld, told } from '../engine/world.js';

/** What a recipe without a directory answers to its install; two files are there by then. */
function answering(paths: () => unknown, update?: () => Installed): RecipeDefinition {
  return defineRecipe({
    name: 'answering',
    version: 1,
    options: {},
    resolve: () => succeed({ location: 'none', updates: true }),
    async install(_, { files }) {
      for (const path of ['x', 'd/y']) {
        const written = await files.write(path, '', { mode: 0o644 });
        if (!written.ok) return written;
      }
      // Recipes in plain JavaScript answer what they like.
      return succeed({ paths: paths() as readonly string[] });
    },
    ...(update !== undefined && { update: async () => succeed(update()) }),
  });
}

const PROFILE = '[buildout]\nparts = a\n[a]\nrecipe = answering\n';

function* inTurn(): Generator<string> {
  yield 'x';
  yield 'd/y';
}

function* breaking(): Generator<string> {
  yield 'x';
  throw new Error('no more');
}

describe('the paths that a recipe answers', () => {
  test.each([
    ['an array', ['x', 'd/y'], ['bin/', 'd/', 'parts/']],
    ['one path as text', 'x', ['bin/', 'd/', 'd/y', 'parts/']],
    ['a generator', inTurn(), ['bin/', 'd/', 'parts/']],
    ['a set', new Set(['d/']), ['bin/', 'parts/', 'x']],
    ['an empty array', [], ['bin/', 'd/', 'd/y', 'parts/', 'x']],
  ])('%s: all of them go with the part, and nothing else', async (_, paths, left) => {
    const world = makeWorld(PROFILE, [answering(() => paths)]);
    const ran = await world.run();
    expect([ran.outcome, ran.steps]).toEqual(['done', ['started a', 'installed a']]);
    await world.run({ assignments: ['buildout:parts='] });
    expect(world.tree()).toEqual(left);
  });

  test('none at all is warned about', async () => {
    const world = makeWorld(PROFILE, [answering(() => undefined)]);
    const { events } = await world.run();
    expect(events.filter((event) => event.type === 'part' && event.state === 'warning')).toEqual([
      {
        type: 'part',
        state: 'warning',
        part: 'a',
        code: 'install-returned-none',
        message: 'its recipe records no paths, so what it installed stays when the part is removed',
      },
    ]);
  });

  test('a recipe without `update` that wants to be asked is installed again, with a warning', async () => {
    const world = makeWorld(PROFILE, [answering(() => 'x')]);
    await world.run();
    const { events, steps } = await world.run();
    expect(steps).toEqual(['started a', 'warning a', 'installed a']);
    expect(events).toContainEqual(expect.objectContaining({ state: 'warning', code: 'no-update-method' }));
  });

  test('an update adds to them', async () => {
    const world = makeWorld(PROFILE, [
      answering(
        () => 'x',
        () => ({ paths: inTurn() }),
      ),
    ]);
    await world.run();
    await world.run();
    await world.run({ assignments: ['buildout:parts='] });
    expect(world.tree()).toEqual(['bin/', 'd/', 'parts/']);
  });

  test.each([
    ['a generator that throws', () => breaking()],
    ['numbers', () => [1]],
    ['what cannot be iterated', () => 5],
    ['an object', () => ({ length: 1 })],
  ])('%s: told as a mistake of the recipe', async (_, paths) => {
    const world = makeWorld(PROFILE, [answering(paths)]);
    expect(told(await world.run())).toEqual(['recipe-crashed software.cfg:3:1']);
  });
});
