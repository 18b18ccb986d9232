import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractor, unpack, write } from './support/archives.js';
import { bundleSource } from './support/bundle.js';
import { newFolder, treeOf } from './support/folder.js';
import { newHolders } from './support/holders.js';
import { tar, tarEntry } from './support/tar.js';

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
    const child = spawn(process.execPath, [engine, archive, join(folder, 'out'), await extractor(), env.PATH]);
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
    const words = [program, archive, destination, await extractor()];
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
  const words = ['-rm', 'sh', '-ec', script, 'sh', archive, disk, process.execPath, program, await extractor()];
  const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  const failures = [{ kind: 'file-failed', operation: 'unpack', path: join(disk, 'out'), code: 'ENOSPC' }];
  expect(JSON.parse(output)).toEqual([{ ok: false, failures }, []]);
});
