import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { nextHop } from '../../src/platform/download/urls.js';
import { createHttpClient } from '../../src/platform/fetcher.js';
import { CONTENT, filesOf, newPlace, sha256 } from './support/fetching.js';
import { serve } from './support/server.js';

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
    expect(filesOf(place.cache)).toEqual({});
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

describe('the small client', () => {
  test('gives the content, or the reason', async () => {
    const server = await serve((response, { url }) =>
      url === '/a' ? response.end(CONTENT) : response.writeHead(404).end(),
    );
    const client = createHttpClient({ pausesMillis: [] });
    expect(await client.download(`${server.url}/a`)).toEqual({ ok: true, value: Buffer.from(CONTENT) });
    expect(await client.download(`${server.url}/b`)).toEqual({
      ok: false,
      failures: [{ kind: 'http-failed', reason: 'the server answers 404 Not Found', retryable: false, isAbsent: true }],
    });
    expect(await client.download(`${server.url}/a`, { limitBytes: 3 })).toMatchObject({
      failures: [{ reason: 'it is larger than 3 bytes' }],
    });
    expect(await client.download(`${server.url}/a`, { signal: AbortSignal.abort() })).toMatchObject({
      failures: [{ reason: 'it was cancelled' }],
    });
  });
});
