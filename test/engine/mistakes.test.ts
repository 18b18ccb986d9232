import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineRecipe, option, succeed } from '../../src/engine/recipe/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';
import { makeWorld } from './world.js';

/** Reads its patches, each with the sum behind its name. */
const patcher = defineRecipe({
  name: 'patcher',
  version: 1,
  options: { patches: option.words('`path#md5`') },
  resolve({ options }, context) {
    for (const word of options.patches) {
      const [url = '', md5] = word.split('#');
      const read = context.readText({ url, md5, option: 'patches' });
      if (!read.ok) return read;
    }
    return succeed({ location: 'none' });
  },
  install: () => Promise.resolve(succeed({ paths: [] })),
});

/** What a run of these sections tells; `a` is the only part asked for. */
async function told(sections: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const world = makeWorld(`[buildout]\nparts = a\n${sections}`, [patcher]);
  for (const [path, text] of Object.entries(files)) world.write(path, text);
  const { diagnostics } = await world.run();
  const style = { directory: join(world.root, 'release'), color: false, columns: 200 };
  const text = diagnostics.map((each) => diagnosticText(each, style)).join('');
  return text.replaceAll(world.root, '/somewhere').replaceAll(/\b[0-9a-f]{40}\b/gu, 'SIGNATURE');
}

const CMMI = 'recipe = cmmi\nurl = ${:_profile_base_location_}/sources\n';

describe('an option with several lines', () => {
  test('points at the reference that brings what a shared part cannot have', async () => {
    const options = 'shared = true\nenvironment =\n  PATH=%(PATH)s\n  FLAGS=-L/x -L${b:location}/lib\n';
    expect(await told(`[a]\n${CMMI}${options}[b]\n${CMMI}`)).toMatchInlineSnapshot(`
      "error[shared-needs-unshared]: shared part \`a\` needs \`b\`, which is not shared
       --> release/software.cfg:9:16
        |
      9 |   FLAGS=-L/x -L\${b:location}/lib
        |                ^^^^^^^^^^^^^
      note: \`b\` is declared here
        --> release/software.cfg:10:1
      hint: write \`shared = true\` in \`b\`, or take it out of \`a\`: what is shared outlives this release
      "
    `);
  });

  test('points at what a shared part may not name, as it is written', async () => {
    const options =
      'shared = true\nconfigure-options =\n  --one=${buildout:bin-directory}-old\n  --two=${buildout:bin-directory}/x\n';
    expect(await told(`[a]\n${CMMI}${options}`)).toMatchInlineSnapshot(`
      "error[shared-refers-to-release]: option \`configure-options\` of shared part \`a\` names \`/somewhere/release/bin\`, which belongs to this release only
       --> release/software.cfg:9:9
        |
      9 |   --two=\${buildout:bin-directory}/x
        |         ^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: a shared part may refer only to shared parts and to itself
      "
    `);
  });

  test('points at the line that its recipe refuses', async () => {
    const options = 'wrapper-path = w\ncommand-line = true\nenvironment =\n  ABC=1\n  C\n  B=${buildout:directory}\n';
    expect(await told(`[a]\nrecipe = wrapper\n${options}`)).toMatchInlineSnapshot(`
      "error[recipe-error]: part \`a\`: \`C\` in \`environment\` is not \`NAME=value\`
       --> release/software.cfg:9:3
        |
      9 |   C
        |   ^
      "
    `);
  });
});

describe('a sum that is not that of its file', () => {
  const SUM = '9855b6d802d7fe5b7bd5b196a2271655';

  test('is pointed at in its own option', async () => {
    const options = `recipe = download\nurl = file\nmd5sum = ${SUM}\n`;
    expect(await told(`[a]\n${options}`, { 'release/file': 'text\n' })).toMatchInlineSnapshot(`
      "error[checksum-mismatch]: part \`a\`: \`/somewhere/release/file\` does not have the expected content
       --> release/software.cfg:6:10
        |
      6 | md5sum = 9855b6d802d7fe5b7bd5b196a2271655
        |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      note: expected md5 9855b6d802d7fe5b7bd5b196a2271655
      note: got      md5 e1cbb0c3879af8347246f12c559a86b5
      hint: the file may have been replaced: find out why; if it is right, write \`md5sum = e1cbb0c3879af8347246f12c559a86b5\`
      "
    `);
  });

  test('is pointed at behind the name of the file', async () => {
    const patches = `patches =\n  \${:_profile_base_location_}/one.patch\n  \${:_profile_base_location_}/two.patch#${SUM}\n`;
    const files = { 'release/one.patch': '', 'release/two.patch': 'text\n' };
    expect(await told(`[a]\nrecipe = patcher\n${patches}`, files)).toMatchInlineSnapshot(`
      "error[checksum-mismatch]: part \`a\`: \`/somewhere/release/two.patch\` does not have the expected content
       --> release/software.cfg:7:40
        |
      7 |   \${:_profile_base_location_}/two.patch#9855b6d802d7fe5b7bd5b196a2271655
        |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      note: expected md5 9855b6d802d7fe5b7bd5b196a2271655
      note: got      md5 e1cbb0c3879af8347246f12c559a86b5
      hint: the file may have been replaced: find out why; if it is right, write \`#e1cbb0c3879af8347246f12c559a86b5\`
      "
    `);
  });
});

describe('a recipe that there is not', () => {
  test.each([
    ['slapos.recipe.build', undefined],
    ['slapos.recip.cmmi', 'slapos.recipe.cmmi'],
    ['slapos.recipe.build:downlaod', 'slapos.recipe.build:download'],
    ['cmni', 'cmmi'],
    ['zc.recipe.egg', undefined],
  ])('%s', async (recipe, nearest) => {
    const all =
      'the recipes are `cmmi`, `command`, `download`, `download-unpacked`, `jinja2`, `mkdirectory`, `patcher`, `template`, `wrapper`';
    expect(await told(`[a]\nrecipe = ${recipe}\n`)).toBe(
      `error[recipe-not-found]: there is no recipe \`${recipe}\`, which part \`a\` names
 --> release/software.cfg:4:10
  |
4 | recipe = ${recipe}
  |          ${'^'.repeat(recipe.length)}
hint: ${nearest === undefined ? all : `did you mean \`${nearest}\`?`}
`,
    );
  });

  test.each(['cmmi:default', 'slapos.recipe.cmmi:default'])('the entry may be said: %s', async (recipe) => {
    expect(await told(`[a]\nrecipe = ${recipe}\n`)).toContain('one of `url` and `path` is needed');
  });

  test('two colons are one too many, whatever stands behind them', async () => {
    expect(await told('[a]\nrecipe = slapos.recipe.build:download:default\n')).toContain('error[invalid-recipe-name]');
  });
});

test('a value that stands elsewhere is told', async () => {
  const sections = '[a]\nrecipe = download\nurl = x\nmd5sum = ${sums:x}\n[sums]\nx = sha256:12\n';
  expect(await told(sections)).toMatchInlineSnapshot(`
    "error[bad-option]: option \`md5sum\` of part \`a\` must be 32 hexadecimal digits
     --> release/software.cfg:6:10
      |
    6 | md5sum = \${sums:x}
      |          ^^^^^^^^^
    note: its value is \`sha256:12\`
    hint: write it without \`sha256:\`
    "
  `);
});

describe('a source that is not there', () => {
  const RELATIVE =
    'hint: a relative path is looked up in the buildout directory; write `${:_profile_base_location_}/…` for a file beside the profile';
  test.each([
    ['zlib.net/zlib.tar.gz', 'hint: did you mean `https://zlib.net/zlib.tar.gz`?'],
    ['www.example.museum/x', 'hint: did you mean `https://www.example.museum/x`?'],
    ['http:/zlib.net/x', 'hint: did you mean `http://zlib.net/x`?'],
    ['./zlib.net/x', RELATIVE],
    ['conf.d/x', RELATIVE],
    ['zlib.net', RELATIVE],
  ])('%s', async (url, hint) => {
    expect(await told(`[a]\nrecipe = template\noutput = o\nurl = ${url}\n`)).toContain(hint);
  });
});

describe('the place of the part itself', () => {
  const HINT = 'hint: write `@@LOCATION@@` for the directory of the part itself\n';

  test.each(['cmmi', 'slapos.recipe.build:download'])('is hinted at for %s', async (recipe) => {
    expect(await told(`[a]\nrecipe = ${recipe}\nurl = x\nx = \${:location}\n`)).toContain(HINT);
  });

  test.each(['template', 'command', 'wrapper'])('is nothing that %s has', async (recipe) => {
    expect(await told(`[a]\nrecipe = ${recipe}\nx = \${:location}\n`)).not.toContain(HINT);
  });
});

test('a command that is not there is shown below where it ran', async () => {
  const command = 'recipe = command\nstop-on-error = true\ncommand =\n  true\n  nonesuch --version\n';
  expect(await told(`[a]\n${command}`)).toMatchInlineSnapshot(`
    "error[command-failed]: part \`a\`: a command ended with status 127 (program not found)
     --> release/software.cfg:3:1
      |
    3 | [a]
      | ^^^
    note: run in \`/somewhere/release\`:
      /bin/sh -c 'true
      nonesuch --version'
    note: the first error in its output:
      /bin/sh: 2: nonesuch: not found
    hint: the whole log is /somewhere/release/.slapbuild/log/a.log
    "
  `);
});
