import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { UnpackOptions } from '../../src/engine/recipe/index.js';
import { createArchiver, type ArchiverOptions } from '../../src/platform/archive/archiver.js';
import { bundleExtractor, bundleSource } from './support/bundle.js';
import { newFolder, treeOf } from './support/folder.js';
import { newHolders } from './support/holders.js';
import { pax, tar, tarEntry } from './support/tar.js';

let workerPath: string;
beforeAll(async () => {
  workerPath = await bundleExtractor();
});

const never = new AbortController().signal;

function unpack(
  archive: string,
  destination: string,
  options: Partial<UnpackOptions> & { readonly signal?: AbortSignal } & { readonly archiver?: ArchiverOptions } = {},
): ReturnType<ReturnType<typeof createArchiver>['unpack']> {
  const { archiver, ...others } = options;
  return createArchiver({ workerPath, ...archiver }).unpack(archive, destination, {
    strip: 'auto',
    signal: never,
    ...others,
  });
}

function write(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A source tree as upstreams ship it, made with the system's tar. */
function sourceTree(folder: string): void {
  write(folder, 'pkg-1.0/configure', '#!/bin/sh\n');
  write(folder, 'pkg-1.0/src/deep/main.c', 'int main() {}\n');
  chmodSync(join(folder, 'pkg-1.0/configure'), 0o755);
  symlinkSync('src/deep', join(folder, 'pkg-1.0/link'));
  symlinkSync('nowhere', join(folder, 'pkg-1.0/dangling'));
}

const SOURCE_TREE = {
  configure: '755 #!/bin/sh\n',
  dangling: '-> nowhere',
  link: '-> src/deep',
  'src/': '755',
  'src/deep/': '755',
  'src/deep/main.c': '644 int main() {}\n',
};

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

describe('ending', () => {
  /** Never ends by itself: the decompressor sends the beginning of an archive and waits. */
  function endless(folder: string): { archive: string; env: { PATH: string }; gone: Promise<unknown> } {
    const holders = newHolders();
    const start = write(folder, 'start', tarEntry({ name: 'top/first', content: 'x' }));
    const program = write(
      folder,
      'bin/xz',
      `#!/bin/sh\n${holders.hold}\ncat '${start}'\necho up >'${folder}/decompressor'\nexec sleep 1000\n`,
    );
    chmodSync(program, 0o755);
    const archive = write(folder, 'a.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]));
    return { archive, env: { PATH: `${folder}/bin:/usr/bin:/bin` }, gone: holders.gone };
  }

  test('cancelled in the middle: nothing stays, nothing runs', async () => {
    const folder = newFolder();
    const { archive, env, gone } = endless(folder);
    const controller = new AbortController();
    const watcher = watch(folder, () => {
      if (existsSync(join(folder, 'decompressor'))) controller.abort();
    });
    const result = await unpack(archive, join(folder, 'out'), { env, signal: controller.signal });
    watcher.close();
    expect(result).toEqual({ ok: false, failures: [{ kind: 'cancelled' }] });
    expect(readdirSync(folder)).toEqual(['a.xz', 'bin', 'decompressor', 'start']);
    await gone;
  });

  test('cancelled before', async () => {
    const folder = newFolder();
    expect(await unpack(join(folder, 'a'), join(folder, 'out'), { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failures: [{ kind: 'cancelled' }],
    });
  });

  test('an engine that is killed takes the extraction with it', async () => {
    const folder = newFolder();
    const { archive, env, gone } = endless(folder);
    const engine = await bundleSource(`
      import { createArchiver } from '@platform/archive/archiver.ts';
      const [archive, destination, workerPath, PATH] = process.argv.slice(2);
      const signal = new AbortController().signal;
      await createArchiver({ workerPath }).unpack(archive, destination, { strip: 'auto', signal, env: { PATH } });
    `);
    const child = spawn(process.execPath, [engine, archive, join(folder, 'out'), workerPath, env.PATH]);
    const left = new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        if (existsSync(join(folder, 'decompressor'))) child.kill('SIGKILL');
        if (child.killed && !readdirSync(folder).some((name) => name.startsWith('.'))) {
          watcher.close();
          resolve();
        }
      });
    });
    await Promise.all([once(child, 'exit'), left, gone]);
    expect(readdirSync(folder)).toEqual(['a.xz', 'bin', 'decompressor', 'start']);
  });

  test('what a killed extraction left is removed by the next one', async () => {
    const folder = newFolder();
    const dead = spawn('true');
    await once(dead, 'exit');
    write(folder, `.out.unpacking-${dead.pid ?? ''}/half`, 'x');
    write(folder, `.out.unpacking-${process.pid}/in-use`, 'x');
    const archive = write(folder, 'a.tar', tar({ name: 'a' }));
    expect(await unpack(archive, join(folder, 'out'))).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual([`.out.unpacking-${process.pid}`, 'a.tar', 'out']);
  });

  test('an extracting process that dies is a failure', async () => {
    const folder = newFolder();
    const dying = await bundleSource(
      "process.stderr.write('Error: out of order\\n', () => process.kill(process.pid, 'SIGTERM'));",
    );
    const archive = write(folder, 'a.tar', tar({ name: 'a' }));
    expect(await unpack(archive, join(folder, 'out'), { archiver: { workerPath: dying } })).toEqual({
      ok: false,
      failures: [
        {
          kind: 'archive-unreadable',
          archive,
          reason: 'the extracting process ended with SIGTERM Error: out of order',
        },
      ],
    });
  });
});

/** Root may do everything; what a person meets needs another user. */
const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('as an ordinary user', () => {
  async function unpackAsNobody(archive: string, destination: string): Promise<unknown> {
    const program = await bundleSource(`
      import { createArchiver } from '@platform/archive/archiver.ts';
      const [archive, destination, workerPath] = process.argv.slice(2);
      const options = { strip: 'auto', signal: new AbortController().signal };
      console.log(JSON.stringify(await createArchiver({ workerPath }).unpack(archive, destination, options)));
    `);
    chmodSync(join(program, '..'), 0o755);
    const words = [program, archive, destination, workerPath];
    const child = spawn(process.execPath, words, { uid: 65_534, gid: 65_534 });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    return JSON.parse(output);
  }

  const closed = [
    { name: 'top/closed/', type: '5', mode: 0o555 },
    { name: 'top/closed/in', mode: 0o400 },
    { name: 'other/', type: '5' },
  ];

  test('directories that cannot be written to are placed', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o777);
    const archive = write(folder, 'a.tar', tar(...closed));
    mkdirSync(join(folder, 'filled'));
    write(folder, 'filled/top/kept', '');
    execFileSync('chown', ['-R', '65534', join(folder, 'filled')]);
    for (const name of ['new', 'filled']) {
      expect(await unpackAsNobody(archive, join(folder, name))).toEqual({ ok: true, value: { top: ['other', 'top'] } });
      expect(treeOf(join(folder, name))).toMatchObject({ 'top/closed/': '555', 'top/closed/in': '400 ' });
    }
  });

  test('nothing stays of an archive that is refused at its end', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o777);
    const archive = write(folder, 'a.tar', tar(...closed, { name: 'l', type: '2', target: '../x' }));
    expect(await unpackAsNobody(archive, join(folder, 'out'))).toMatchObject({
      failures: [{ kind: 'archive-refused', member: 'l', rule: 'symlink-escapes' }],
    });
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  test('a destination whose parent may not be written to', async () => {
    const folder = newFolder();
    const archive = write(folder, 'a.tar', tar({ name: 'file', content: 'x' }));
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'mine'));
    execFileSync('chown', ['65534', join(folder, 'mine')]);
    expect(await unpackAsNobody(archive, join(folder, 'mine'))).toEqual({ ok: true, value: { top: ['file'] } });
    expect(treeOf(join(folder, 'mine'))).toEqual({ file: '644 x' });
    expect(await unpackAsNobody(archive, join(folder, 'new'))).toEqual({
      ok: false,
      failures: [{ kind: 'file-failed', operation: 'unpack', path: join(folder, 'new'), code: 'EACCES' }],
    });
  });
});

/** Mounting a small file system of one's own is not allowed everywhere. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

test.skipIf(!mayMount)('a full disk is a failure that names it, and leaves nothing', async () => {
  const folder = newFolder();
  const archive = write(folder, 'a.tar', tar({ name: 'pkg/large', content: Buffer.alloc(4 * 1024 * 1024, 'x') }));
  const program = await bundleSource(`
    import { readdirSync } from 'node:fs';
    import { createArchiver } from '@platform/archive/archiver.ts';
    const [archive, disk, workerPath] = process.argv.slice(2);
    const options = { strip: 'auto', signal: new AbortController().signal };
    const result = await createArchiver({ workerPath }).unpack(archive, disk + '/out', options);
    console.log(JSON.stringify([result, readdirSync(disk)]));
  `);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const script = 'mount -t tmpfs -o size=1m none "$2"; exec "$3" "$4" "$1" "$2" "$5"';
  const words = ['-rm', 'sh', '-ec', script, 'sh', archive, disk, process.execPath, program, workerPath];
  const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  const failures = [{ kind: 'file-failed', operation: 'unpack', path: join(disk, 'out'), code: 'ENOSPC' }];
  expect(JSON.parse(output)).toEqual([{ ok: false, failures }, []]);
});
