import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk, type Ended } from './program.js';

/** A part of the release and a shared one that needs it. */
const PROFILE = `[buildout]
parts = tool
[settings]
word = hi
[hello]
recipe = command
location = \${buildout:directory}/said
command = echo \${settings:word} >said; echo said \${settings:word}
stop-on-error = true
word = \${settings:word}
[tool]
recipe = cmmi
shared = true
url = \${:_profile_base_location_}/tool
configure-command = true
make-binary = true
post-install = echo made with \${settings:word}
`;

function deskWith(profile: string): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  desk.write('tool/README', 'a folder of sources\n');
  return desk;
}

function untimed(text: string): string {
  return text.replaceAll(/\d+(?:\.\d+)? s$/gmu, 'TIME');
}

function states(stdout: string): readonly string[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      // Every line is an event; what is not makes the expectation fail.
      const { type, state, part = '' } = JSON.parse(line) as Record<string, string>;
      return [type, state, part].filter((word) => word !== '').join(' ');
    });
}

async function expectDone(ended: Promise<Ended>): Promise<string> {
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return untimed(stdout);
}

describe('a release', () => {
  test('is planned, built, found unchanged, and changed by an assignment', async () => {
    const desk = deskWith(PROFILE.replace('parts = tool', 'parts = hello tool'));
    expect(await expectDone(desk.run(['plan']))).toMatchInlineSnapshot(`
      "install hello  because it is not installed
      install tool   because it is not installed
      2 parts: 2 to install
      "
    `);
    expect(existsSync(join(desk.directory, '.slapbuild'))).toBe(false);
    expect(await expectDone(desk.run(['-j1']))).toMatchInlineSnapshot(`
      "hello: installing, because it is not installed
      hello: installed in TIME
      tool: installing, because it is not installed
      tool: installed in TIME
      2 parts: 2 built; TIME
      "
    `);
    expect(readFileSync(join(desk.directory, 'said'), 'utf8')).toBe('hi\n');
    expect(await expectDone(desk.run([]))).toMatchInlineSnapshot(`
      "nothing is to be done: 2 parts up to date; TIME
      "
    `);
    expect(await expectDone(desk.run(['plan', 'settings:word=ho']))).toMatchInlineSnapshot(`
      "install hello  because option \`command\` changed from \`echo hi >said; echo said hi\` to \`echo ho >said; echo said ho\`
                         and option \`word\` changed from \`hi\` to \`ho\`
      install tool   because option \`post-install\` changed from \`echo made with hi\` to \`echo made with ho\`
      2 parts: 2 to install
      "
    `);
    expect(await expectDone(desk.run(['settings:word=ho', '-qj1']))).toMatchInlineSnapshot(`
      "2 parts: 2 built; TIME
      "
    `);
    expect(readFileSync(join(desk.directory, 'said'), 'utf8')).toBe('ho\n');
    expect(await expectDone(desk.run(['buildout:parts=', '-v']))).toMatchInlineSnapshot(`
      "profile software.cfg
      release /somewhere/desk
      tool: removed
      hello: removed
      0 parts: 2 removed; TIME
      "
    `);
  });

  test('tells phases and output with -v', async () => {
    const stdout = await expectDone(deskWith(PROFILE).run(['-v']));
    expect(stdout).toContain('tool: installing, because it is not installed\n');
    expect(stdout).toContain('tool: unpack\n');
    expect(stdout).toContain('tool | made with hi\n');
  });

  test('tells events with --json', async () => {
    const { code, stdout, stderr } = await deskWith(PROFILE).run(['--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(states(stdout).filter((line) => !/output|phase|command/u.test(line))).toEqual([
      'run started',
      'run planned',
      'part queued tool',
      'part started tool',
      'part installed tool',
      'run finished',
    ]);
  });

  test('plans with --json', async () => {
    const { code, stdout } = await deskWith(PROFILE).run(['plan', '--json']);
    expect(code).toBe(0);
    expect(states(stdout)).toEqual(['run planned']);
  });

  test('is built as far as named parts ask for', async () => {
    const desk = deskWith(PROFILE.replace('parts = tool', 'parts = hello tool'));
    expect(await expectDone(desk.run(['install', 'hello']))).toMatchInlineSnapshot(`
      "hello: installing, because it is not installed
      hello: installed in TIME
      1 part: 1 built; TIME
      "
    `);
    expect(existsSync(join(desk.directory, 'said'))).toBe(true);
  });
});

describe('places', () => {
  test('-d makes the release elsewhere', async () => {
    const desk = deskWith(PROFILE);
    await expectDone(desk.run(['-d', '../release']));
    expect(existsSync(join(desk.root, 'release', '.installed.cfg'))).toBe(true);
    expect(existsSync(join(desk.directory, '.installed.cfg'))).toBe(false);
  });

  test('shared parts go to the store of the user', async () => {
    const desk = deskWith(PROFILE);
    await expectDone(desk.run([], { XDG_DATA_HOME: join(desk.root, 'data') }));
    expect(readdirSync(join(desk.root, 'data/slapbuild/store'))).toContain('tool');
  });

  test('--store names another one, and a second release takes from it', async () => {
    const desk = deskWith(PROFILE);
    await expectDone(desk.run(['--store', '../store']));
    expect(readdirSync(join(desk.root, 'store'))).toContain('tool');
    expect(await expectDone(desk.run(['--store', '../store', '-d', '../second']))).toMatchInlineSnapshot(`
      "tool: from the store
      1 part: 1 from the store; TIME
      "
    `);
  });

  test('--store none builds into the release', async () => {
    const desk = deskWith(PROFILE);
    await expectDone(desk.run(['--store', 'none']));
    expect(existsSync(join(desk.directory, 'parts/tool'))).toBe(true);
  });

  test('the defaults of the user count, unless -U says otherwise', async () => {
    const desk = deskWith('[buildout]\nparts = show\n[show]\nrecipe = command\ncommand = echo ${words:it}\n');
    desk.write('../defaults/default.cfg', '[words]\nit = from defaults\n');
    const variables = { BUILDOUT_HOME: join(desk.root, 'defaults') };
    expect(await expectDone(desk.run(['-v'], variables))).toContain('show | from defaults\n');
    const { code, stderr } = await desk.run(['-U'], variables);
    expect(code).toBe(2);
    expect(stderr).toContain('`words`');
  });
});

describe('variables', () => {
  const profile =
    '[buildout]\nparts = show\n[show]\nrecipe = command\ncommand = echo "[$SECRET_NAME]"\nupdate-command = ${:command}\n';

  test('reach commands only by --pass-env', async () => {
    const desk = deskWith(profile);
    const variables = { SECRET_NAME: 'value' };
    expect((await desk.run(['-v'], variables)).stdout).toContain('show | []\n');
    expect((await desk.run(['-v', '--pass-env', 'SECRET_NAME'], variables)).stdout).toContain('show | [value]\n');
  });

  test('that are not set are told', async () => {
    const { code, stderr } = await deskWith(profile).run(['--pass-env', 'SECRET_NAME']);
    expect(code).toBe(0);
    expect(stderr).toMatchInlineSnapshot(`
      "warning[cli-unset-variable]: the variable \`SECRET_NAME\` is not set
       --> <command line>:1:22
        |
      1 | slapbuild --pass-env SECRET_NAME
        |                      ^^^^^^^^^^^
      "
    `);
  });
});

describe('what goes wrong', () => {
  test('in the profile: exit code 2, and nothing is touched', async () => {
    const desk = deskWith(PROFILE.replaceAll('${settings:word}', '${settings:wrod}'));
    const { code, stdout, stderr } = await desk.run([]);
    expect(code).toBe(2);
    expect(untimed(stdout)).toMatchInlineSnapshot(`
      "1 error, nothing was touched; TIME
      "
    `);
    expect(stderr).toMatchInlineSnapshot(`
      "error[missing-option]: section \`settings\` has no option \`wrod\`
        --> software.cfg:17:31
         |
      17 | post-install = echo made with \${settings:wrod}
         |                               ^^^^^^^^^^^^^^^^
      note: \`settings\` is declared here
        --> software.cfg:3:1
      hint: did you mean \`word\`?
      "
    `);
    expect(readdirSync(desk.directory)).toEqual(['software.cfg', 'tool']);
  });

  test('in an assignment', async () => {
    const { code, stderr } = await deskWith(PROFILE).run(['settings:word=${no:such}']);
    expect(code).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "error[missing-section]: there is no section \`no\`
       --> <command line>:1:15
        |
      1 | settings:word=\${no:such}
        |               ^^^^^^^^^^
      note: needed by this reference
        --> software.cfg:17:31
      hint: no profile that was read has it: is its profile in \`extends\`?
      "
    `);
  });

  test('in a part: exit code 1, with the end of its output', async () => {
    const desk = deskWith(PROFILE.replace('echo made with', 'echo about to fail; false'));
    const { code, stdout, stderr } = await desk.run(['--store', '../store']);
    expect(code).toBe(1);
    expect(untimed(stdout)).toMatchInlineSnapshot(`
      "tool: installing, because it is not installed
      1 part: 1 failed (tool); TIME
      "
    `);
    expect(stderr.replaceAll(/[0-9a-f]{40}/gu, 'SIGNATURE')).toMatchInlineSnapshot(`
      "error[command-failed]: part \`tool\`: a command ended with status 1
        --> software.cfg:11:1
         |
      11 | [tool]
         | ^^^^^^
      note: run in \`/somewhere/store/tool/SIGNATURE/.build\`:
        /bin/sh -c 'set -e;echo about to fail; false hi'
      note: last lines of its output:
        about to fail
      hint: the whole log is /somewhere/desk/.slapbuild/log/tool.log
      "
    `);
  });
});
