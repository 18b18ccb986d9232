import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FetchOptions } from '../../src/engine/execute/ports.js';
import type { Algorithm, SourceRequest } from '../../src/engine/recipe/index.js';
import { createFetcher, createHttpClient, type FetcherOptions } from '../../src/platform/fetcher.js';
import { nextHop } from '../../src/platform/download/urls.js';
import { bundleSource } from './support/bundle.js';
import { newFolder, treeOf } from './support/folder.js';
import { serve } from './support/server.js';

const CONTENT = 'the content of an archive';

function digest(algorithm: Algorithm, content: string | Buffer = CONTENT): string {
  return createHash(algorithm).update(content).digest('hex');
}

const sha256 = digest('sha256');

interface Place {
  readonly cache: string;
  readonly temporary: string;
  /** What was told about further tries. */
  readonly told: string[];
  fetch(source: SourceRequest, options?: Partial<FetchOptions>): ReturnType<ReturnType<typeof createFetcher>['fetch']>;
}

function newPlace(options: Partial<FetcherOptions> = {}): Place {
  const folder = newFolder();
  const [cache, temporary] = [join(folder, 'cache'), join(folder, 'temporary')];
  const fetcher = createFetcher({
    cacheDirectory: cache,
    temporaryDirectory: temporary,
    pausesMillis: [1, 1],
    ...options,
  });
  const told: string[] = [];
  return {
    cache,
    temporary,
    told,
    fetch: (source, given) =>
      fetcher.fetch(source, {
        signal: new AbortController().signal,
        offline: false,
        onRetry: (reason) => told.push(reason),
        ...given,
      }),
  };
}

/** Files of a cache, without its folders. */
function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(Object.entries(treeOf(folder)).filter(([name]) => !name.endsWith('/')));
}

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
    expect(Object.values(filesOf(place.temporary))).toHaveLength(2);
    expect(filesOf(place.cache)).toEqual({});
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

describe('the server', () => {
  test.each([301, 302, 303, 307, 308])('redirects by %i', async (status) => {
    const server = await serve((response, { url }) =>
      url === '/new' ? response.end(CONTENT) : response.writeHead(status, { location: 'new' }).end('moved'),
    );
    expect(await newPlace().fetch({ url: `${server.url}/old#fragment`, sha256 })).toMatchObject({ ok: true });
    expect(server.requests).toEqual(['/old', '/new']);
  });

  test('redirects without end', async () => {
    const server = await serve((response) => response.writeHead(302, { location: '/again' }).end());
    expect(await newPlace().fetch({ url: server.url, sha256 })).toMatchObject({
      failures: [{ kind: 'download-failed', reason: 'the server redirects more than 10 times', retryable: false }],
    });
    expect(server.requests).toHaveLength(11);
  });

  test.each([
    ['file:///etc/passwd', 'the server redirects to a `file:` URL'],
    ['http://', 'the server redirects to an address that is no URL'],
  ])('redirects to %s', async (location, reason) => {
    const server = await serve((response) => response.writeHead(302, { location }).end());
    expect(await newPlace().fetch({ url: server.url })).toMatchObject({
      failures: [{ kind: 'download-failed', reason, retryable: false }],
    });
  });

  test('a redirect from https to http needs a strong sum', () => {
    const from = { url: new URL('https://host.example/a'), authorization: undefined };
    expect(nextHop(from, 'http://host.example/b', false)).toBe(
      'the server redirects from https to http, on host.example, and no sha256 or sha512 says what is expected',
    );
    expect(nextHop(from, 'http://host.example/b', true)).toMatchObject({ url: new URL('http://host.example/b') });
    expect(nextHop(from, '/b', false)).toMatchObject({ url: new URL('https://host.example/b') });
  });

  test('gets name and password; another one does not, and nobody reads them', async () => {
    const other = await serve((response) => response.writeHead(404).end());
    const server = await serve((response, { url }) => {
      if (url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.writeHead(302, { location: `${other.url.replace('//', '//intruder:x@')}/c` }).end();
    });
    const url = server.url.replace('//', '//user:p%40ss@');
    const result = await newPlace().fetch({ url: `${url}/a`, alternates: [`${url}/b`] });
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(server.headers.map((headers) => headers.authorization)).toEqual(Array(3).fill(authorization));
    expect(other.headers.map((headers) => headers.authorization)).toEqual([undefined, undefined]);
    expect(result).toEqual({
      ok: false,
      failures: [
        {
          kind: 'download-failed',
          url: `${server.url}/a`,
          reason: `the server answers 404 Not Found; ${server.url}/b: the server answers 404 Not Found`,
          retryable: false,
        },
      ],
    });
  });

  test('refuses: asked once', async () => {
    const server = await serve((response) => response.writeHead(403).end());
    const place = newPlace();
    expect(await place.fetch({ url: server.url, sha256, option: 'url' })).toEqual({
      ok: false,
      failures: [
        {
          kind: 'download-failed',
          url: server.url,
          reason: 'the server answers 403 Forbidden',
          retryable: false,
          option: 'url',
        },
      ],
    });
    expect(server.requests).toHaveLength(1);
    expect(filesOf(place.cache)).toEqual({});
  });

  test.each([500, 503, 429])('fails twice with %i: asked three times', async (status) => {
    const server = await serve((response, _, count) =>
      count < 2 ? response.writeHead(status, 'Words').end('sorry') : response.end(CONTENT),
    );
    const place = newPlace();
    expect(await place.fetch({ url: server.url, sha256 })).toMatchObject({ ok: true });
    expect(place.told).toEqual(Array(2).fill(`the server answers ${status} Words`));
  });

  test('fails three times: the end', async () => {
    const server = await serve((response) => response.writeHead(502).end());
    expect(await newPlace().fetch({ url: server.url, sha256 })).toMatchObject({
      failures: [{ kind: 'download-failed', reason: 'the server answers 502 Bad Gateway', retryable: true }],
    });
    expect(server.requests).toHaveLength(3);
  });

  test('breaks off in the middle: tried again from the start', async () => {
    const server = await serve((response, _, count) => {
      if (count > 0) return response.end(CONTENT);
      response.writeHead(200, { 'content-length': CONTENT.length });
      return response.write(CONTENT.slice(0, 7), () => response.destroy());
    });
    const place = newPlace();
    expect(await place.fetch({ url: server.url, sha256 })).toMatchObject({ ok: true });
    expect(place.told).toEqual(['connection closed by the server (UND_ERR_SOCKET)']);
    expect(Object.values(filesOf(place.cache))).toEqual([`644 ${CONTENT}`]);
  });

  test('does not answer, or stops sending', async () => {
    const server = await serve((response, { url }) => {
      if (url === '/begins') response.writeHead(200, { 'content-length': 100 }).write('begin');
    });
    const place = newPlace({ idleMillis: 50, pausesMillis: [] });
    expect(await place.fetch({ url: `${server.url}/silent`, sha256 })).toMatchObject({
      failures: [{ reason: 'the server does not answer (UND_ERR_HEADERS_TIMEOUT)', retryable: true }],
    });
    expect(await place.fetch({ url: `${server.url}/begins`, sha256 })).toMatchObject({
      failures: [{ reason: 'the server stopped sending (UND_ERR_BODY_TIMEOUT)', retryable: true }],
    });
    expect(filesOf(place.cache)).toEqual({});
  });

  test('is not there', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => {
      listener.listen(0, '127.0.0.1', resolve);
    });
    const { port } = listener.address() as { port: number };
    await new Promise((resolve) => {
      listener.close(resolve);
    });
    const place = newPlace();
    expect(await place.fetch({ url: `http://127.0.0.1:${port}/a`, sha256 })).toMatchObject({
      failures: [{ reason: 'connection refused (ECONNREFUSED)', retryable: true }],
    });
    expect(place.told).toHaveLength(2);
  });

  test.each(['announced', 'found out'])('has too much, %s', async (how) => {
    const server = await serve((response) => {
      if (how === 'announced') response.setHeader('content-length', CONTENT.length);
      else response.write(CONTENT.slice(0, 5));
      response.end(how === 'announced' ? CONTENT : CONTENT.slice(5));
    });
    const place = newPlace({ limitBytes: CONTENT.length - 1 });
    expect(await place.fetch({ url: server.url, sha256 })).toMatchObject({
      failures: [{ reason: `it is larger than ${CONTENT.length - 1} bytes`, retryable: false }],
    });
    expect(filesOf(place.cache)).toEqual({});
    const enough = newPlace({ limitBytes: CONTENT.length });
    expect(await enough.fetch({ url: server.url, sha256 })).toMatchObject({ ok: true });
  });

  test('has not got it: the alternates are asked in order', async () => {
    const server = await serve((response, { url }) =>
      url === '/c' ? response.end(CONTENT) : response.writeHead(404).end(),
    );
    const alternates = ['/b', '/c', '/d'].map((path) => server.url + path);
    expect(await newPlace().fetch({ url: `${server.url}/a`, sha256, alternates })).toMatchObject({ ok: true });
    expect(server.requests).toEqual(['/a', '/b', '/c']);
  });

  test('URLs of other kinds', async () => {
    expect(await newPlace().fetch({ url: 'ftp://host.example/a' })).toMatchObject({
      failures: [{ kind: 'download-failed', reason: 'it is no http or https URL', retryable: false }],
    });
  });
});

describe('cancelling', () => {
  test('ends a download at once and leaves nothing', async () => {
    const controller = new AbortController();
    let end = (): void => {};
    const connectionEnded = new Promise<void>((resolve) => (end = resolve));
    const server = await serve((response) => {
      response.on('close', end);
      response.writeHead(200, { 'content-length': 1000 }).write('begin', () => controller.abort());
    });
    const place = newPlace();
    const [checked, unchecked] = await Promise.all([
      place.fetch({ url: server.url, sha256 }, { signal: controller.signal }),
      place.fetch({ url: server.url }, { signal: controller.signal }),
    ]);
    const cancelled = { ok: false, failures: [{ kind: 'cancelled' }] };
    expect([checked, unchecked]).toEqual([cancelled, cancelled]);
    await connectionEnded;
    expect({ ...filesOf(place.cache), ...filesOf(place.temporary) }).toEqual({});
  });

  test('ends the wait for another download, which goes on', async () => {
    const controller = new AbortController();
    let answer = (): void => {};
    const server = await serve((response) => {
      answer = () => response.end(CONTENT);
      controller.abort();
    });
    const place = newPlace();
    const first = place.fetch({ url: server.url, sha256 });
    expect(await place.fetch({ url: server.url, sha256 }, { signal: controller.signal })).toEqual({
      ok: false,
      failures: [{ kind: 'cancelled' }],
    });
    answer();
    expect(await first).toMatchObject({ ok: true });
  });

  test('ends the pause before another try', async () => {
    const controller = new AbortController();
    const server = await serve((response) => response.writeHead(500).end());
    const place = newPlace({ pausesMillis: [1_000_000] });
    const onRetry = (): void => controller.abort();
    expect(await place.fetch({ url: server.url, sha256 }, { signal: controller.signal, onRetry })).toEqual({
      ok: false,
      failures: [{ kind: 'cancelled' }],
    });
  });
});

describe('local content', () => {
  test('is used in place, by path and by URL', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a'), CONTENT);
    const place = newPlace();
    const found = { ok: true, value: { path: join(folder, 'a'), isDirectory: false } };
    expect(await place.fetch({ url: join(folder, 'a') })).toEqual(found);
    expect(await place.fetch({ url: `file://${folder}/a`, sha256 }, { offline: true })).toEqual(found);
    expect(await place.fetch({ url: `file://localhost${folder}/a?x#y` })).toEqual(found);
    expect(await place.fetch({ url: folder })).toEqual({ ok: true, value: { path: folder, isDirectory: true } });
    expect(existsSync(place.cache)).toBe(false);
  });

  test('names are taken as they are, when there is such a file', async () => {
    const folder = newFolder();
    for (const name of ['a b', 'a%20b', 'c#d', 'c', 'e f']) writeFileSync(join(folder, name), name);
    const place = newPlace();
    const nameOf = async (url: string): Promise<string | false> => {
      const result = await place.fetch({ url });
      return result.ok && readFileSync(result.value.path, 'utf8');
    };
    expect(await nameOf(`file://${folder}/a%20b`)).toBe('a%20b');
    expect(await nameOf(`file://${folder}/e%20f`)).toBe('e f');
    expect(await nameOf(`${folder}/c#d`)).toBe('c#d');
    expect(await nameOf(`${folder}/c#other`)).toBe('c');
  });

  test('is checked', async () => {
    const folder = newFolder();
    const url = join(folder, 'a');
    writeFileSync(url, 'changed');
    const place = newPlace();
    expect(await place.fetch({ url, sha256, option: 'sha256' })).toEqual({
      ok: false,
      failures: [
        {
          kind: 'checksum-mismatch',
          url,
          algorithm: 'sha256',
          expected: sha256,
          actual: digest('sha256', 'changed'),
          option: 'sha256',
        },
      ],
    });
    expect(await place.fetch({ url: folder, sha256 })).toMatchObject({
      failures: [{ kind: 'download-failed', reason: 'it is a directory, which has no checksum' }],
    });
    expect(readFileSync(url, 'utf8')).toBe('changed');
  });

  test('is missing, or of another kind', async () => {
    const folder = newFolder();
    const url = `file://${folder}/missing`;
    const place = newPlace();
    expect(await place.fetch({ url, option: 'url' })).toEqual({
      ok: false,
      failures: [{ kind: 'source-not-found', url, path: join(folder, 'missing'), option: 'url' }],
    });
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    expect(await place.fetch({ url: join(folder, 'fifo') })).toMatchObject({
      failures: [{ kind: 'download-failed', reason: 'it is neither a file nor a directory' }],
    });
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

describe('the small client', () => {
  test('gives the content, or the reason', async () => {
    const server = await serve((response, { url }) =>
      url === '/a' ? response.end(CONTENT) : response.writeHead(404).end(),
    );
    const client = createHttpClient({ pausesMillis: [] });
    expect(await client.download(`${server.url}/a`)).toEqual({ ok: true, value: Buffer.from(CONTENT) });
    expect(await client.download(`${server.url}/b`)).toEqual({
      ok: false,
      failures: [{ kind: 'http-failed', reason: 'the server answers 404 Not Found', retryable: false }],
    });
    expect(await client.download(`${server.url}/a`, { limitBytes: 3 })).toMatchObject({
      failures: [{ reason: 'it is larger than 3 bytes' }],
    });
    expect(await client.download(`${server.url}/a`, { signal: AbortSignal.abort() })).toMatchObject({
      failures: [{ reason: 'it was cancelled' }],
    });
  });
});
