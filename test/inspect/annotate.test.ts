import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from '../cli/program.js';

const MAIN = `[buildout]
extends = stack/base.cfg
parts = tool
[tool]
<= package
options += --more
url = \${settings:mistyped}
[settings]
words +=
  two
  three
words -= one
`;
const BASE = `[package]
recipe = cmmi
options = --some
[settings]
words = one
`;

function deskWith(files: Readonly<Record<string, string>>): Desk {
  const desk = makeDesk();
  for (const [name, text] of Object.entries(files)) desk.write(name, text);
  return desk;
}

const files = { 'software.cfg': MAIN, 'stack/base.cfg': BASE };

describe('annotate', () => {
  test('prints the named sections by name, before macros and references', async () => {
    const ended = await deskWith(files).run(['annotate', 'tool', 'settings', 'package']);
    expect(ended).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `
Annotated sections
==================

[package]
options= --some
    stack/base.cfg
recipe= cmmi
    stack/base.cfg

[settings]
words= two
three
    stack/base.cfg
+=  software.cfg
-=  software.cfg

[tool]
<= package
    software.cfg
options += --more
    software.cfg
url= \${settings:mistyped}
    software.cfg
`,
    });
  });

  test('prints the life of values with -v, newest first', async () => {
    const { stdout } = await deskWith(files).run(['-v', 'annotate', 'settings', 'words:x=1']);
    expect(stdout).toBe(`
Annotated sections
==================

[settings]
words= two
three

   IN software.cfg
   REMOVE VALUE = one
   IN software.cfg
   ADD VALUE =
      two
      three
   IN stack/base.cfg
   SET VALUE = one

`);
  });

  test('prints [buildout] with what the engine, the user and the command line say', async () => {
    const desk = deskWith({
      'software.cfg': '[buildout]\nparts =\nbin-directory = programs\neggs-directory = e\n',
      '../home/.buildout/default.cfg': '[buildout]\nnewest = false\n',
    });
    const { stdout } = await desk.run(['annotate', 'buildout', 'offline=true']);
    expect(stdout).toContain('\n[buildout]\nallow-hosts= *\n    DEFAULT_VALUE\n');
    expect(stdout).toContain('\nbin-directory= programs\n    software.cfg\n');
    expect(stdout).toContain('\ndirectory= /somewhere/desk\n    COMPUTED_VALUE\n');
    expect(stdout).toContain('\neggs-directory= /somewhere/desk/e\n    software.cfg\n');
    expect(stdout).toContain('\nnewest= false\n    /somewhere/home/.buildout/default.cfg\n');
    expect(stdout).toContain('\noffline= true\n    COMMAND_LINE_VALUE\n');
    expect(stdout).toContain('\nparts=\n    software.cfg\n');
    const { stdout: verbose } = await desk.run(['-v', 'annotate', 'buildout']);
    expect(verbose).toContain(`
eggs-directory= /somewhere/desk/e

   IN software.cfg
   DIRECTORY VALUE = /somewhere/desk/e
   IN software.cfg
   OVERRIDE VALUE = e
   AS DEFAULT_VALUE
   SET VALUE = eggs

`);
  });

  test('merges each profile once, but in dialect zc once for each path', async () => {
    const desk = deskWith({
      'software.cfg': '[buildout]\nextends = b.cfg c.cfg\n',
      'b.cfg': '[buildout]\nextends = base.cfg\n[a]\nx = b\n',
      'c.cfg': '[buildout]\nextends = base.cfg\n',
      'base.cfg': '[a]\nx = base\n',
    });
    const title = '\nAnnotated sections\n==================\n\n[a]\n';
    expect((await desk.run(['annotate', 'a'])).stdout).toBe(`${title}x= b\n    b.cfg\n`);
    expect((await desk.run(['annotate', 'a', '--dialect', 'zc'])).stdout).toBe(`${title}x= base\n    base.cfg\n`);
  });

  test('warns of names that no section has, and prints nothing for them', async () => {
    const { code, stdout, stderr } = await deskWith(files).run(['annotate', 'settingss', 'stack/base.cfg']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '\nAnnotated sections\n==================\n' });
    expect(stderr).toBe(`warning[query-section-not-found]: there is no section \`settingss\`
 --> <command line>:1:20
  |
1 | slapbuild annotate settingss stack/base.cfg
  |                    ^^^^^^^^^
hint: did you mean \`settings\`?
warning[query-section-not-found]: there is no section \`stack/base.cfg\`
 --> <command line>:1:30
  |
1 | slapbuild annotate settingss stack/base.cfg
  |                              ^^^^^^^^^^^^^^
hint: \`-c stack/base.cfg\` names a profile
`);
  });

  test('warns of headers that cannot be decided', async () => {
    const desk = deskWith({ 'software.cfg': '[buildout]\nparts =\n[a]\nx = 1\n[a:open("x")]\nx = 2\n' });
    const { code, stdout, stderr } = await desk.run(['annotate', 'a']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '\nAnnotated sections\n==================\n\n[a]\nx= 1\n    software.cfg\n',
    });
    expect(stderr).toMatch(/^warning\[condition-error\]: cannot decide the condition `open\("x"\)` of section `a`/u);
  });

  test('gives every contribution with --json, in the order of names', async () => {
    const desk = deskWith({
      'software.cfg': '[buildout]\nextends = b.cfg\n[a]\nx += 2\n10 = ten\n9 = nine\n__proto__ = p\n',
      'b.cfg': '[a]\nx = 1\n',
    });
    const { code, stdout } = await desk.run(['annotate', 'a', 'b', 'b:y=3', '--json']);
    expect(code).toBe(0);
    const told = { file: 'software.cfg', column: 1, section: 'a' };
    expect(JSON.parse(stdout)).toEqual({
      sections: {
        a: Object.fromEntries([
          ['10', { value: 'ten', contributions: [{ operation: 'set', ...told, line: 5, value: 'ten' }] }],
          ['9', { value: 'nine', contributions: [{ operation: 'set', ...told, line: 6, value: 'nine' }] }],
          ['__proto__', { value: 'p', contributions: [{ operation: 'set', ...told, line: 7, value: 'p' }] }],
          [
            'x',
            {
              value: '1\n2',
              contributions: [
                { operation: 'set', ...told, file: 'b.cfg', line: 2, value: '1' },
                { operation: 'add', ...told, line: 4, value: '2' },
              ],
            },
          ],
        ]),
        b: {
          y: {
            value: '3',
            contributions: [{ operation: 'set', special: 'COMMAND_LINE_VALUE', section: 'b', value: '3' }],
          },
        },
      },
    });
    expect([...stdout.matchAll(/^ {6}"(.*)": \{$/gmu)].map(([, name]) => name)).toEqual([
      '10',
      '9',
      '__proto__',
      'x',
      'y',
    ]);
  });

  test('tells a profile that cannot be read', async () => {
    const { code, stdout, stderr } = await deskWith({ 'software.cfg': 'x = 1\n' }).run(['annotate', '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error\[missing-section-header\]: /u);
  });
});

describe('query', () => {
  const desk = (): Desk => deskWith(files);
  const asked = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await desk().run(['query', ...words]);
    return code === 0 && stderr === '' ? stdout : `${String(code)} ${stdout}${stderr}`;
  };

  test('prints a value before macros and references', async () => {
    expect(await asked('tool:url')).toBe('${settings:mistyped}\n');
    expect(await asked('settings:words')).toBe('two\nthree\n');
    expect(await asked('settings:words', 'settings:words+=four')).toBe('two\nthree\nfour\n');
    expect(await asked('tool:options +')).toBe('--more\n');
    expect(await asked('parts')).toBe('tool\n');
    expect(await asked('bin-directory')).toBe('/somewhere/desk/bin\n');
    expect(await asked('-v', 'settings:words')).toBe('${settings:words}\ntwo\nthree\n');
  });

  test('prints one object with --json', async () => {
    expect(await asked('settings:words', '--json')).toBe(
      '{\n  "section": "settings",\n  "option": "words",\n  "value": "two\\nthree"\n}\n',
    );
  });

  test('tells what is not there', async () => {
    expect(await asked('setting:words')).toBe(`2 error[query-section-not-found]: there is no section \`setting\`
 --> <command line>:1:17
  |
1 | slapbuild query setting:words
  |                 ^^^^^^^^^^^^^
hint: did you mean \`settings\`?
`);
    expect(await asked('settings:word', '--json'))
      .toBe(`2 error[query-key-not-found]: section \`settings\` has no option \`word\`
 --> <command line>:1:17
  |
1 | slapbuild query settings:word --json
  |                 ^^^^^^^^^^^^^
hint: did you mean \`words\`?
`);
    expect(await asked('tool:recipe'))
      .toBe(`2 error[query-key-not-found]: section \`tool\` has no option \`recipe\` of its own
 --> <command line>:1:17
  |
1 | slapbuild query tool:recipe
  |                 ^^^^^^^^^^^
hint: it has it from its macros: \`slapbuild why tool:recipe\` tells more
`);
  });

  test('tells a wrong command line', async () => {
    expect(await asked()).toMatch(/^2 error\[cli-missing-argument\]: `query` needs an option/u);
    expect(await asked('a:b:c')).toMatch(/^2 error\[cli-invalid-argument\]: `a:b:c` has more than one colon/u);
    expect(await asked('software.cfg', 'settings:words')).toBe(
      `2 error[cli-invalid-argument]: \`settings:words\` is one word too many: \`query\` tells of one option
 --> <command line>:1:30
  |
1 | slapbuild query software.cfg settings:words
  |                              ^^^^^^^^^^^^^^
hint: write \`slapbuild -c software.cfg query settings:words\`
`,
    );
  });
});
