import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleSource } from './support/bundle.js';
import { CONTENT, digest, filesOf, newPlace, sha256 } from './support/fetching.js';
import { newFolder } from './support/folder.js';
import { serve } from './support/server.js';

describe('content with sums', () => {
  test('is kept by its digest, and then needs no connection, also offline', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const path = join(place.cache, 'sha256', sha256);
    const found = { ok: true, value: { path, isDirectory: false } };
    expect(await place.fetch({ url: `${server.url}/a`, sha256 })).toEqual(found);
    expect(await place.fetch({ url: `${server.url}/a`, sha256 }, { offline: true })).toEqual(found);
    expect(await place.fetch({ url: 'http://127.0.0.1:1/elsewhere', sha256 })).toEqual(found);
    expect(server.requests).toEqual(['/a']);
    expect(filesOf(place.cache)).toEqual({ [`sha256/${sha256}`]: `644 ${CONTENT}` });
  });

  test.each(['sha512', 'md5'] as const)('%s names it too', async (algorithm) => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const hex = digest(algorithm);
    const url = `${server.url}/a`;
    expect(await place.fetch({ url, [algorithm]: hex })).toMatchObject({
      value: { path: join(place.cache, algorithm, hex) },
    });
    expect(await place.fetch({ url, sha256 })).toMatchObject({ value: { path: join(place.cache, 'sha256', sha256) } });
    expect(server.requests).toHaveLength(1);
  });

  test('every sum is checked, from the network and from the cache', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const url = `${server.url}/a`;
    const expected = digest('md5', 'another content');
    const mismatch = {
      ok: false,
      failures: [
        { kind: 'checksum-mismatch', url, algorithm: 'md5', expected, actual: digest('md5'), option: 'md5sum' },
      ],
    };
    expect(await place.fetch({ url, md5: expected, option: 'md5sum' })).toEqual(mismatch);
    expect(filesOf(place.cache)).toEqual({});
    expect(await place.fetch({ url, sha256 })).toMatchObject({ ok: true });
    expect(await place.fetch({ url, sha256, md5: expected, option: 'md5sum' })).toEqual(mismatch);
    expect(filesOf(place.cache)).toEqual({ [`sha256/${sha256}`]: `644 ${CONTENT}` });
  });

  test('a damaged file of the cache is fetched again', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const path = join(place.cache, 'sha256', sha256);
    mkdirSync(join(place.cache, 'sha256'), { recursive: true });
    writeFileSync(path, 'damaged');
    expect(await place.fetch({ url: server.url, sha256 }, { offline: true })).toMatchObject({
      failures: [{ kind: 'offline-download' }],
    });
    writeFileSync(path, 'damaged');
    expect(await place.fetch({ url: server.url, sha256 })).toMatchObject({ ok: true, value: { path } });
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
    expect(place.told).toEqual(Array(2).fill(`the cached file ${path} is damaged`));
  });

  test('a file that other tools named by its URL is used when it is the right one', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const url = `${server.url}/a`;
    const path = join(place.cache, digest('md5', url));
    mkdirSync(place.cache, { recursive: true });
    writeFileSync(path, CONTENT);
    expect(await place.fetch({ url, sha256 })).toMatchObject({ ok: true, value: { path } });
    expect(server.requests).toEqual([]);
    writeFileSync(path, 'changed');
    expect(await place.fetch({ url, sha256 })).toMatchObject({ value: { path: join(place.cache, 'sha256', sha256) } });
    expect(place.told).toEqual([`the cached file ${path} has another sha256`]);
    expect(readFileSync(path, 'utf8')).toBe('changed');
  });

  test('a sum that is none reaches nothing outside the cache', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    mkdirSync(join(place.cache, 'sha256'), { recursive: true });
    writeFileSync(join(place.cache, '../outside'), CONTENT);
    for (const wrong of ['../../outside', sha256.toUpperCase(), 'x']) {
      expect(await place.fetch({ url: server.url, sha256: wrong })).toMatchObject({
        failures: [{ kind: 'checksum-mismatch', expected: wrong, actual: sha256 }],
      });
    }
    expect(filesOf(place.cache)).toEqual({});
  });

  test('offline, it must be there', async () => {
    const place = newPlace();
    const source = { url: 'http://127.0.0.1:1/a', sha256, option: 'url' };
    const offline = { ok: false, failures: [{ kind: 'offline-download', url: source.url, option: 'url' }] };
    expect(await place.fetch(source, { offline: true })).toEqual(offline);
    expect(await place.fetch({ ...source, offline: true })).toEqual(offline);
    expect(await place.fetch({ ...source, offline: false }, { offline: true })).toMatchObject({
      failures: [{ kind: 'download-failed' }],
    });
  });

  test('fetched by several at once, it is downloaded once', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => place.fetch({ url: `${server.url}/${index}`, sha256 })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(server.requests).toHaveLength(1);
  });

  test('fetched by several processes at once, it is whole', async () => {
    const content = Buffer.alloc(3_000_000, 'content ');
    const server = await serve((response) => response.end(content));
    const cache = join(newFolder(), 'cache');
    const hex = digest('sha256', content);
    const program = await bundleSource(`
      import { createFetcher } from '@platform/fetcher.ts';
      const [cacheDirectory, url, sha256] = process.argv.slice(2);
      const options = { signal: new AbortController().signal, offline: false };
      const result = await createFetcher({ cacheDirectory }).fetch({ url, sha256 }, options);
      process.exitCode = result.ok ? 0 : 1;
    `);
    const children = Array.from({ length: 3 }, () =>
      spawn(process.execPath, [program, cache, server.url, hex], { stdio: 'inherit' }),
    );
    expect(await Promise.all(children.map((child) => once(child, 'exit')))).toEqual(children.map(() => [0, null]));
    expect(filesOf(cache)).toEqual({ [`sha256/${hex}`]: `644 ${content.toString()}` });
  });

  test('what a killed process left half done goes away', async () => {
    const server = await serve((response) => response.end(CONTENT));
    const place = newPlace();
    const dead = spawn('true');
    await once(dead, 'exit');
    const incoming = join(place.cache, 'incoming');
    mkdirSync(incoming, { recursive: true });
    const name = (pid: number | undefined): string => join(incoming, `${hostName()}-${pid ?? ''}-x`);
    for (const pid of [dead.pid, process.pid]) {
      writeFileSync(name(pid), 'half');
      execFileSync('touch', ['-d', '1 hour ago', name(pid)]);
    }
    await place.fetch({ url: server.url, sha256 });
    expect(readdirSync(incoming).map((file) => join(incoming, file))).toEqual([name(process.pid)]);
  });
});

function hostName(): string {
  return execFileSync('hostname', { encoding: 'utf8' }).trim();
}

describe('content without sums', () => {
  test('is fetched each time, to a file of its own', async () => {
    const server = await serve((response, _, count) => response.end(`content ${count}`));
    const place = newPlace();
    const results = [await place.fetch({ url: server.url }), await place.fetch({ url: server.url, sha256: '' })];
    const contents = results.map((result) => result.ok && readFileSync(result.value.path, 'utf8'));
    expect(contents).toEqual(['content 0', 'content 1']);
    const files = Object.keys(filesOf(place.cache));
    expect([files.length, files.every((file) => file.startsWith('incoming/'))]).toEqual([2, true]);
  });

  test('offline, only the file that is named by its URL', async () => {
    const place = newPlace();
    const url = 'http://127.0.0.1:1/a';
    expect(await place.fetch({ url }, { offline: true })).toMatchObject({ failures: [{ kind: 'offline-download' }] });
    mkdirSync(place.cache, { recursive: true });
    const path = join(place.cache, digest('md5', url));
    writeFileSync(path, 'known');
    expect(await place.fetch({ url }, { offline: true })).toEqual({ ok: true, value: { path, isDirectory: false } });
  });
});

/** Mounting a small file system of one's own is not allowed everywhere. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

test.skipIf(!mayMount)('a full disk is a failure that names it, and leaves no half a file', async () => {
  const server = await serve((response) => response.end(Buffer.alloc(4 * 1024 * 1024)));
  const program = await bundleSource(`
    import { readdirSync } from 'node:fs';
    import { createFetcher } from '@platform/fetcher.ts';
    const [url, cacheDirectory, sha256] = process.argv.slice(2);
    const options = { signal: new AbortController().signal, offline: false };
    const result = await createFetcher({ cacheDirectory }).fetch({ url, sha256 }, options);
    console.log(JSON.stringify([result, readdirSync(cacheDirectory + '/incoming')]));
  `);
  const cache = newFolder();
  const script = 'mount -t tmpfs -o size=1m none "$1"; exec "$2" "$3" "$4" "$1" "$5"';
  const words = ['-rm', 'sh', '-ec', script, 'sh', cache, process.execPath, program, server.url, sha256];
  const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  const failures = [{ kind: 'file-failed', operation: 'write', path: cache, code: 'ENOSPC' }];
  expect(JSON.parse(output)).toEqual([{ ok: false, failures }, []]);
});
