import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sourceTree, SOURCE_TREE, unpack, write } from './support/archives.js';
import { newFolder, treeOf } from './support/folder.js';
import { tar, tarEntry } from './support/tar.js';

describe('formats, known by their content', () => {
  test.each([
    ['plain tar', []],
    ['gzip', ['-z']],
    ['bzip2', ['-j']],
    ['xz', ['-J']],
    ['zstd', ['--zstd']],
    ['lzip', ['--lzip']],
    ['lzma', ['--lzma']],
    ['pax headers', ['--format=pax']],
    ['old GNU headers', ['--format=gnu']],
    ['headers of 1979', ['--format=v7']],
  ])('%s', async (_, flags) => {
    const folder = newFolder();
    sourceTree(folder);
    // The name says something else than the content.
    execFileSync('tar', ['-c', ...flags, '-f', 'archive.zip', 'pkg-1.0'], { cwd: folder });
    expect(await unpack(join(folder, 'archive.zip'), join(folder, 'out'))).toEqual({
      ok: true,
      value: { top: ['configure', 'dangling', 'link', 'src'] },
    });
    expect(treeOf(join(folder, 'out'))).toEqual(SOURCE_TREE);
  });

  test('zip', async () => {
    const folder = newFolder();
    sourceTree(folder);
    execFileSync('zip', ['-qry', 'archive.tar', 'pkg-1.0'], { cwd: folder });
    expect(await unpack(join(folder, 'archive.tar'), join(folder, 'out'))).toMatchObject({ ok: true });
    expect(treeOf(join(folder, 'out'))).toEqual(SOURCE_TREE);
  });

  test('a directory is copied', async () => {
    const folder = newFolder();
    sourceTree(folder);
    expect(await unpack(join(folder, 'pkg-1.0'), join(folder, 'out'))).toMatchObject({ ok: true });
    expect(treeOf(join(folder, 'out'))).toEqual(SOURCE_TREE);
  });

  test('gzip of several members, padded with zeros', async () => {
    const folder = newFolder();
    const whole = tar({ name: 'a', content: 'x'.repeat(3000) }, { name: 'b', content: 'y' });
    const pieces = [whole.subarray(0, 700), whole.subarray(700)].map((piece) => gzipSync(piece));
    const path = write(folder, 'a.tgz', Buffer.concat([...pieces, Buffer.alloc(600)]));
    expect(await unpack(path, join(folder, 'out'))).toEqual({ ok: true, value: { top: ['a', 'b'] } });
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'it is empty'],
    ['a text', Buffer.from('hello, this is no archive\n'.repeat(40)), 'it is of no known format'],
    ['gzip of a text', gzipSync('hello, this is no archive\n'.repeat(40)), 'it has a damaged tar header'],
    ['a tar cut off in a file', tar({ name: 'a', content: 'x'.repeat(2000) }).subarray(0, 1024), 'it ends too early'],
    ['a tar cut off between files', tarEntry({ name: 'a', content: 'x' }), 'it ends too early'],
    [
      'gzip cut off',
      gzipSync(tar({ name: 'a', content: 'x' })).subarray(0, -9),
      'its gzip data is damaged or cut off (unexpected end of file)',
    ],
  ])('%s is unreadable', async (_, content, reason) => {
    const folder = newFolder();
    const archive = write(folder, 'a.tar', content);
    expect(await unpack(archive, join(folder, 'out'))).toEqual({
      ok: false,
      failures: [{ kind: 'archive-unreadable', archive, reason }],
    });
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  test.each([
    ['bzip2', '-j'],
    ['xz', '-J'],
    ['zstd', '--zstd'],
    ['lzip', '--lzip'],
  ])('%s cut off is unreadable', async (format, flag) => {
    const folder = newFolder();
    sourceTree(folder);
    execFileSync('tar', ['-c', flag, '-f', 'a', 'pkg-1.0'], { cwd: folder });
    const archive = write(folder, 'cut', readFileSync(join(folder, 'a')).subarray(0, -20));
    const result = await unpack(archive, join(folder, 'out'));
    expect(result).toMatchObject({ ok: false, failures: [{ kind: 'archive-unreadable' }] });
    expect(JSON.stringify(result)).toContain(`its ${format} data is damaged or cut off`);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('a refusal names member and rule', async () => {
    const folder = newFolder();
    const archive = write(folder, 'a.tar', tar({ name: 'ok' }, { name: '../x' }));
    expect(await unpack(archive, join(folder, 'out'))).toEqual({
      ok: false,
      failures: [{ kind: 'archive-refused', archive, member: '../x', rule: 'parent-name' }],
    });
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  test('a missing decompressor is named', async () => {
    const folder = newFolder();
    sourceTree(folder);
    execFileSync('tar', ['-cJf', 'a', 'pkg-1.0'], { cwd: folder });
    const archive = join(folder, 'a');
    const missing = { ok: false, failures: [{ kind: 'archive-tool-missing', archive, tool: 'xz' }] };
    expect(await unpack(archive, join(folder, 'out'), { env: { PATH: folder } })).toEqual(missing);
    expect(await unpack(archive, join(folder, 'out'), { archiver: { path: folder } })).toEqual(missing);
  });

  test('the decompressor comes from the given environment', async () => {
    const folder = newFolder();
    const inner = write(folder, 'inner.tar', tar({ name: 'from-program', content: '' }));
    const lunzip = write(folder, 'bin/lunzip', `#!/bin/sh\nexec /bin/cat '${inner}'\n`);
    chmodSync(lunzip, 0o755);
    const archive = write(folder, 'a', 'LZIP and nothing that lzip would read');
    expect(await unpack(archive, join(folder, 'out'), { env: { PATH: join(folder, 'bin') } })).toEqual({
      ok: true,
      value: { top: ['from-program'] },
    });
  });

  test('an archive that is not there', async () => {
    const folder = newFolder();
    const path = join(folder, 'missing.tar');
    expect(await unpack(path, join(folder, 'out'))).toEqual({
      ok: false,
      failures: [{ kind: 'file-failed', operation: 'read', path, code: 'ENOENT' }],
    });
  });
});
