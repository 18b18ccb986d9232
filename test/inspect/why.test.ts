import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from '../cli/program.js';

const MAIN = `[buildout]
extends = stack/server.cfg
parts = server

[settings]
port = 11400
token = https://anna:secret@example.org/
words -= two
missing += x

[server]
note += more

[broken]
recipe = unheard.of
a = \${:b}
b = \${broken:a}
c = \${settings:prot} \${nobody:x} \${:location}
d = \${:c}

[refused]
<= nowhere
x = 1
`;
const SERVER = `[buildout]
extends = base.cfg

[server]
<= package
url = \${:_profile_base_location_}/\${:_buildout_section_name_}
location = @@LOCATION@@
options += --port=\${settings:port}

[settings]
port = 11311
words += three
`;
const BASE = `[package]
recipe = cmmi
note = of the macro
options =
  --with-library=\${library:location}
  --log=\${buildout:bin-directory}

[library]
recipe = cmmi
url = \${:_profile_base_location_}/library

[settings]
port = 80
words =
  one
  two
`;

function makeServer(): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', MAIN);
  desk.write('stack/server.cfg', SERVER);
  desk.write('stack/base.cfg', BASE);
  return desk;
}

async function why(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await makeServer().run(['why', ...words]);
  return code === 0 && stderr === '' ? stdout : `${String(code)} ${stdout}${stderr}`;
}

describe('why', () => {
  test('tells who makes a value, and how what it refers to is made', async () => {
    expect(await why('server:options')).toBe(`server:options =
│  --with-library=/somewhere/desk/parts/library
│  --log=/somewhere/desk/bin
│  --port=11400
├─ stack/base.cfg:4 [package]   = --with-library=\${library:location}
│                                 --log=\${buildout:bin-directory}
├─ stack/server.cfg:8          += --port=\${settings:port}
├─ library:location = /somewhere/desk/parts/library  ← recipe \`cmmi\`
├─ buildout:bin-directory = /somewhere/desk/bin
│  ├─ built-in  = bin
│  ╰─ built-in  = /somewhere/desk/bin  (below \`buildout:directory\`)
╰─ settings:port = 11400
   ├─ software.cfg:6
   ├─ stack/server.cfg:11  = 11311  (overridden)
   ╰─ stack/base.cfg:13    = 80  (overridden)

extended: stack/base.cfg   ← stack/server.cfg:2 ← software.cfg:2
          stack/server.cfg ← software.cfg:2
`);
  });

  test('says in one line what has one source', async () => {
    expect(await why('software.cfg', 'library:recipe')).toBe(`library:recipe = cmmi  ← stack/base.cfg:9

extended: stack/base.cfg ← stack/server.cfg:2 ← software.cfg:2
`);
    expect(await why('library:location')).toBe('library:location = /somewhere/desk/parts/library  ← recipe `cmmi`\n');
    expect(await why('buildout:newest', 'newest=false')).toBe(`buildout:newest = false
├─ command line
╰─ built-in      = true  (overridden)
`);
    expect(await why('buildout:directory')).toBe('buildout:directory = /somewhere/desk  ← computed\n');
  });

  test('tells lines taken away, and operators on nothing', async () => {
    expect(await why('settings:words')).toBe(`settings:words =
│  one
│  three
├─ stack/base.cfg:14     = one
│                          two
├─ stack/server.cfg:12  += three
╰─ software.cfg:8       -= two

extended: stack/base.cfg   ← stack/server.cfg:2 ← software.cfg:2
          stack/server.cfg ← software.cfg:2
`);
    expect(await why('server:note')).toBe(`server:note =
│
│  more
├─ software.cfg:12             += more  (to nothing, which leaves an empty line)
╰─ stack/base.cfg:3 [package]   = of the macro  (overridden)

extended: stack/base.cfg ← stack/server.cfg:2 ← software.cfg:2
`);
    expect(await why('settings:missing')).toBe(`settings:missing =
│
│  x
╰─ software.cfg:9  += x  (to nothing, which leaves an empty line)
`);
  });

  test('tells what recipes set over what profiles say, and what every section has', async () => {
    expect(await why('server:location')).toBe(`server:location = /somewhere/desk/parts/server
├─ set by its recipe \`cmmi\`
╰─ stack/server.cfg:7  = @@LOCATION@@  (overridden)

extended: stack/server.cfg ← software.cfg:2
`);
    expect(await why('server:url')).toBe(`server:url = /somewhere/desk/stack/server
├─ stack/server.cfg:6  = \${:_profile_base_location_}/\${:_buildout_section_name_}
├─ server:_profile_base_location_ = /somewhere/desk/stack
╰─ server:_buildout_section_name_ = server

extended: stack/server.cfg ← software.cfg:2
`);
  });

  test('tells why there is no value', async () => {
    expect(await why('broken:d')).toBe(`broken:d has no value: missing-option
├─ software.cfg:19  = \${:c}
╰─ broken:c has no value: missing-option
   ├─ software.cfg:18  = \${settings:prot} \${nobody:x} \${:location}
   ├─ settings:prot does not exist
   ├─ nobody:x does not exist
   ╰─ broken:location has not been set by its recipe

error[missing-option]: section \`settings\` has no option \`prot\`
  --> software.cfg:18:5
   |
18 | c = \${settings:prot} \${nobody:x} \${:location}
   |     ^^^^^^^^^^^^^^^^
note: \`settings\` is declared here
  --> stack/base.cfg:12:1
note: \`settings\` is declared here
  --> stack/server.cfg:10:1
note: \`settings\` is declared here
  --> software.cfg:5:1
hint: did you mean \`port\`?
`);
    expect(await why('refused:x')).toBe(`refused:x has no value: macro-missing-section
╰─ software.cfg:23  = 1

error[macro-missing-section]: there is no section \`nowhere\`, which \`refused\` uses as a macro
  --> software.cfg:22:4
   |
22 | <= nowhere
   |    ^^^^^^^
hint: no profile that was read has it: is its profile in \`extends\`?
`);
  });

  test('ends in a circle', async () => {
    expect(await why('broken:a')).toBe(`broken:a has no value: circular-reference
├─ software.cfg:16  = \${:b}
╰─ broken:b has no value: circular-reference
   ├─ software.cfg:17  = \${broken:a}
   ╰─ broken:a, see above

error[circular-reference]: option refers to itself: \`broken:a\` → \`broken:b\` → \`broken:a\`
  --> software.cfg:16:5
   |
16 | a = \${:b}
   |     ^^^^^
note: through this reference to \`broken:a\`
  --> software.cfg:17:5
`);
  });

  test('explains each value once, and stops at some depth', async () => {
    const desk = makeDesk();
    const chain = Array.from(
      { length: 3000 },
      (_, at) => `x${String(at)} = \${:x${String(at + 1)}} \${:x${String(at + 1)}}`,
    );
    desk.write(
      'software.cfg',
      `[buildout]\nparts =\n[a]\n${chain.slice(0, 3).join('\n')}\nx3 = 1\n[b]\n${chain.join('\n')}\n`,
    );
    expect((await desk.run(['why', 'a:x0'])).stdout).toBe(`a:x0 = 1 1 1 1 1 1 1 1
├─ software.cfg:4  = \${:x1} \${:x1}
╰─ a:x1 = 1 1 1 1
   ├─ software.cfg:5  = \${:x2} \${:x2}
   ╰─ a:x2 = 1 1
      ├─ software.cfg:6  = \${:x3} \${:x3}
      ╰─ a:x3 = 1  ← software.cfg:7
`);
    const { code, stdout } = await desk.run(['why', 'b:x0']);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('…'))).toHaveLength(1);
  });

  test('shortens what is not asked for', async () => {
    const desk = makeDesk();
    const lines = Array.from({ length: 20 }, (_, at) => `  line ${String(at)}`).join('\n');
    const bases = Array.from({ length: 8 }, (_, at) => `b${String(at)}.cfg`);
    for (const [at, base] of bases.entries()) desk.write(base, `[a]\ny = ${String(at)}\n`);
    desk.write(
      'software.cfg',
      `[buildout]\nparts =\nextends = ${bases.join(' ')}\n[a]\nx =\n${lines}\nz = \${:x}\ny = 9\n`,
    );
    const asked = await desk.run(['why', 'a:x']);
    expect(asked.stdout).toBe(`a:x =\n${lines.replaceAll(/^ {2}/gmu, '│  ')}\n╰─ software.cfg:5\n`);
    const { stdout } = await desk.run(['why', 'a:z']);
    expect(stdout.split('\n').slice(-5)).toEqual([
      '   │  line 7',
      '   │  line 8',
      '   │  … 11 more lines',
      '   ╰─ software.cfg:5',
      '',
    ]);
    expect((await desk.run(['why', 'a:y'])).stdout).toBe(`a:y = 9
├─ software.cfg:27
├─ b7.cfg:2         = 7  (overridden)
├─ b6.cfg:2         = 6  (overridden)
├─ b5.cfg:2         = 5  (overridden)
├─ b4.cfg:2         = 4  (overridden)
├─ b3.cfg:2         = 3  (overridden)
╰─ … 3 more overridden

extended: b7.cfg ← software.cfg:3
          b6.cfg ← software.cfg:3
          b5.cfg ← software.cfg:3
          b4.cfg ← software.cfg:3
          b3.cfg ← software.cfg:3
`);
  });

  test('never shows credentials', async () => {
    const text = await why('settings:token');
    expect(text).toBe('settings:token = https://***@example.org/  ← software.cfg:7\n');
    expect(await why('settings:token', '--json')).not.toContain('secret');
  });

  test('colours on request', async () => {
    expect(await why('settings:token', '--color', 'always')).toBe(
      '\u001B[1msettings:token\u001B[22m = https://***@example.org/  ← \u001B[36msoftware.cfg:7\u001B[39m\n',
    );
  });

  test('gives the same to programs with --json', async () => {
    const path = { path: 'stack/server.cfg', column: 1 };
    const through = [{ path: 'software.cfg', line: 2, column: 11 }];
    expect(JSON.parse(await why('server:url', '--json'))).toEqual({
      section: 'server',
      option: 'url',
      value: '/somewhere/desk/stack/server',
      contributions: [
        {
          operation: 'set',
          at: { ...path, line: 6 },
          section: 'server',
          value: '${:_profile_base_location_}/${:_buildout_section_name_}',
          overridden: false,
          through,
        },
      ],
      references: [
        { kind: 'implied', section: 'server', option: '_profile_base_location_', value: '/somewhere/desk/stack' },
        { kind: 'implied', section: 'server', option: '_buildout_section_name_', value: 'server' },
      ],
      explained: [],
    });
    const told = { operation: 'set', section: 'broken', overridden: false, through: [] };
    expect(JSON.parse(await why('broken:d', '--json'))).toEqual({
      section: 'broken',
      option: 'd',
      unresolved: {
        code: 'missing-option',
        message: 'section `settings` has no option `prot`',
        at: { path: 'software.cfg', line: 18, column: 5 },
      },
      contributions: [{ ...told, at: { path: 'software.cfg', line: 19, column: 1 }, value: '${:c}' }],
      references: [{ kind: 'value', section: 'broken', option: 'c' }],
      explained: [
        {
          section: 'broken',
          option: 'c',
          unresolved: {
            code: 'missing-option',
            message: 'section `settings` has no option `prot`',
            at: { path: 'software.cfg', line: 18, column: 5 },
          },
          contributions: [
            {
              ...told,
              at: { path: 'software.cfg', line: 18, column: 1 },
              value: '${settings:prot} ${nobody:x} ${:location}',
            },
          ],
          references: [
            { kind: 'missing', section: 'settings', option: 'prot' },
            { kind: 'missing', section: 'nobody', option: 'x' },
            { kind: 'missing', section: 'broken', option: 'location' },
          ],
        },
      ],
    });
    expect(JSON.parse(await why('buildout:newest', 'newest=false', '--json'))).toMatchObject({
      contributions: [
        { operation: 'set', special: 'default', value: 'true', overridden: true },
        { operation: 'set', special: 'command-line', value: 'false', overridden: false },
      ],
    });
    expect(JSON.parse(await why('library:location', '--json'))).toMatchObject({ recipe: 'cmmi', contributions: [] });
  });

  test('tells what is not there, and a wrong command line', async () => {
    expect(await why('server:recpe')).toBe(`2 error[query-key-not-found]: section \`server\` has no option \`recpe\`
 --> <command line>:1:15
  |
1 | slapbuild why server:recpe
  |               ^^^^^^^^^^^^
hint: did you mean \`recipe\`?
`);
    expect(await why('servers:recipe')).toMatch(
      /^2 error\[query-section-not-found\]: there is no section `servers`\n/u,
    );
    expect(await why()).toMatch(/^2 error\[cli-missing-argument\]: `why` needs an option to tell of\n/u);
    expect(await why('server')).toBe(`2 error[cli-invalid-argument]: \`server\` is no \`section:option\`
 --> <command line>:1:15
  |
1 | slapbuild why server
  |               ^^^^^^
hint: write \`slapbuild why server:option\`; \`slapbuild annotate server\` tells of the whole section
`);
    expect(await why('./software.cfg')).toContain('hint: write `slapbuild -c ./software.cfg why section:option`\n');
  });
});
