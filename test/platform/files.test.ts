import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Files } from '../../src/engine/recipe/index.js';
import { createFiles } from '../../src/platform/files.js';
import { bundleSource } from './support/bundle.js';
import { newFolder, treeOf } from './support/folder.js';

function newFiles(): { files: Files; folder: string } {
  const folder = newFolder();
  return { files: createFiles(folder), folder };
}

const done = { ok: true, value: undefined };
const failed = (operation: string, path: string, code: string): object => ({
  ok: false,
  failures: [{ kind: 'file-failed', operation, path, code }],
});

/** A second file system that everybody may write to, where there is one. */
const ELSEWHERE = '/dev/shm';
const hasElsewhere = existsSync(ELSEWHERE) && statSync(ELSEWHERE).dev !== statSync(tmpdir()).dev;

function modeOf(path: string): number {
  return lstatSync(path).mode & 0o7777;
}

describe('writing', () => {
  test('a mode less the umask, or exactly; parents are made', async () => {
    const { files, folder } = newFiles();
    expect(await files.write('a/b/file', 'text', { mode: 0o777 })).toEqual(done);
    expect(await files.write('a/exact', Buffer.from([0xff]), { mode: 0o666, exact: true })).toEqual(done);
    expect(await files.write(join(folder, 'a/set'), '', { mode: 0o4755, exact: true })).toEqual(done);
    expect(modeOf(join(folder, 'a/b/file'))).toBe(0o777 & ~process.umask());
    expect(modeOf(join(folder, 'a/exact'))).toBe(0o666);
    expect(modeOf(join(folder, 'a/set'))).toBe(0o4755);
    expect(readFileSync(join(folder, 'a/exact'))).toEqual(Buffer.from([0xff]));
  });

  test('replaces a file and a link, and touches nothing behind them', async () => {
    const { files, folder } = newFiles();
    writeFileSync(join(folder, 'old'), 'old', { mode: 0o600 });
    execFileSync('ln', [join(folder, 'old'), join(folder, 'hard')]);
    symlinkSync('old', join(folder, 'soft'));
    expect(await files.write('hard', 'new', { mode: 0o644 })).toEqual(done);
    expect(await files.write('soft', 'new', { mode: 0o644 })).toEqual(done);
    expect(treeOf(folder)).toEqual({ hard: '644 new', old: '600 old', soft: '644 new' });
  });

  test('does not replace a directory', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd'));
    expect(await files.write('d', 'x', { mode: 0o644 })).toEqual(failed('write', join(folder, 'd'), 'EISDIR'));
    writeFileSync(join(folder, 'file'), '');
    expect(await files.write('file/x', 'x', { mode: 0o644 })).toEqual(
      failed('write', join(folder, 'file/x'), 'ENOTDIR'),
    );
  });

  test('as with umask 022, whatever that of the process is', async () => {
    const folder = newFolder();
    const program = await bundleSource(`
      import { createFiles } from '@platform/files.ts';
      const files = createFiles(process.argv[2]);
      await files.write('masked', '', { mode: 0o666 });
      await files.write('exact', '', { mode: 0o666, exact: true });
      await files.makeDirectory('d/e', 0o775);
    `);
    execFileSync('/bin/sh', ['-c', 'umask 077; exec "$@"', 'sh', process.execPath, program, folder]);
    expect(treeOf(folder)).toEqual({ 'd/': '755', 'd/e/': '755', exact: '666 ', masked: '644 ' });
  });
});

describe('looking', () => {
  test('status does not follow links', async () => {
    const { files, folder } = newFiles();
    writeFileSync(join(folder, 'file'), 'four', { mode: 0o640 });
    symlinkSync('nowhere', join(folder, 'link'));
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    expect(await files.status('file')).toEqual({ ok: true, value: { kind: 'file', mode: 0o640, size: 4 } });
    expect(await files.status('link')).toMatchObject({ value: { kind: 'symlink' } });
    expect(await files.status('fifo')).toMatchObject({ value: { kind: 'other' } });
    expect(await files.status('.')).toMatchObject({ value: { kind: 'directory' } });
    expect(await files.status('missing')).toEqual(done);
    expect(await files.status('file/below')).toEqual(done);
  });

  test('reading whole and in part', async () => {
    const { files, folder } = newFiles();
    writeFileSync(join(folder, 'file'), 'content');
    expect(await files.read('file')).toEqual({ ok: true, value: Buffer.from('content') });
    expect(await files.read('file', 3)).toEqual({ ok: true, value: Buffer.from('con') });
    expect(await files.read('file', 300)).toEqual({ ok: true, value: Buffer.from('content') });
    expect(await files.read('missing')).toEqual(failed('read', join(folder, 'missing'), 'ENOENT'));
    expect(await files.read('.', 3)).toEqual(failed('read', folder, 'EISDIR'));
  });

  test('lists are sorted by code points', async () => {
    const { files, folder } = newFiles();
    for (const name of ['b', 'B', '.a', 'é', '\u{1f600}', '\uffee']) writeFileSync(join(folder, name), '');
    expect(await files.list('.')).toEqual({ ok: true, value: ['.a', 'B', 'b', 'é', '\uffee', '\u{1f600}'] });
    expect(await files.list('b')).toEqual(failed('list', join(folder, 'b'), 'ENOTDIR'));
  });

  test('real paths', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd'));
    symlinkSync('d', join(folder, 'link'));
    symlinkSync('self', join(folder, 'self'));
    expect(await files.realPath('link')).toEqual({ ok: true, value: join(folder, 'd') });
    expect(await files.realPath('link/missing')).toEqual(done);
    expect(await files.realPath('self')).toEqual(failed('resolve', join(folder, 'self'), 'ELOOP'));
  });
});

describe('changing', () => {
  test('directories: made or there', async () => {
    const { files, folder } = newFiles();
    expect(await files.makeDirectory('a/b', 0o700)).toEqual({ ok: true, value: true });
    expect(await files.makeDirectory('a/b', 0o755)).toEqual({ ok: true, value: false });
    expect(treeOf(folder)).toEqual({ 'a/': (0o777 & ~process.umask()).toString(8), 'a/b/': '700' });
    symlinkSync('a', join(folder, 'link'));
    expect(await files.makeDirectory('link')).toEqual({ ok: true, value: false });
    writeFileSync(join(folder, 'file'), '');
    expect(await files.makeDirectory('file')).toEqual(failed('make directory', join(folder, 'file'), 'EEXIST'));
  });

  test('removing everything, and nothing', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd/e'), { recursive: true });
    writeFileSync(join(folder, 'd/e/file'), '');
    symlinkSync('d', join(folder, 'link'));
    expect(await files.remove('link')).toEqual(done);
    expect(existsSync(join(folder, 'd/e/file'))).toBe(true);
    expect(await files.remove('d')).toEqual(done);
    expect(await files.remove('d')).toEqual(done);
    expect(treeOf(folder)).toEqual({});
  });

  test('links', async () => {
    const { files, folder } = newFiles();
    expect(await files.symlink('../x', 'd/link')).toEqual(done);
    expect(readlinkSync(join(folder, 'd/link'))).toBe('../x');
    expect(await files.symlink('y', 'd/link')).toEqual(failed('link', join(folder, 'd/link'), 'EEXIST'));
  });

  test('copies keep modes and links, and join directories', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'from/closed'), { recursive: true });
    writeFileSync(join(folder, 'from/closed/file'), 'x', { mode: 0o400 });
    writeFileSync(join(folder, 'from/tool'), 'new', { mode: 0o755 });
    symlinkSync('nowhere', join(folder, 'from/link'));
    chmodSync(join(folder, 'from/closed'), 0o555);
    mkdirSync(join(folder, 'to'));
    writeFileSync(join(folder, 'victim'), 'safe');
    symlinkSync('../victim', join(folder, 'to/tool'));
    writeFileSync(join(folder, 'to/kept'), 'kept');
    expect(await files.copy('from', 'to')).toEqual(done);
    expect(await files.copy('from/tool', 'below/tool')).toEqual(done);
    const copied = { 'closed/': '555', 'closed/file': '400 x', link: '-> nowhere', tool: '755 new' };
    expect(treeOf(join(folder, 'to'))).toEqual({ ...copied, kept: '644 kept' });
    expect(treeOf(join(folder, 'below'))).toEqual({ tool: '755 new' });
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('safe');
  });

  test('copies that cannot be', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd'));
    execFileSync('mkfifo', [join(folder, 'd/fifo')]);
    expect(await files.copy('d', 'd/below')).toEqual(failed('copy', join(folder, 'd/below'), 'EINVAL'));
    expect(await files.copy('missing', 'x/y')).toEqual(failed('copy', join(folder, 'x/y'), 'ENOENT'));
    expect(await files.copy('d', 'e')).toEqual(failed('copy', join(folder, 'e'), 'ENOTSUP'));
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  test('moving, modes', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd/file'), 'x', { mode: 0o644 });
    expect(await files.move('d', 'made/here')).toEqual(done);
    expect(await files.changeMode('made/here/file', 0o2751)).toEqual(done);
    expect(treeOf(join(folder, 'made'))).toEqual({ 'here/': '755', 'here/file': '2751 x' });
    expect(await files.move('d', 'e')).toEqual(failed('move', join(folder, 'e'), 'ENOENT'));
    expect(await files.changeMode('d', 0o644)).toEqual(failed('change mode', join(folder, 'd'), 'ENOENT'));
  });

  test.skipIf(!hasElsewhere)('moving to another file system', async () => {
    const { files, folder } = newFiles();
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd/file'), 'x');
    symlinkSync('file', join(folder, 'd/link'));
    const target = join(ELSEWHERE, `moved-${process.pid}`);
    expect(await files.move('d', target)).toEqual(done);
    expect(treeOf(target)).toEqual({ file: '644 x', link: '-> file' });
    expect(existsSync(join(folder, 'd'))).toBe(false);
    expect(await files.move(target, 'back')).toEqual(done);
    expect(treeOf(join(folder, 'back'))).toEqual({ file: '644 x', link: '-> file' });
  });
});

/** Root may do everything; what a person meets needs another user. */
const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)('read-only directories can be removed, forbidden ones are a failure', async () => {
  const folder = newFolder();
  const program = await bundleSource(`
    import { mkdirSync, writeFileSync, chmodSync } from 'node:fs';
    import { createFiles } from '@platform/files.ts';
    const folder = process.argv[2];
    mkdirSync(folder + '/mine/closed', { recursive: true });
    writeFileSync(folder + '/mine/closed/file', '');
    chmodSync(folder + '/mine/closed', 0o555);
    chmodSync(folder + '/mine', 0o555);
    const files = createFiles(folder);
    console.log(JSON.stringify([await files.remove('mine'), await files.remove('theirs'), await files.status('mine')]));
  `);
  chmodSync(folder, 0o777);
  chmodSync(join(program, '..'), 0o755);
  mkdirSync(join(folder, 'theirs'), { mode: 0o755 });
  writeFileSync(join(folder, 'theirs/file'), '');
  const { stdout } = spawnSync(process.execPath, [program, folder], { uid: 65_534, gid: 65_534, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([{ ok: true }, failed('remove', join(folder, 'theirs'), 'EACCES'), { ok: true }]);
});
