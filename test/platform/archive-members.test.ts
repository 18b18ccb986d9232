import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unpack, write } from './support/archives.js';
import { newFolder, treeOf } from './support/folder.js';
import { pax, tar } from './support/tar.js';

describe('what is kept of members', () => {
  test('modes and times, whatever the umask is', async () => {
    const folder = newFolder();
    const archive = write(
      folder,
      'a.tar',
      tar(
        { name: 'd/', type: '5', mode: 0o2755, mtime: 1_500_000_000 },
        { name: 'd/group', mode: 0o664, mtime: 1_500_000_001 },
        { name: 'd/read-only', mode: 0o444, mtime: 1_500_000_002 },
        { name: 'closed/', type: '5', mode: 0o555 },
        { name: 'closed/in', content: 'x' },
        pax({ mtime: '1500000003.25' }),
        { name: 'd/exact' },
      ),
    );
    expect(await unpack(archive, join(folder, 'out'))).toMatchObject({ ok: true });
    expect(treeOf(join(folder, 'out'))).toEqual({
      'closed/': '555',
      'closed/in': '644 x',
      'd/': '755',
      'd/exact': '644 ',
      'd/group': '664 ',
      'd/read-only': '444 ',
    });
    const times = ['d', 'd/group', 'd/read-only', 'd/exact'].map((name) => statSync(join(folder, 'out', name)).mtimeMs);
    expect(times).toEqual([1_500_000_000_000, 1_500_000_001_000, 1_500_000_002_000, 1_500_000_003_250]);
  });

  test('long names of every kind', async () => {
    const folder = newFolder();
    const name = `${'d'.repeat(120)}/${'f'.repeat(120)}`;
    const archive = write(
      folder,
      'a.tar',
      tar(
        pax({ path: `pax/${name}` }),
        { name: 'short', content: 'pax' },
        { name: '././@LongLink', type: 'L', content: `gnu/${name}\0` },
        { name: 'short', content: 'gnu' },
        { name: 'f'.repeat(99), prefix: `prefix/${'d'.repeat(120)}`, content: 'prefix' },
        pax({ path: 'line\nfeed' }),
        { name: 'short', content: 'feed' },
        pax({ path: 'ignored' }, 'g'),
        { name: 'own', content: 'own' },
      ),
    );
    expect(await unpack(archive, join(folder, 'out'))).toMatchObject({ ok: true });
    const files = Object.entries(treeOf(join(folder, 'out'))).filter(([path]) => !path.endsWith('/'));
    expect(Object.fromEntries(files)).toEqual({
      [`pax/${name}`]: '644 pax',
      [`gnu/${name}`]: '644 gnu',
      [`prefix/${'d'.repeat(120)}/${'f'.repeat(99)}`]: '644 prefix',
      'line\nfeed': '644 feed',
      own: '644 own',
    });
  });

  test('names that are no UTF-8', async () => {
    const folder = newFolder();
    const bytes = Buffer.from([0x63, 0x61, 0x66, 0xe9]);
    const archive = write(folder, 'a.tar', tar({ name: Buffer.concat([bytes, Buffer.from('/x')]), content: 'x' }));
    expect(await unpack(archive, join(folder, 'out'), { strip: 'never' })).toMatchObject({ ok: true });
    expect(readdirSync(join(folder, 'out'), { encoding: 'buffer' })).toEqual([bytes]);
    expect(await unpack(archive, join(folder, 'stripped'))).toEqual({ ok: true, value: { top: ['x'] } });
  });

  test('hard links, before and after what they name', async () => {
    const folder = newFolder();
    const archive = write(
      folder,
      'a.tar',
      tar(
        { name: 'early', type: '1', target: 'file' },
        { name: 'file', content: 'content' },
        { name: './late', type: '1', target: './file' },
        { name: 'symlink', type: '2', target: 'file' },
        { name: 'of-symlink', type: '1', target: 'symlink' },
      ),
    );
    expect(await unpack(archive, join(folder, 'out'))).toMatchObject({ ok: true });
    const inodes = ['early', 'file', 'late'].map((name) => statSync(join(folder, 'out', name)).ino);
    expect(new Set(inodes).size).toBe(1);
    expect(treeOf(join(folder, 'out'))).toMatchObject({ 'of-symlink': '-> file' });
  });

  test('a later member replaces an earlier one, and only its name', async () => {
    const folder = newFolder();
    const archive = write(
      folder,
      'a.tar',
      tar(
        { name: 'file', content: 'old' },
        { name: 'other', type: '1', target: 'file' },
        { name: 'file', content: 'new' },
        { name: 'link', type: '2', target: 'file' },
        { name: 'link', content: 'no link' },
        { name: 'empty/', type: '5' },
        { name: 'empty', content: 'file' },
        { name: 'turned', content: 'file' },
        { name: 'turned/', type: '5', mode: 0o755 },
        { name: 'turned/in', content: '' },
      ),
    );
    expect(await unpack(archive, join(folder, 'out'))).toMatchObject({ ok: true });
    expect(treeOf(join(folder, 'out'))).toEqual({
      empty: '644 file',
      file: '644 new',
      link: '644 no link',
      other: '644 old',
      'turned/': '755',
      'turned/in': '644 ',
    });
  });

  test('what follows the end mark, and headers that are no members', async () => {
    const folder = newFolder();
    const content = Buffer.concat([
      tar({ name: 'label', type: 'V' }, { name: './', type: '5' }, { name: './/a//./b', content: 'x' }),
      Buffer.from('garbage'),
    ]);
    expect(await unpack(write(folder, 'a.tar', content), join(folder, 'out'), { strip: 'never' })).toMatchObject({
      ok: true,
    });
    expect(treeOf(join(folder, 'out'))).toEqual({ 'a/': '755', 'a/b': '644 x' });
  });

  test('sparse files are not misread', async () => {
    const folder = newFolder();
    execFileSync('truncate', ['-s', '1M', 'holes'], { cwd: folder });
    for (const format of ['gnu', 'pax']) {
      execFileSync('tar', ['-cS', `--format=${format}`, '-f', `${format}.tar`, 'holes'], { cwd: folder });
      const archive = join(folder, `${format}.tar`);
      const reason = 'it contains a sparse file, which is not supported';
      expect(await unpack(archive, join(folder, 'out'))).toEqual({
        ok: false,
        failures: [{ kind: 'archive-unreadable', archive, reason }],
      });
    }
  });
});
