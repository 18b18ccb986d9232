import { expect, test } from 'vitest';
import { defineRecipe, dumps, option, succeed, typedFrom, type TypedValue } from '../../src/engine/recipe/index.js';
import { makeWorld } from './world.js';

const maker = defineRecipe({
  name: 'maker',
  version: 1,
  options: {},
  resolve: ({ location }) =>
    succeed({
      location: 'own',
      exports: { location, ports: typedFrom({ http: 80, ratio: 0.5, paths: [`${location}/a`], none: null }) },
    }),
  install: async () => succeed({ paths: [] }),
});

function makeReader(seen: TypedValue[]): ReturnType<typeof defineRecipe> {
  return defineRecipe({
    name: 'reader',
    version: 1,
    options: { ports: option.typed('a dict'), text: option.text('text') },
    async install({ options, location }, { files }) {
      seen.push(options.ports);
      const written = await files.write(`${location}/text`, `${options.text}\n${dumps(options.ports)}\n`, {
        mode: 0o644,
      });
      return written.ok ? succeed({ paths: [] }) : written;
    },
  });
}

const PROFILE =
  '[buildout]\nparts = b\n[a]\nrecipe = maker\n[b]\nrecipe = reader\nports = ${a:ports}\ntext = see ${a:ports}\n';

test('a recipe sets a typed option, another reads it as it is; the location inside it is the real one', async () => {
  const seen: TypedValue[] = [];
  const world = makeWorld(PROFILE, [maker, makeReader(seen)]);
  expect((await world.run()).outcome).toBe('done');
  const made = `${world.root}/release/parts/a/a`;
  expect(seen).toEqual([typedFrom({ http: 80, ratio: 0.5, paths: [made], none: null })]);
  const literal = `!py!{'http': 80, 'ratio': 0.5, 'paths': ['${made}'], 'none': None}`;
  expect(world.read('release/parts/b/text')).toBe(`see ${literal}\n${literal}\n`);
  expect((await world.run()).outcome).toBe('unchanged');
});

test('a part is made again when a typed value that it reads changes, and not for another spelling of it', async () => {
  const world = makeWorld('[buildout]\nparts = b\n[b]\nrecipe = reader\nports = !py!{"a": [1, 2]}\n', [makeReader([])]);
  await world.run();
  const respelled = await world.run({ assignments: ["b:ports=!py!{ 'a': [1,\n 2] }"] });
  expect(respelled.outcome).toBe('unchanged');
  const changed = await world.run({ assignments: ["b:ports=!py!{ 'a': [1, 3] }"] });
  expect(changed.steps).toContain('installed b');
});
