import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeDesk, type Desk } from '../cli/program.js';

const MAIN = `[buildout]
extends =
  base.cfg
  more.cfg
parts = said
bin-directory = programs
newest = false

[said]
<= spoken
command += and \${settings:more}
location = \${buildout:bin-directory}/said

[settings]
more += two
shell = echo $\${HOME}
lines =
    first
      second

  third

[tool]
recipe = cmmi
url = \${:_profile_base_location_}/tool

[unused]
x = \${settings:mistyped}
y = \${:x}
z = \${tool:location}
`;
const BASE = `[spoken]
recipe = command
command = echo \${:_buildout_section_name_}
[settings]
more = one
10 = ten
9 = nine
`;
const MORE = '[buildout]\nextends = base.cfg\n';
const files = { 'software.cfg': MAIN, 'base.cfg': BASE, 'more.cfg': MORE };

function deskWith(texts: Readonly<Record<string, string>>): Desk {
  const desk = makeDesk();
  for (const [name, text] of Object.entries(texts)) desk.write(name, text);
  return desk;
}

async function answer(desk: Desk, ...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await desk.run(['resolve', ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

interface Stage {
  readonly files: number;
  readonly sections: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly unresolved: readonly unknown[];
}

async function stage(desk: Desk, ...words: readonly string[]): Promise<Stage> {
  // What it holds is compared.
  return JSON.parse(await answer(desk, '--json', ...words)) as Stage;
}

describe('resolve', () => {
  test('--stage merged: what the profiles say', async () => {
    expect(await answer(deskWith(files), '--stage', 'merged')).toBe(`[buildout]
bin-directory = programs
newest = false
parts = said

[said]
<= spoken
command += and \${settings:more}
location = \${buildout:bin-directory}/said

[settings]
10 = ten
9 = nine
lines =
    first
      second

  third
more =
  one
  two
shell = echo $\${HOME}

[spoken]
command = echo \${:_buildout_section_name_}
recipe = command

[tool]
recipe = cmmi
url = \${:_profile_base_location_}/tool

[unused]
x = \${settings:mistyped}
y = \${:x}
z = \${tool:location}
`);
  });

  test('--stage expanded: after macros', async () => {
    const { sections } = await stage(deskWith(files), '--stage', 'expanded');
    expect(sections['said']).toEqual({
      command: 'echo ${:_buildout_section_name_}\nand ${settings:more}',
      location: '${buildout:bin-directory}/said',
      recipe: 'command',
    });
  });

  test('resolved: after references and recipes, in use or not', async () => {
    expect(await answer(deskWith(files))).toBe(`[buildout]
bin-directory = /somewhere/desk/programs
newest = false
parts = said

[said]
command =
  echo said
  and one
  two
location = /somewhere/desk/programs/said
recipe = command

[settings]
10 = ten
9 = nine
lines =
    first
      second

  third
more =
  one
  two
shell = echo $\${HOME}

[spoken]
command = echo spoken
recipe = command

[tool]
compile-directory = /somewhere/desk/parts/tool/.build
location = /somewhere/desk/parts/tool
prefix = /somewhere/desk/parts/tool
recipe = cmmi
url = /somewhere/desk/tool

[unused]
z = /somewhere/desk/parts/tool

# unresolved: unused:x (missing-option)
# unresolved: unused:y (missing-option)
`);
  });

  test('prints one object with --json, by code points', async () => {
    const desk = deskWith({ 'software.cfg': '[buildout]\nparts =\n[b]\n10 = ${:_}\n9 = a\n"x" = \\\n[B]\n' });
    expect(await answer(desk, '--json')).toBe(`{
  "files": 1,
  "sections": {
    "B": {},
    "b": {
      "\\"x\\"": "\\\\",
      "9": "a"
    },
    "buildout": {
      "parts": ""
    }
  },
  "unresolved": [
    {
      "section": "b",
      "option": "10",
      "code": "missing-option"
    }
  ]
}
`);
  });

  test('counts each profile once, in both dialects', async () => {
    expect(await stage(deskWith(files), '--stage', 'merged')).toMatchObject({ files: 3 });
    expect(await stage(deskWith(files), '--stage', 'merged', '--dialect', 'zc')).toMatchObject({ files: 3 });
  });

  test('shows what the command line sets, and nothing that only the engine says', async () => {
    const desk = deskWith({ 'software.cfg': '[buildout]\nparts =\n[copy]\n<= buildout\n' });
    const { sections } = await stage(desk, '--stage', 'merged', 'offline=true', 'new:x=1');
    expect(sections).toEqual({ buildout: { offline: 'true', parts: '' }, copy: { '<': 'buildout' }, new: { x: '1' } });
    expect((await stage(desk, '--stage', 'expanded')).sections).toEqual({
      buildout: { parts: '' },
      copy: { parts: '' },
    });
    expect((await stage(desk, 'eggs-directory=e')).sections).toMatchObject({
      buildout: { 'eggs-directory': '/somewhere/desk/e', parts: '' },
    });
  });

  test('lists sections of which nothing can be known', async () => {
    const profile = `[buildout]
parts = a
[a]
<= nowhere
[b]
<= b
[c]
x = 1
[c:open("x")]
x = 2
[d:open("x")]
x = 2
[e]
x = \${c:x}
`;
    const desk = deskWith({ 'software.cfg': profile });
    const unresolved = [
      { section: 'a', option: '', code: 'macro-missing-section' },
      { section: 'b', option: '', code: 'macro-loop' },
      { section: 'c', option: '', code: 'condition-error' },
      { section: 'd', option: '', code: 'condition-error' },
    ];
    const buildout = { parts: 'a' };
    expect(await stage(desk, '--stage', 'merged')).toEqual({
      files: 1,
      sections: { a: { '<': 'nowhere' }, b: { '<': 'b' }, buildout, c: { x: '1' }, e: { x: '${c:x}' } },
      unresolved: unresolved.slice(2),
    });
    expect(await stage(desk, '--stage', 'expanded')).toEqual({
      files: 1,
      sections: { buildout, e: { x: '${c:x}' } },
      unresolved,
    });
    expect(await stage(desk)).toEqual({
      files: 1,
      sections: { buildout, e: {} },
      unresolved: [...unresolved, { section: 'e', option: 'x', code: 'condition-error' }],
    });
  });

  test('gives recipes that refuse as the cause of what depends on them', async () => {
    const profile = `[buildout]
parts = a
[a]
recipe = cmmi
url = \${b:location}
[b]
recipe = cmmi
[c]
recipe = unheard.of
x = \${:location}
`;
    const { sections, unresolved } = await stage(deskWith({ 'software.cfg': profile }));
    expect(sections).toEqual({
      a: { recipe: 'cmmi' },
      b: { recipe: 'cmmi' },
      buildout: { parts: 'a' },
      c: { recipe: 'unheard.of' },
    });
    expect(unresolved).toEqual([
      { section: 'a', option: 'url', code: 'recipe-error' },
      { section: 'c', option: 'x', code: 'missing-option' },
    ]);
  });

  test.each(['merged', 'expanded', 'resolved'])('prints a profile that says the same again: %s', async (name) => {
    const desk = deskWith({
      ...files,
      'angle.cfg': '[buildout]\nextends = software.cfg\n[angle]\nx = $$<settings:more> $<CONFIG:y> $5 $$\n',
    });
    const first = await stage(desk, 'angle.cfg', '--stage', name);
    desk.write('again/software.cfg', await answer(desk, 'angle.cfg', '--stage', name));
    const again = await stage(desk, 'again/software.cfg', '--stage', name);
    expect(again.sections).toEqual(first.sections);
    if (name === 'resolved') expect(first.sections['angle']).toEqual({ x: '$<settings:more> $<CONFIG:y> $5 $$' });
  });

  test('keeps standard output for the answer when something has to be fetched', async () => {
    const server = createServer((_, response) => response.end('port ${settings:port}\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // A server that listens on a port has an address object.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/template`;
    const desk = deskWith({
      'software.cfg': `[buildout]\nparts = a\n[a]\nrecipe = template\nurl = ${url}\noutput = out\n[settings]\nport = 1\n`,
    });
    const { code, stdout, stderr } = await desk.run(['resolve', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `fetching ${url}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ sections: { a: { url } }, unresolved: [] });
  });

  test('fails only for a profile that cannot be read', async () => {
    const { code, stdout, stderr } = await deskWith({ 'software.cfg': '[buildout]\nextends = gone.cfg\n' }).run([
      'resolve',
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error\[extends-not-found\]: /u);
  });
});
