import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

const PROFILE = `[buildout]
parts = hello
[hello]
recipe = command
command = echo hello >made
location = made
`;

function makeRelease(): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', PROFILE);
  desk.write('file', 'a file\n');
  return desk;
}

/** The first line of what is wrong, the marked word, and the hint. */
async function refused(desk: Desk, words: readonly string[]): Promise<readonly (string | undefined)[]> {
  const before = readdirSync(desk.directory);
  const { code, stdout, stderr } = await desk.run(words);
  expect([code, stdout, readdirSync(desk.directory)]).toEqual([2, '', before]);
  const [message = '', , , line = '', carets = '', hint] = stderr.trimEnd().split('\n');
  const start = carets.indexOf('^');
  return [message, line.slice(start, carets.lastIndexOf('^') + 1), hint];
}

describe('--trace', () => {
  test.each([
    ['.', ': it is a directory', 'hint: name a file in it'],
    ['file/t.json', ': `/somewhere/desk/file` is no directory', undefined],
    ['file/a/t.json', ': `/somewhere/desk/file` is no directory', undefined],
  ])('%s is refused before anything is built', async (path, why, hint) => {
    const desk = makeRelease();
    const told = await refused(desk, ['--trace', path]);
    const [message = ''] = told;
    expect(message).toContain(`error[cli-invalid-argument]: cannot write a trace to \`${path}\``);
    expect([message.slice(message.indexOf(`\`${path}\``) + path.length + 2), ...told.slice(1)]).toEqual([
      why,
      path,
      hint,
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to is refused too', async () => {
    const desk = makeRelease();
    mkdirSync(join(desk.directory, 'closed'), { mode: 0o555 });
    expect(await refused(desk, ['--trace', 'closed/t.json'])).toEqual([
      'error[cli-invalid-argument]: cannot write a trace to `closed/t.json`: permission denied',
      'closed/t.json',
      undefined,
    ]);
  });

  test.each([
    ['a/b/t.json', []],
    ['out/.slapbuild/t.json', ['-d', 'out']],
    ['out/t.json', ['buildout:directory=out']],
  ])('may go into a folder that is not there yet: %s', async (path, more) => {
    const desk = makeRelease();
    expect(await desk.run([...more, '--trace', path])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(desk.directory, path), 'utf8')).toContain('traceEvents');
  });

  test('into a link that leads nowhere is a warning when it comes to it', async () => {
    const desk = makeRelease();
    execFileSync('ln', ['-s', 'nowhere/t.json', join(desk.directory, 'dangling')]);
    const { code, stderr } = await desk.run(['--trace', 'dangling']);
    expect(code).toBe(0);
    expect(stderr).toContain('cannot write `/somewhere/desk/dangling`: no such file or directory');
  });

  test('leaves an earlier trace until there is a new one', async () => {
    const desk = makeRelease();
    execFileSync('mkfifo', [join(desk.directory, 'door')]);
    desk.write('software.cfg', PROFILE.replace('echo hello', 'echo at the door; read go <door; echo hello'));
    desk.write('t.json', 'old');
    const running = desk.start(['-v', '--trace', 't.json']);
    await running.printed(/at the door/u);
    expect(readFileSync(join(desk.directory, 't.json'), 'utf8')).toBe('old');
    writeFileSync(join(desk.directory, 'door'), 'go\n');
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(readFileSync(join(desk.directory, 't.json'), 'utf8')).toContain('traceEvents');
  });
});

describe('a file where a directory is to be', () => {
  test.each([
    [['-d', 'file'], 'directory'],
    [['--directory=file/release'], 'directory'],
    [['--store', 'file'], 'store'],
    [['--store', 'store', '--store', 'file/store'], 'store'],
    [['plan', '-d', 'file'], 'directory'],
    [['log', 'hello', '-d', 'file'], 'directory'],
    [['env', 'hello', '--store', 'file'], 'store'],
  ])('%j', async (words, option) => {
    expect(await refused(makeRelease(), words)).toEqual([
      `error[cli-invalid-argument]: the option \`--${option}\` takes a directory, and \`/somewhere/desk/file\` is a file`,
      words.at(-1),
      undefined,
    ]);
  });

  test('all that is wrong is told, in the order of the words', async () => {
    const { stderr } = await makeRelease().run(['--trace', 'file/x', '-d', 'file', 'nothing.cfg']);
    expect([...stderr.matchAll(/^error\[(.*)\]/gmu)].map(([, code]) => code)).toEqual([
      'cli-invalid-argument',
      'cli-invalid-argument',
      'cli-profile-not-found',
    ]);
  });

  test('directories that can be made are no mistake, and of two -d the last counts', async () => {
    const desk = makeRelease();
    expect(await desk.run(['-q', '-d', 'file', '-d', 'new/release', '--store', 'new/store'])).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(desk.directory, 'new/release/made'))).toBe(true);
  });
});

describe('a release whose own files are in the way', () => {
  test('of its record', async () => {
    const desk = makeRelease();
    desk.write('.slapbuild', '');
    const { code, stdout, stderr } = await desk.run([]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error[file-failed]: cannot make directory `/somewhere/desk/.slapbuild`: something is there already\n' +
        'hint: `-d DIR` makes the release in another directory\n',
    );
    expect(stdout).toMatch(/^1 error, nothing was touched; /u);
  });

  test('of its parts', async () => {
    const desk = makeRelease();
    desk.write('parts', '');
    const { code, stdout, stderr } = await desk.run([]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error[file-failed]: cannot make directory `/somewhere/desk/parts`: something is there already\n',
    );
    expect(stdout).toMatch(/^1 error, nothing was built; /u);
  });

  test('garbage for a record', async () => {
    const desk = makeRelease();
    mkdirSync(join(desk.directory, '.slapbuild'));
    writeFileSync(join(desk.directory, '.slapbuild/state.jsonl'), Buffer.from([0, 255, 10, 7, 254, 10]));
    const { code, stderr } = await desk.run([]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error[state-damaged]: the record of this release, `/somewhere/desk/.slapbuild/state.jsonl`, is damaged in line 1\n' +
        'hint: move the file away: the next run replaces every part that `.installed.cfg` names\n',
    });
  });
});

describe('a profile that is not there', () => {
  async function hint(desk: Desk, ...words: readonly string[]): Promise<string | undefined> {
    const { code, stderr } = await desk.run(words);
    expect(code).toBe(2);
    return /^hint: (.*)$/mu.exec(stderr)?.[1];
  }

  test('says what is there', async () => {
    const desk = makeRelease();
    mkdirSync(join(desk.directory, 'empty'));
    expect(await hint(desk, 'nothing.cfg')).toBe('`/somewhere/desk` has `software.cfg`');
    expect(await hint(desk, 'softwrae.cfg')).toBe('did you mean `software.cfg`?');
    expect(await hint(desk, 'software')).toBe('did you mean `software.cfg`?');
    expect(await hint(desk, 'nowhere/x.cfg')).toBe('there is no directory `/somewhere/desk/nowhere`');
    expect(await hint(desk, 'empty/x.cfg')).toBe('there is no profile in `/somewhere/desk/empty`');
    expect(await hint(desk, 'empty')).toBe('there is no profile in `/somewhere/desk/empty`');
    expect(await hint(desk, 'plan', '.')).toBe('did you mean `software.cfg`?');
    expect(await hint(desk, 'env', 'hello', 'world')).toBe('`/somewhere/desk` has `software.cfg`');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) desk.write(`empty/${name}.cfg`, '');
    expect(await hint(desk, 'empty')).toBe(
      '`/somewhere/desk/empty` has `a.cfg`, `b.cfg`, `c.cfg`, `d.cfg`, `e.cfg` and 2 more',
    );
  });

  test('without one, says how the same is written with it', async () => {
    const desk = makeDesk();
    expect(await hint(desk)).toBe('name one: `slapbuild PROFILE`; `slapbuild --help` tells more');
    expect(await hint(desk, 'why', 'a:b')).toBe(
      'name one: `slapbuild -c PROFILE why a:b`; `slapbuild --help` tells more',
    );
    desk.write('release.cfg', PROFILE);
    expect(await hint(desk)).toBe('name one: `slapbuild release.cfg`; `slapbuild --help` tells more');
  });
});
