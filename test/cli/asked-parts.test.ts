import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

const PROFILE = `[buildout]
parts = hello world
[hello]
recipe = command
command = echo hello
[world]
recipe = mkdirectory
etc = \${buildout:directory}/etc
[unasked]
<= hello
[settings]
port = 80
[misspelt]
recpie = command
`;

function deskWith(profile = PROFILE): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  return desk;
}

/** What stands on standard error, without the line that sums up a build. */
async function toldBy(desk: Desk, words: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const { code, stderr } = await desk.run(words);
  return { code, stderr };
}

function atPart(command: string, word: string): string {
  const line = `slapbuild ${command} ${word}`;
  const column = line.length - word.length;
  const carets = ' '.repeat(column) + '^'.repeat(word.length);
  return ` --> <command line>:1:${String(column + 1)}\n  |\n1 | ${line}\n  | ${carets}\n`;
}

describe.each(['log', 'shell', 'env', 'install'])('%s', (command) => {
  test('tells a part that is not there, what there is, and what was meant', async () => {
    expect(await toldBy(deskWith(), [command, 'helo'])).toEqual({
      code: 2,
      stderr:
        `error[unknown-part]: there is no part \`helo\`\n${atPart(command, 'helo')}` +
        'note: the profile asks for `hello`, `world`\nhint: did you mean `hello`?\n',
    });
  });

  test('tells a part that is like none', async () => {
    expect(await toldBy(deskWith(), [command, 'postgresql'])).toEqual({
      code: 2,
      stderr:
        `error[unknown-part]: there is no part \`postgresql\`\n${atPart(command, 'postgresql')}` +
        'note: the profile asks for `hello`, `world`\n' +
        'hint: no profile that was read has it: is its profile in `extends`?\n',
    });
  });

  test('tells a section that is no part', async () => {
    expect(await toldBy(deskWith(), [command, 'settings'])).toEqual({
      code: 2,
      stderr:
        `error[unknown-part]: section \`settings\` is no part: it has no recipe\n${atPart(command, 'settings')}` +
        'note: `settings` is declared here\n  --> software.cfg:11:1\n' +
        'note: the profile asks for `hello`, `world`\nhint: a part is a section with a `recipe`\n',
    });
  });
});

test('a part that nothing asks for, with the recipe of a macro, is a part', async () => {
  expect((await deskWith().run(['env', 'unasked'])).code).toBe(0);
  const desk = deskWith();
  expect(await desk.run(['install', 'unasked'])).toMatchObject({ code: 0 });
  expect((await desk.run(['log', 'unasked'])).stdout).toBe("$ /bin/sh -c 'echo hello'\nhello\n");
});

test.each(['log', 'install'])('%s tells a section whose `recipe` is misspelt', async (command) => {
  const { stderr } = await deskWith().run([command, 'misspelt']);
  expect(stderr).toContain('error[unknown-part]: section `misspelt` is no part: it has no recipe\n');
  expect(stderr).toContain('hint: did you mean `recipe` where it says `recpie`?\n');
});

test('each of several names is told at its own word, and many parts are not all listed', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `part${String(index)}`);
  const sections = names.map((name) => `[${name}]\nrecipe = command\ncommand = true\n`).join('');
  const desk = deskWith(`[buildout]\nparts = ${names.join(' ')}\n${sections}`);
  const { code, stderr } = await desk.run(['-c', 'software.cfg', 'install', 'zero', 'part0', 'one']);
  expect(code).toBe(2);
  const places = [...stderr.matchAll(/^ --> <command line>:1:(\d+)$/gmu)].map(([, column]) => Number(column));
  const line = 'slapbuild -c software.cfg install zero part0 one';
  expect(places).toEqual([line.indexOf('zero') + 1, line.indexOf('one') + 1]);
  expect(stderr).toContain('`part8`, `part9` and 2 more\n');
});

test('a release remembers parts that its profile has no more', async () => {
  const desk = deskWith();
  await desk.run(['-q', 'install', 'unasked']);
  desk.write('software.cfg', PROFILE.replace('[unasked]\n<= hello\n', ''));
  expect((await desk.run(['log', 'unasked'])).code).toBe(0);
  expect((await desk.run(['log', 'unaskd'])).stderr).toContain('hint: did you mean `unasked`?\n');
  desk.write('software.cfg', '[buildout\n');
  const { stderr } = await desk.run(['log', 'unaskd']);
  expect(stderr).toContain(
    `error[unknown-part]: there is no part \`unaskd\`\n${atPart('log', 'unaskd')}hint: did you mean \`unasked\`?\n`,
  );
});

test('a profile that cannot be used is told at its word', async () => {
  const desk = deskWith();
  writeFileSync(join(desk.directory, 'binary.cfg'), Buffer.from([0xff, 0xfe, 0]));
  expect((await desk.run(['plan', 'binary.cfg'])).stderr).toContain(atPart('plan', 'binary.cfg'));
});

describe('where no release was built', () => {
  test.each(['log', 'shell'])('%s says which option names it', async (command) => {
    const desk = deskWith();
    const hint = 'hint: no release was built there: `-d DIR` says where it is\n';
    expect((await desk.run([command, 'hello'])).stderr).toContain(`\`/somewhere/desk\`\n${hint}`);
    expect((await desk.run([command, 'hello', '-d', 'other'])).stderr).toContain(`\`/somewhere/desk/other\`\n${hint}`);
    await desk.run(['-q', 'install', 'world']);
    expect((await desk.run([command, 'hello'])).stderr).not.toContain('no release was built');
  });

  test.each(['log', 'shell', 'env'])('%s without a profile says how to name it, and the release', async (command) => {
    const desk = makeDesk();
    const told = async (): Promise<string | undefined> =>
      (await desk.run([command, 'hello'])).stderr.split('\n').find((line) => line.startsWith('hint: '));
    const place = '`-d DIR` says where its release is, if that is not beside it';
    expect(await told()).toBe(`hint: name one: \`slapbuild -c PROFILE ${command} hello\`; ${place}`);
    desk.write('my release.cfg', PROFILE);
    expect(await told()).toBe(`hint: name one: \`slapbuild -c 'my release.cfg' ${command} hello\`; ${place}`);
    desk.write('other.cfg', PROFILE);
    expect(await told()).toBe(`hint: name one: \`slapbuild -c PROFILE ${command} hello\`; ${place}`);
  });
});

describe('a command that is told', () => {
  const TEXT = `echo "it's" 'https://anna:secret@host/x?token=abc'; exit 3`;
  const FAILING = `[buildout]\nparts = a\n[a]\nrecipe = command\nstop-on-error = true\ncommand = ${TEXT}\n`;
  const SHOWN = String.raw`/bin/sh -c 'echo "it'\''s" '\''https://***@host/x?token=***'\''; exit 3'`;

  test('can be typed as it stands, without its secrets', async () => {
    const desk = deskWith(FAILING);
    const { stderr } = await desk.run(['--keep-failed']);
    expect(stderr).toContain(`note: run in \`/somewhere/desk\`:\n  ${SHOWN}\n`);
    expect(stderr).toContain('`slapbuild shell a`');
    expect(stderr).not.toContain('secret');
    const log = readFileSync(join(desk.directory, '.slapbuild/log/a.log'), 'utf8');
    expect(log.split('\n', 1)).toEqual([`$ ${SHOWN.replace('token=***', 'token=abc')}`]);
    const entered = await desk.run(['shell', 'a'], { SHELL: '/bin/true' });
    expect(entered).toMatchObject({ code: 0 });
    expect(entered.stderr).toContain(`this command failed here:\n  ${SHOWN}\n`);
  });

  test('of slapbuild itself can be typed too', async () => {
    const desk = deskWith(FAILING.replaceAll('[a]', '[a&b]'));
    const hint = async (...words: readonly string[]): Promise<string | undefined> =>
      /^hint: (.*)$/mu.exec((await desk.run(words)).stderr)?.[1];
    expect(await hint('my file.cfg', 'install', 'a&b')).toBe("write `slapbuild -c 'my file.cfg' install 'a&b'`");
    expect(await hint('install', 'my dir/x.cfg', 'a&b')).toBe("write `slapbuild -c 'my dir/x.cfg' install 'a&b'`");
    expect(await hint('why', 'a&b')).toBe(
      "write `slapbuild why 'a&b:option'`; `slapbuild annotate 'a&b'` tells of the whole section",
    );
    expect(await hint('a:b', '=', 'c', 'd')).toBe("write it without blanks: `'a:b=c d'`");
    expect(await hint('--pass-env', 'A=x y')).toContain("`A='x y' slapbuild --pass-env A …`");
    expect((await desk.run(['install', 'a&b', '--keep-failed'])).stderr).toContain("`slapbuild shell 'a&b'`");
    await desk.run(['install', 'a&b']);
    rmSync(join(desk.directory, '.slapbuild/failed'), { recursive: true, force: true });
    expect(await hint('shell', 'a&b')).toBe("`slapbuild install 'a&b' --keep-failed` leaves the tree of a failed part");
  });
});

test('a template is made anew because its rendered text changed', async () => {
  const desk = deskWith(
    '[buildout]\nparts = conf\n[settings]\nport = 80\n[conf]\nrecipe = template\nurl = ${:_profile_base_location_}/t.in\n' +
      'output = ${buildout:directory}/conf\n',
  );
  desk.write('t.in', 'listen ${settings:port}\n');
  await desk.run(['-q']);
  const { stdout } = await desk.run(['plan', 'settings:port=81']);
  expect(stdout).toMatch(/^install conf {2}because .*changed/u);
  expect(stdout).not.toContain('content of `rendered text`');
  expect(stdout).toContain('because its rendered text changed');
});
