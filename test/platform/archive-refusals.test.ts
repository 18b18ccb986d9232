import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { extract } from '../../src/platform/archive/extract.js';
import { type ArchiveLimits, DEFAULT_LIMITS, type ExtractAnswer } from '../../src/platform/archive/messages.js';
import { newFolder, treeOf } from './support/folder.js';
import { pax, tar, type TarEntry } from './support/tar.js';
import { zip, type ZipEntry } from './support/zip.js';

/** What the extracting program does with a request; its process and its end are tested elsewhere. */
function unpack(archive: string, destination: string, given: Partial<ArchiveLimits> = {}): Promise<ExtractAnswer> {
  return extract({ archive, destination, strip: 'auto', limits: { ...DEFAULT_LIMITS, ...given } });
}

const file: TarEntry = { name: 'pkg/file', content: 'x' };

interface Outcome {
  readonly failure: object | undefined;
  /** What is in the folder of the archive besides it. */
  readonly left: readonly string[];
}

async function tryUnpacking(content: Buffer, limits: Partial<ArchiveLimits> = {}): Promise<Outcome> {
  const folder = newFolder();
  const archive = join(folder, 'archive');
  writeFileSync(archive, content);
  const answer = await unpack(archive, join(folder, 'out/destination'), limits);
  const left = readdirSync(folder).filter(
    (name) => name !== 'archive' && !(name === 'out' && isEmpty(join(folder, name))),
  );
  if (answer.ok) return { failure: undefined, left };
  expect(answer.failure).toMatchObject({ archive });
  return { failure: { ...answer.failure, archive: undefined }, left };
}

function isEmpty(folder: string): boolean {
  return readdirSync(folder).length === 0;
}

describe('tar', () => {
  const cases: Readonly<Record<string, readonly [rule: string, member: string, ...entries: TarEntry[]]>> = {
    'an absolute name': ['absolute-name', '/etc/x', { name: '/etc/x' }],
    'an absolute name in a pax header': ['absolute-name', '/etc/x', pax({ path: '/etc/x' }), { name: 'x' }],
    'an absolute name in a GNU header': [
      'absolute-name',
      '/etc/x',
      { name: '././@LongLink', type: 'L', content: '/etc/x\0' },
      { name: 'x' },
    ],
    'a name above the root': ['parent-name', '../x', { name: '../x' }],
    'a parent in the middle': ['parent-name', 'pkg/a/../../../x', { name: 'pkg/a/../../../x' }],
    'a parent that stays inside': ['parent-name', 'pkg/../x', { name: 'pkg/../x' }],
    'a parent in a prefix': ['parent-name', '../x', { name: 'x', prefix: '..' }],
    'a directory above the root': ['parent-name', '..', { name: '..', type: '5' }],
    'an empty name': ['bad-name', '', { name: '' }],
    'a zero byte in a pax name': ['bad-name', 'a\0b', pax({ path: 'a\0b' }), { name: 'x' }],
    'a component of 256 bytes': ['bad-name', 'n'.repeat(256), pax({ path: 'n'.repeat(256) }), { name: 'x' }],
    'a file at the root': ['bad-name', '.', { name: './.', content: 'x' }],
    'a file below a file': ['bad-name', 'pkg/file/in', { name: 'pkg/file/in' }],
    'a file over a full directory': ['bad-name', 'pkg', { name: 'pkg' }],
    'a file through a link': [
      'through-symlink',
      'pkg/link/x',
      { name: 'pkg/link', type: '2', target: '.' },
      { name: 'pkg/link/x' },
    ],
    'a file through a link to the outside': [
      'symlink-escapes',
      'pkg/link',
      { name: 'pkg/link', type: '2', target: '/tmp' },
      { name: 'pkg/link/x' },
    ],
    'a directory at the name of a link': [
      'through-symlink',
      'pkg/link',
      { name: 'pkg/link', type: '2', target: '.' },
      { name: 'pkg/link/', type: '5' },
    ],
    'a file deep through a link': [
      'through-symlink',
      'pkg/link/a',
      { name: 'pkg/link', type: '2', target: 'file' },
      { name: 'pkg/link/a/b/c' },
    ],
    'a hard link through a link': [
      'through-symlink',
      'pkg/link/x',
      { name: 'pkg/link', type: '2', target: '.' },
      { name: 'pkg/link/x', type: '1', target: 'pkg/file' },
    ],
    'an absolute link': ['symlink-escapes', 'pkg/l', { name: 'pkg/l', type: '2', target: '/etc/passwd' }],
    'a link above the root': ['symlink-escapes', 'pkg/l', { name: 'pkg/l', type: '2', target: '../../x' }],
    'a link out of the directory that is stripped': [
      'symlink-escapes',
      'pkg/l',
      { name: 'pkg/l', type: '2', target: '../x' },
    ],
    'a link that leaves by way of another': [
      'symlink-escapes',
      'pkg/b',
      { name: 'pkg/d/a', type: '2', target: '..' },
      { name: 'pkg/b', type: '2', target: 'd/a/../..' },
    ],
    'a link made early that leaves by way of a later one': [
      'symlink-escapes',
      'pkg/b',
      { name: 'pkg/b', type: '2', target: 'd/a/../../x' },
      { name: 'pkg/d/a', type: '2', target: '..' },
    ],
    'an empty link': ['bad-name', 'pkg/l', pax({ linkpath: '' }), { name: 'pkg/l', type: '2' }],
    'an absolute hard link': ['hardlink-escapes', 'pkg/h', { name: 'pkg/h', type: '1', target: '/etc/passwd' }],
    'a hard link above the root': ['hardlink-escapes', 'pkg/h', { name: 'pkg/h', type: '1', target: '../x' }],
    'a hard link to a directory': ['hardlink-escapes', 'pkg/h', { name: 'pkg/h', type: '1', target: 'pkg' }],
    'a hard link that becomes an absolute link': [
      'symlink-escapes',
      'pkg/h',
      { name: 'pkg/d/a', type: '2', target: '..' },
      { name: 'pkg/h', type: '1', target: 'pkg/d/a' },
    ],
    'a character device': ['device', 'pkg/null', { name: 'pkg/null', type: '3' }],
    'a block device': ['device', 'pkg/sda', { name: 'pkg/sda', type: '4' }],
    'a FIFO': ['device', 'pkg/fifo', { name: 'pkg/fifo', type: '6' }],
    'set-uid': ['set-uid', 'pkg/su', { name: 'pkg/su', mode: 0o4755 }],
    'set-gid': ['set-uid', 'pkg/sg', { name: 'pkg/sg', mode: 0o2755 }],
  };

  test.each(Object.entries(cases))('%s', async (_, [rule, member, ...entries]) => {
    expect(await tryUnpacking(tar(file, ...entries))).toEqual({
      failure: { kind: 'archive-refused', member, rule },
      left: [],
    });
  });

  test.each(['pkg/missing', 'pkg/h'])('a hard link to %s, which is not in the archive', async (target) => {
    expect(await tryUnpacking(tar(file, { name: 'pkg/h', type: '1', target }))).toEqual({
      failure: { kind: 'archive-unreadable', reason: 'a hard link names a file that is not in the archive' },
      left: [],
    });
  });

  test('an unknown type', async () => {
    expect(await tryUnpacking(tar(file, { name: 'pkg/odd', type: 'Z' }))).toMatchObject({
      failure: { kind: 'archive-unreadable', reason: 'its member `pkg/odd` is of the unknown type `Z`' },
    });
  });

  test('nothing is written outside on the way to a refusal', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'victim'));
    const archive = join(folder, 'archive');
    for (const target of [join(folder, 'victim'), '../../victim', '../victim']) {
      writeFileSync(
        archive,
        tar({ name: 'top' }, { name: 'l', type: '2', target }, { name: 'l', content: '' }, { name: 'l/planted' }),
      );
      await unpack(archive, join(folder, 'out'));
      writeFileSync(archive, tar({ name: 'l', type: '2', target }, { name: 'l/planted', content: 'x' }));
      await unpack(archive, join(folder, 'out'));
    }
    expect(readdirSync(folder)).toEqual(['archive', 'victim']);
    expect(readdirSync(join(folder, 'victim'))).toEqual([]);
  });

  test('links that stay inside are kept, loops too', async () => {
    const entries = [
      { name: 'pkg/d/up', type: '2', target: '../file' },
      { name: 'pkg/self', type: '2', target: 'self' },
      { name: 'pkg/round', type: '2', target: 'round/round' },
      { name: 'pkg/d/top', type: '2', target: '..' },
      { name: 'pkg/far', type: '2', target: 'not/there/../at/all' },
    ];
    expect(await tryUnpacking(tar(file, ...entries))).toMatchObject({ failure: undefined });
  });
});

describe('bombs', () => {
  const zeros = Buffer.alloc(4 * 1024 * 1024);

  test('more bytes than allowed', async () => {
    const bomb = gzipSync(tar(file, { name: 'pkg/zeros', content: zeros }));
    expect(await tryUnpacking(bomb, { bytes: 1024 * 1024 })).toEqual({
      failure: { kind: 'archive-refused', member: 'pkg/zeros', rule: 'too-large' },
      left: [],
    });
  });

  test('the bytes behind the end of the archive count', async () => {
    const bomb = gzipSync(Buffer.concat([tar(file), zeros]));
    expect(await tryUnpacking(bomb, { bytes: 1024 * 1024 })).toMatchObject({
      failure: { kind: 'archive-refused', rule: 'too-large' },
    });
  });

  test('more entries than allowed, directories that are only implied included', async () => {
    const deep = { name: 'a/b/c/d/e/f/g/h/i/j' };
    expect(await tryUnpacking(tar(deep), { entries: 9 })).toMatchObject({
      failure: { kind: 'archive-refused', rule: 'too-many-entries' },
    });
    expect(await tryUnpacking(tar(deep), { entries: 10 })).toMatchObject({ failure: undefined });
  });

  test('names that are too long or too deep', async () => {
    const limits = { nameBytes: 50, depth: 3 };
    for (const name of ['a/b/c/d', `${'n'.repeat(30)}/${'n'.repeat(30)}`]) {
      expect(await tryUnpacking(tar({ name }), limits)).toEqual({
        failure: { kind: 'archive-refused', member: name, rule: 'bad-name' },
        left: [],
      });
    }
  });

  test('a huge header', async () => {
    const header = pax({ comment: Buffer.alloc(2 * 1024 * 1024, 'x') });
    expect(await tryUnpacking(tar(header, file))).toMatchObject({
      failure: { kind: 'archive-unreadable', reason: 'it has a header of more than 1 MiB' },
    });
  });

  test('a zip that declares more than allowed, or is more than it declares', async () => {
    const entry = { name: 'zeros', content: zeros };
    expect(await tryUnpacking(zip(entry), { bytes: 1024 * 1024 })).toMatchObject({
      failure: { kind: 'archive-refused', member: 'zeros', rule: 'too-large' },
    });
    for (const size of [10, 3 * 1024 * 1024]) {
      const content = Buffer.alloc(size === 10 ? 1000 : 8 * 1024 * 1024);
      expect(await tryUnpacking(zip({ name: 'zeros', content, declared: { size } }))).toEqual({
        failure: { kind: 'archive-unreadable', reason: 'its member `zeros` is larger than it declares' },
        left: [],
      });
    }
  });
});

describe('zip', () => {
  const refused: Readonly<Record<string, readonly [rule: string, ...entries: ZipEntry[]]>> = {
    'an absolute name': ['absolute-name', { name: '/x' }],
    'a name above the root': ['parent-name', { name: '../x' }],
    'a directory above the root': ['parent-name', { name: 'a/../../', mode: 0o40755 }],
    'a zero byte': ['bad-name', { name: 'a\0b' }],
    'a file through a link': [
      'through-symlink',
      { name: 'link', mode: 0o120777, content: '.' },
      { name: 'link/x', content: 'x' },
    ],
    'an absolute link': ['symlink-escapes', { name: 'link', mode: 0o120777, content: '/etc/passwd' }],
    'a link above the root': ['symlink-escapes', { name: 'link', mode: 0o120777, content: '../x' }],
    'a link of many bytes': ['bad-name', { name: 'link', mode: 0o120777, content: 'x/'.repeat(4000) }],
    'a device': ['device', { name: 'null', mode: 0o20666 }],
    'a FIFO': ['device', { name: 'fifo', mode: 0o10666 }],
    'set-uid': ['set-uid', { name: 'su', mode: 0o104755, content: 'x' }],
  };
  test.each(Object.entries(refused))('%s', async (_, [rule, ...entries]) => {
    expect(await tryUnpacking(zip({ name: 'first', content: 'x' }, ...entries))).toMatchObject({
      failure: { kind: 'archive-refused', rule },
      left: [],
    });
  });

  const unreadable: Readonly<Record<string, readonly [reason: string, Buffer]>> = {
    'a wrong checksum': [
      'its member `a` does not have its checksum',
      zip({ name: 'a', content: 'x', declared: { crc: 1 } }),
    ],
    'less than declared': [
      'its member `a` is smaller than it declares',
      zip({ name: 'a', content: 'x', declared: { size: 100 } }),
    ],
    'stored, more than declared': [
      'its member `a` is larger than it declares',
      zip({ name: 'a', content: 'xxxx', method: 0, declared: { size: 2 } }),
    ],
    'two names for one member': [
      'its member `a` is called `b` in another place',
      zip({ name: 'a', content: 'x', declared: { localName: 'b' } }),
    ],
    'an encrypted member': ['its member `a` is encrypted', zip({ name: 'a', content: 'x', flags: 1 })],
    'an unknown method': [
      'its member `a` is compressed by method 99, which is not supported',
      zip({ name: 'a', content: 'x', method: 99 }),
    ],
    'a cut off archive': ['it ends too early', zip({ name: 'a', content: 'x'.repeat(500) }).subarray(0, 40)],
    'a damaged directory': [
      'its zip directory is damaged',
      Buffer.from(zip({ name: 'a', content: 'x' }).toString('latin1').replace('PK\x01\x02', 'PK\x01\x03'), 'latin1'),
    ],
    'damaged data': [
      'its member `a` has damaged deflate data',
      Buffer.from(zip({ name: 'a', content: 'x' }).fill(0xff, 31, 34)),
    ],
  };
  test.each(Object.entries(unreadable))('%s', async (_, [reason, content]) => {
    expect(await tryUnpacking(content)).toEqual({ failure: { kind: 'archive-unreadable', reason }, left: [] });
  });

  test('zip64, stored members, a prefix, large members, no modes', async () => {
    const folder = newFolder();
    const large = Buffer.alloc(6 * 1024 * 1024, 'abc');
    const content = Buffer.concat([
      Buffer.from('#!/bin/sh\nexit\n'),
      zip(
        { name: 'd/', mode: 0 },
        { name: 'd/plain', content: 'x', mode: 0 },
        { name: 'stored', content: 'y', method: 0, mode: 0o100755, large: true },
        { name: 'large', content: large, large: true },
        { name: 'empty', content: '' },
      ),
    ]);
    writeFileSync(join(folder, 'archive'), content);
    const result = await unpack(join(folder, 'archive'), join(folder, 'out'));
    expect(result).toEqual({ ok: true, top: ['d', 'empty', 'large', 'stored'] });
    expect(treeOf(join(folder, 'out'))).toEqual({
      'd/': '755',
      'd/plain': '644 x',
      empty: '644 ',
      large: `644 ${large.toString()}`,
      stored: '755 y',
    });
  });

  test('an archive that python made with zip64 and data descriptors', async () => {
    const folder = newFolder();
    const script = `
import sys, zipfile
out = zipfile.ZipFile(sys.stdout.buffer, 'w', zipfile.ZIP_DEFLATED)
with out.open('pkg/streamed', 'w', force_zip64=True) as member: member.write(b'streamed' * 1000)
out.writestr('pkg/caf\\u00e9', 'name')
out.close()`;
    writeFileSync(join(folder, 'archive'), execFileSync('python3', ['-c', script]));
    await unpack(join(folder, 'archive'), join(folder, 'out'));
    expect(treeOf(join(folder, 'out'))).toEqual({ café: '600 name', streamed: `600 ${'streamed'.repeat(1000)}` });
  });
});

describe('directories', () => {
  test.each([
    ['a link to the outside', (folder: string) => symlinkSync('../outside', join(folder, 'x')), 'symlink-escapes'],
    ['an absolute link', (folder: string) => symlinkSync('/etc', join(folder, 'x')), 'symlink-escapes'],
    ['a FIFO', (folder: string) => execFileSync('mkfifo', [join(folder, 'x')]), 'device'],
    ['a set-uid file', (folder: string) => writeFileSync(join(folder, 'x'), '', { mode: 0o4755 }), 'set-uid'],
  ])('%s', async (_, prepare, rule) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'source'));
    prepare(join(folder, 'source'));
    // A mode given at creation loses its set-uid bit on some systems.
    if (rule === 'set-uid') execFileSync('chmod', ['u+s', join(folder, 'source/x')]);
    const result = await unpack(join(folder, 'source'), join(folder, 'out'));
    expect(result).toMatchObject({ ok: false, failure: { kind: 'archive-refused', member: 'x', rule } });
    expect(existsSync(join(folder, 'out'))).toBe(false);
    rmSync(join(folder, 'source'), { recursive: true });
  });
});
