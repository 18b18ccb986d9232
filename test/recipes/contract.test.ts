import { describe, expect, test } from 'vitest';
import { defineRecipe, succeed } from '../../src/engine/recipe/index.js';
import { builtInRecipes } from '../../src/recipes/index.js';
import { checkRecipe, type TestedPart } from '../../src/testing/index.js';
import { makeRelease, md5 } from './release.js';

const MD5 = md5('');

/** For each recipe, parts that must resolve: one of every shape its answer can have. */
const PARTS: Readonly<Record<string, readonly TestedPart[]>> = {
  cmmi: [
    { options: { url: 'a.tar.gz' } },
    {
      options: {
        url: 'http://127.0.0.1/a.tar.gz',
        sha256: '0'.repeat(64),
        patches: `/p/a.patch#${MD5} inside.patch`,
        prefix: '@@LOCATION@@/usr',
        shared: 'true',
        'post-install': 'echo %(prefix)s',
        environment: 'PATH=%(PATH)s',
      },
    },
    { options: { path: 'src', environment: 'variables' } },
  ],
  command: [{ options: { command: 'true', 'update-command': 'true', location: 'a /b' } }],
  download: [
    { options: { url: 'a' } },
    { options: { url: 'a', destination: 'b/c' } },
    { options: { url: 'a', md5sum: MD5, shared: 'true' } },
  ],
  'download-unpacked': [{ options: { url: 'a' } }, { options: { url: 'a', destination: 'b' } }],
  jinja2: [
    { options: { inline: '{{ x }}', output: 'o', context: 'key x s:o' } },
    { options: { url: 't.in', output: 'o', 'import-list': 'rawfile a t.in' } },
    { options: { rendered: 'o', template: 'inline:x', once: 'marker' } },
  ],
  mkdirectory: [{ options: { home: 'h', mode: '0750' } }],
  'slapos.recipe.build:mkdirectory': [{ options: { home: 'h' } }],
  template: [{ options: { inline: 'x', output: 'o' } }, { options: { url: 't.in', output: 'o' } }],
  wrapper: [
    { options: { 'command-line': 'true', 'wrapper-path': 'w' } },
    { options: { 'command-line': 'true', 'wrapper-path': 'w', 'hash-existing-files': 't.in', 'hash-files': 'g' } },
  ],
};

describe('the contract of recipes', () => {
  test.each(builtInRecipes.map((recipe) => [recipe.name, recipe] as const))('%s keeps it', async (name, recipe) => {
    const release = makeRelease({ sections: { variables: { A: '1' }, s: { o: 'v' } } });
    release.write('t.in', '${s:o}\n');
    expect(PARTS[name]).not.toHaveLength(0);
    expect(await checkRecipe(release.bench, recipe, PARTS[name] ?? [])).toEqual([]);
  });

  test('no two recipes answer to one name', () => {
    const names = builtInRecipes.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    expect(names).toEqual(
      expect.arrayContaining([
        'slapos.recipe.cmmi',
        'slapos.recipe.build:download',
        'slapos.recipe.build:download-unpacked',
        'slapos.recipe.template',
        'slapos.recipe.template:jinja2',
        'slapos.cookbook:wrapper',
        'slapos.cookbook:mkdirectory',
        'slapos.recipe.build:mkdirectory',
        'plone.recipe.command',
      ]),
    );
  });

  test('a recipe that breaks it is told what it breaks', async () => {
    const release = makeRelease();
    let count = 0;
    const broken = defineRecipe({
      name: 'bad name',
      version: 1,
      options: {},
      presentation: ['nothing'],
      resolve: () => succeed({ location: 'own', exports: { n: String(count++) }, outputs: ['relative'] }),
      install: () => Promise.resolve(succeed({ paths: [] })),
    });
    expect(await checkRecipe(release.bench, broken, [{ options: {} }])).toMatchInlineSnapshot(`
      [
        "\`bad name\` is not a recipe name",
        "\`presentation\` names \`nothing\`, which is no option",
        "part {"options":{}}: a part with a location of its own exports it as \`location\`",
        "part {"options":{}}: output \`relative\` is not absolute",
        "part {"options":{}}: resolving it twice gives different answers",
        "part {"options":{}}: the answer depends on the text that stands for the location",
      ]
    `);
  });
});
