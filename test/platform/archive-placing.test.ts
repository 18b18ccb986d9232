import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unpack, write } from './support/archives.js';
import { newFolder, treeOf } from './support/folder.js';
import { tar } from './support/tar.js';

describe('the top of an archive', () => {
  const cases = {
    'one directory': [
      { name: 'top/', type: '5' },
      { name: 'top/top/in', content: '' },
    ],
    'a directory that is only implied': [{ name: 'top/top/in', content: '' }],
    'one file': [{ name: 'only', content: '' }],
    'a hidden file beside': [{ name: 'top/in', content: '' }, { name: '.hidden' }],
    'one link': [{ name: 'only', type: '2', target: 'x' }],
  };
  test.each([
    ['auto', 'one directory', ['top']],
    ['auto', 'a directory that is only implied', ['top']],
    ['auto', 'one file', ['only']],
    ['auto', 'a hidden file beside', ['.hidden', 'top']],
    ['auto', 'one link', ['only']],
    ['always', 'one directory', ['top']],
    ['always', 'one file', undefined],
    ['always', 'a hidden file beside', undefined],
    ['always', 'one link', undefined],
    ['never', 'one directory', ['top']],
    ['never', 'a hidden file beside', ['.hidden', 'top']],
  ] as const)('%s, %s', async (strip, about, top) => {
    const folder = newFolder();
    const archive = write(folder, 'a.tar', tar(...cases[about]));
    const reason = 'it does not have exactly one directory at its top';
    expect(await unpack(archive, join(folder, 'out'), { strip })).toEqual(
      top === undefined
        ? { ok: false, failures: [{ kind: 'archive-unreadable', archive, reason }] }
        : { ok: true, value: { top } },
    );
    const isStripped = strip !== 'never' && about.includes('directory');
    expect(existsSync(join(folder, 'out/top/top/in'))).toBe(strip === 'never' && about === 'one directory');
    expect(existsSync(join(folder, 'out/top/in'))).toBe(
      isStripped || (about === 'a hidden file beside' && top !== undefined),
    );
  });
});

describe('the destination', () => {
  test('keeps its own mode; a new one gets 755', async () => {
    const folder = newFolder();
    const archive = write(folder, 'a.tar', tar({ name: 'top/', type: '5', mode: 0o700 }, { name: 'top/in' }));
    mkdirSync(join(folder, 'here'), { mode: 0o750 });
    expect(await unpack(archive, join(folder, 'here'))).toMatchObject({ ok: true });
    expect(await unpack(archive, join(folder, 'made/below'))).toMatchObject({ ok: true });
    expect(treeOf(folder)).toMatchObject({ 'here/': '750', 'made/': '755', 'made/below/': '755' });
  });

  test('what is there stays; files are replaced, directories joined', async () => {
    const folder = newFolder();
    write(folder, 'out/kept', 'kept');
    write(folder, 'out/d/kept', 'kept');
    write(folder, 'out/d/replaced', 'old');
    symlinkSync('kept', join(folder, 'out/link'));
    const archive = write(
      folder,
      'a.tar',
      tar(
        { name: 'd/replaced', content: 'new' },
        { name: 'link', content: 'file' },
        { name: 'e/', type: '5', mode: 0o555 },
        { name: 'e/in', content: '' },
      ),
    );
    expect(await unpack(archive, join(folder, 'out'))).toEqual({
      ok: true,
      value: { top: ['d', 'e', 'kept', 'link'] },
    });
    expect(treeOf(join(folder, 'out'))).toEqual({
      'd/': '755',
      'd/kept': '644 kept',
      'd/replaced': '644 new',
      'e/': '555',
      'e/in': '644 ',
      kept: '644 kept',
      link: '644 file',
    });
  });

  test.each([
    ['a file where a directory comes', (out: string) => write(out, 'd', 'file'), 'd'],
    ['a directory where a file comes', (out: string) => mkdirSync(join(out, 'f'), { recursive: true }), 'f'],
    [
      'a link where a directory comes',
      (out: string) => {
        mkdirSync(out);
        symlinkSync('..', join(out, 'd'));
      },
      'd',
    ],
  ])('is untouched when %s', async (_, prepare, name) => {
    const folder = newFolder();
    const out = join(folder, 'out');
    prepare(out);
    const before = treeOf(folder);
    const archive = write(folder, 'a.tar', tar({ name: 'another' }, { name: 'd/in' }, { name: 'f' }));
    expect(await unpack(archive, out)).toEqual({
      ok: false,
      failures: [{ kind: 'file-failed', operation: 'unpack', path: join(out, name), code: 'EEXIST' }],
    });
    rmSync(archive);
    expect(treeOf(folder)).toEqual(before);
  });
});
