import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

const UNTIDY = '[buildout]\nparts=a\n\n\n[a]\nrecipe   = r  \nx =\n      1\n        2\n';
const TIDY = '[buildout]\nparts = a\n\n[a]\nrecipe = r\nx =\n  1\n    2\n';

function read({ directory }: Desk, path: string): string {
  return readFileSync(join(directory, path), 'utf8');
}

describe('fmt', () => {
  test('lays out the default profile, and is then content with it', async () => {
    const desk = makeDesk();
    desk.write('software.cfg', UNTIDY);
    expect(await desk.run(['fmt'])).toMatchObject({
      code: 0,
      stdout: 'formatted software.cfg\n1 file: 1 formatted, 0 unchanged\n',
    });
    expect(read(desk, 'software.cfg')).toBe(TIDY);
    expect(await desk.run(['fmt', 'software.cfg', '--check'])).toMatchObject({
      code: 0,
      stdout: '1 file: 0 to format, 1 unchanged\n',
    });
  });

  test('`--check` changes nothing and says so by its exit code', async () => {
    const desk = makeDesk();
    desk.write('a/x.cfg', UNTIDY);
    desk.write('a/b/y.cfg', TIDY);
    desk.write('a/.hidden/z.cfg', UNTIDY);
    desk.write('a/b/notes.txt', UNTIDY);
    expect(await desk.run(['fmt', 'a', '--check'])).toMatchObject({
      code: 1,
      stdout: 'would format a/x.cfg\n2 files: 1 to format, 1 unchanged\n',
    });
    expect(read(desk, 'a/x.cfg')).toBe(UNTIDY);
  });

  test('a profile with mistakes is told and left alone; the others are formatted', async () => {
    const desk = makeDesk();
    desk.write('bad.cfg', '[a]\nx : 1\n');
    desk.write('good.cfg', UNTIDY);
    const ended = await desk.run(['fmt', 'bad.cfg', 'good.cfg']);
    expect(ended).toMatchObject({
      code: 2,
      stdout: 'formatted good.cfg\n2 files: 1 formatted, 0 unchanged, 1 with mistakes\n',
    });
    expect(ended.stderr).toContain('error[syntax-error]: cannot read the line `x : 1`\n --> bad.cfg:2:1\n');
    expect(read(desk, 'bad.cfg')).toBe('[a]\nx : 1\n');
  });

  test('what is no UTF-8 text is told, and a circle of links is no bug', async () => {
    const desk = makeDesk();
    writeFileSync(join(desk.directory, 'latin.cfg'), Buffer.from('[a]\nb = caf\xe9\n', 'latin1'));
    symlinkSync('loop.cfg', join(desk.directory, 'loop.cfg'));
    expect(await desk.run(['fmt', 'latin.cfg'])).toMatchObject({
      code: 2,
      stderr:
        'error[text-unreadable]: cannot read `/somewhere/desk/latin.cfg`: it is not UTF-8 text\nhint: convert it to UTF-8\n',
    });
    expect(await desk.run(['fmt', 'loop.cfg'])).toMatchObject({ code: 2 });
    expect((await desk.run(['fmt', 'loop.cfg'])).stderr).toContain('error[cli-file-not-found]');
  });

  test('keeps the mode, and a link stays a link', async () => {
    const desk = makeDesk();
    desk.write('real.cfg', UNTIDY);
    chmodSync(join(desk.directory, 'real.cfg'), 0o640);
    symlinkSync('real.cfg', join(desk.directory, 'link.cfg'));
    expect((await desk.run(['fmt', 'link.cfg'])).code).toBe(0);
    expect(read(desk, 'real.cfg')).toBe(TIDY);
    expect(statSync(join(desk.directory, 'real.cfg')).mode & 0o777).toBe(0o640);
  });

  test('a file that is not there is told with its word', async () => {
    const desk = makeDesk();
    expect(await desk.run(['fmt', 'nothing.cfg'])).toMatchObject({
      code: 2,
      stderr:
        'error[cli-file-not-found]: the file `nothing.cfg` does not exist\n' +
        ' --> <command line>:1:15\n  |\n1 | slapbuild fmt nothing.cfg\n  |               ^^^^^^^^^^^\n',
    });
  });
});

describe('update-hash', () => {
  const OLD =
    '# kept\n[a]\nfilename = a.in\nmd5sum = 0\n\n[b]\n_update_hash_filename_   = d/b.in\nmd5sum   =\nother = x\n';

  test('writes the sums of the files, and nothing else', async () => {
    const desk = makeDesk();
    desk.write('buildout.hash.cfg', OLD);
    desk.write('a.in', 'one\n');
    desk.write('d/b.in', 'two\n');
    const [one, two] = ['5bbf5a52328e7439ae6e719dfe712200', 'c193497a1a06b2c72230e6146ff47080'];
    const said = `buildout.hash.cfg: [a] a.in: md5 0 -> ${one}\nbuildout.hash.cfg: [b] d/b.in: md5 nothing -> ${two}\n`;
    const checked = await desk.run(['update-hash', '--check']);
    expect(checked).toMatchObject({ code: 1, stdout: `${said}1 file: 1 to update, 0 unchanged\n` });
    expect(read(desk, 'buildout.hash.cfg')).toBe(OLD);
    expect(await desk.run(['update-hash'])).toMatchObject({
      code: 0,
      stdout: `${said}1 file: 1 updated, 0 unchanged\n`,
    });
    expect(read(desk, 'buildout.hash.cfg')).toBe(
      OLD.replace('md5sum = 0', `md5sum = ${one}`).replace('md5sum   =', `md5sum   = ${two}`),
    );
    expect(await desk.run(['update-hash', '.'])).toMatchObject({ code: 0, stdout: '1 file: 0 updated, 1 unchanged\n' });
  });

  test('what is no file has no sum', async () => {
    const desk = makeDesk();
    desk.write('buildout.hash.cfg', '[a]\nfilename = d\nmd5sum = 0\n[b]\nfilename = x\nmd5sum = 0 # pinned\n');
    mkdirSync(join(desk.directory, 'd'));
    const pinned = await desk.run(['update-hash']);
    expect(pinned.stderr).toContain(
      'error[hash-file-sum]: `md5sum` holds more than a sum\n --> buildout.hash.cfg:6:1\n',
    );
    desk.write('buildout.hash.cfg', '[a]\nfilename = d\nmd5sum = 0\n');
    expect((await desk.run(['update-hash'])).stderr).toContain('error[hash-file-unreadable]: `d` is no file\n');
  });

  test('a file that is not there is told with its place; nothing is written', async () => {
    const desk = makeDesk();
    desk.write('buildout.hash.cfg', OLD);
    desk.write('a.in', 'one\n');
    const ended = await desk.run(['update-hash']);
    expect(ended).toMatchObject({ code: 2, stdout: '1 file: 0 updated, 0 unchanged, 1 with mistakes\n' });
    expect(ended.stderr).toBe(
      'error[hash-file-unreadable]: the file `d/b.in` does not exist\n' +
        ' --> buildout.hash.cfg:7:28\n  |\n7 | _update_hash_filename_   = d/b.in\n  |                            ^^^^^^\n' +
        'hint: paths are relative to the directory of the file of sums\n',
    );
    expect(read(desk, 'buildout.hash.cfg')).toBe(OLD);
  });
});
