import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/engine/diag/index.js';
import {
  resolveSections,
  type LayerRequest,
  type MergedProfile,
  type ResolveFailure,
} from '../../src/engine/resolve/index.js';
import { createHttpClient } from '../../src/platform/fetcher.js';
import { LARGEST_PROFILE } from '../../src/platform/profile-loader.js';
import { serve, sum } from '../lock/support.js';
import { loadRemote, locations, makeSite, mistakes, option } from './site.js';

async function load(site: string, more: Partial<LayerRequest> = {}): Promise<Result<MergedProfile, ResolveFailure>> {
  const client = createHttpClient({ pausesMillis: [1, 1], idleMillis: 1 });
  return loadRemote(site, (url) => client.get(url), more);
}

function value(merged: Result<MergedProfile, ResolveFailure>, name = 'x'): string | undefined {
  return option(merged.ok ? resolveSections(merged.value, locations) : merged, 'a', name);
}

/** A profile with the part `a` that extends what `names` says. */
function extending(names: string): string {
  return `[buildout]\nextends = ${names}\nparts = a\n[a]\nrecipe = r\n`;
}

test('names in a remote profile are joined as URLs, and each profile is asked for once', async () => {
  const remote = await serve({
    '/d/b.cfg?v=1': '[buildout]\nextends = c.cfg ../e/f.cfg c.cfg c.cfg#top\n[a]\nbase = ${:_profile_base_location_}\n',
    '/d/c.cfg': '[a]\nx = c\n',
    '/e/f.cfg': '[a]\nx += f\n',
  });
  const merged = await load(makeSite({ 'software.cfg': extending(`${remote.url}/d/b.cfg?v=1#top`) }));
  expect(value(merged)).toBe('c\nf');
  expect(value(merged, 'base')).toBe(`${remote.url}/d`);
  expect(remote.asked).toEqual(['/d/b.cfg?v=1', '/d/c.cfg', '/e/f.cfg']);
});

test('a remote main profile lies in the process directory', async () => {
  const remote = await serve({ '/b.cfg': '[buildout]\nparts = a\n[a]\nrecipe = r\nx = ${buildout:directory}\n' });
  const site = makeSite({});
  expect(value(await load(site, { profile: `${remote.url}/b.cfg` }))).toBe(site);
});

describe('a name in a remote profile', () => {
  test.each([
    ['c.cfg', '/d/e/c.cfg'],
    ['./c.cfg', '/d/e/c.cfg'],
    ['../c.cfg', '/d/c.cfg'],
    ['../../../../../c.cfg', '/c.cfg'],
    ['%2e%2e/%2e%2e/%2e%2e/c.cfg', '/c.cfg'],
    ['c.cfg?branch=main', '/d/e/c.cfg?branch=main'],
    ['?v=2', '/d/e/b.cfg?v=2'],
    ['http:c.cfg', '/d/e/c.cfg'],
    [String.raw`..\c.cfg`, '/d/c.cfg'],
  ])('%s stays on its server', async (name, path) => {
    const remote = await serve({ '/d/e/b.cfg': `[buildout]\nextends = ${name}\n`, [path]: '[a]\nx = c\n' });
    expect(value(await load(makeSite({ 'software.cfg': extending(`${remote.url}/d/e/b.cfg`) })))).toBe('c');
    expect(remote.asked).toEqual(['/d/e/b.cfg', path]);
  });

  test('is joined to the URL that was written, wherever the server redirects', async () => {
    const remote = await serve({
      '/v1/b.cfg': (response) => response.writeHead(302, { location: '/mirror/7f/b.cfg?expires=60' }).end(),
      '/mirror/7f/b.cfg?expires=60': '[buildout]\nextends = c.cfg\n[a]\nbase = ${:_profile_base_location_}\n',
      '/v1/c.cfg': '[a]\nx = c\n',
    });
    const merged = await load(makeSite({ 'software.cfg': extending(`${remote.url}/v1/b.cfg`) }));
    expect([value(merged), value(merged, 'base')]).toEqual(['c', `${remote.url}/v1`]);
    expect(remote.asked).toEqual(['/v1/b.cfg', '/mirror/7f/b.cfg?expires=60', '/v1/c.cfg']);
  });
});

describe('a remote profile cannot name files of this machine', () => {
  const names = [
    '/etc/hosts',
    '//server/b.cfg',
    'file:///etc/hosts',
    'FILE:///etc/hosts',
    'file:/etc/hosts',
    '~/x.cfg',
  ];

  test.each([...names, 'data:text/plain,x', 'x:../../etc/hosts', 'https:['])('%s', async (name) => {
    const remote = await serve({ '/b.cfg': `[buildout]\nextends = ${name}\n` });
    const site = makeSite({ 'software.cfg': `[buildout]\nextends =\n  ${remote.url}/b.cfg\nparts =\n` });
    expect(mistakes(await load(site, { home: '/root' }))).toEqual([
      {
        code: 'local-from-remote',
        message: `the remote profile names the local file \`${name}\``,
        at: `${remote.url}/b.cfg:2:11 "${name}"`,
        notes: [`the profile is extended here: software.cfg:3:3 "${remote.url}/b.cfg"`],
        hint: 'a remote profile can name profiles beside it or other URLs, but no file of this machine',
      },
    ]);
  });

  test.each(names)('nor as an optional one: %s', async (name) => {
    const remote = await serve({ '/b.cfg': `[buildout]\noptional-extends = ${name}\n` });
    const site = makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) });
    expect(mistakes(await load(site, { home: site }))).toMatchObject([
      { code: 'local-from-remote', message: `the remote profile names the local file \`${name}\`` },
    ]);
  });

  test('nor can a server, by a redirect', async () => {
    const site = makeSite({ 'secret.cfg': '[a]\nx = secret\n' });
    const remote = await serve({
      '/b.cfg': (response) => response.writeHead(302, { location: `file://${site}/secret.cfg` }).end(),
    });
    writeFileSync(join(site, 'software.cfg'), extending(`${remote.url}/b.cfg`));
    expect(mistakes(await load(site))).toMatchObject([
      { message: `cannot fetch the profile \`${remote.url}/b.cfg\`: the server redirects to a \`file:\` URL` },
    ]);
  });

  test('nor set a relative cache', async () => {
    const remote = await serve({ '/b.cfg': '[buildout]\ndownload-cache = dl\n' });
    const site = makeSite({ 'software.cfg': `[buildout]\nextends = ${remote.url}/b.cfg\nparts =\n` });
    expect(mistakes(await load(site))).toEqual([
      {
        code: 'ambiguous-relative-path',
        message: 'the remote profile sets `download-cache` to the relative path `dl`',
        at: `${remote.url}/b.cfg:2:18 "dl"`,
        hint: 'write an absolute path, or set the option in a local profile',
      },
    ]);
  });
});

describe('what cannot be fetched', () => {
  test('is told with the way to it', async () => {
    const remote = await serve({ '/b.cfg': '[buildout]\nextends = nope.cfg\n' });
    const site = makeSite({
      'software.cfg': `[buildout]\nextends = ${remote.url}/b.cfg ftp://x/y.cfg file://server/z.cfg http://[\nparts =\n`,
    });
    const start = 12 + `${remote.url}/b.cfg`.length;
    const refused = (url: string, column: number, reason: string): object => ({
      code: 'download-failed',
      message: `cannot fetch the profile \`${url}\`: ${reason}`,
      at: `software.cfg:2:${String(column)} "${url}"`,
    });
    expect(mistakes(await load(site))).toEqual([
      {
        code: 'download-failed',
        message: `cannot fetch the profile \`${remote.url}/nope.cfg\`: the server answers 404 Not Found`,
        at: `${remote.url}/b.cfg:2:11 "nope.cfg"`,
        notes: [`the profile is extended here: software.cfg:2:11 "${remote.url}/b.cfg"`],
      },
      refused('ftp://x/y.cfg', start, 'only http and https are supported'),
      refused('file://server/z.cfg', start + 14, 'only http and https are supported'),
      refused('http://[', start + 34, 'it is no URL'),
    ]);
  });

  test('is not asked for offline', async () => {
    const remote = await serve({ '/b.cfg': '' });
    const site = makeSite({ 'software.cfg': `[buildout]\noffline = true\nextends = ${remote.url}/b.cfg\nparts =\n` });
    expect(mistakes(await load(site))).toEqual([
      {
        code: 'offline-download',
        message: `cannot fetch the profile \`${remote.url}/b.cfg\`: offline mode is on`,
        at: `software.cfg:3:11 "${remote.url}/b.cfg"`,
        hint: 'run once with `-O`, which is not offline: what is fetched is kept',
      },
    ]);
    expect(remote.connections()).toBe(0);
    expect(mistakes(await load(site, { assignments: ['offline=false'] }))).toEqual([]);
  });

  test('may be missing when it is optional: the server says so', async () => {
    const remote = await serve({ '/b.cfg': '[buildout]\noptional-extends = nope.cfg\n[a]\nx = 1\n' });
    const loaded = await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) }));
    expect(value(loaded)).toBe('1');
    expect(loaded.ok && loaded.value.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['optional-extends-absent', 'the optional profile `nope.cfg` does not exist and is left out'],
    ]);
  });

  test('is no less needed for being optional when the server fails', async () => {
    const remote = await serve({
      '/b.cfg': '[buildout]\noptional-extends = broken.cfg\n',
      '/broken.cfg': (response) => response.writeHead(403).end(),
    });
    const loaded = await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) }));
    expect(mistakes(loaded)).toMatchObject([{ code: 'download-failed' }]);
  });

  test('is asked for again when the server fails, and then it may do', async () => {
    let tries = 0;
    const remote = await serve({
      '/b.cfg': (response) => (++tries < 3 ? response.writeHead(500).end() : response.end('[a]\nx = 1\n')),
    });
    expect(value(await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) })))).toBe('1');
    expect(tries).toBe(3);
  });

  test.each([
    ['says so', (response: ServerResponse) => response.writeHead(200, { 'content-length': LARGEST_PROFILE + 1 })],
    [
      'sends on and on',
      (response: ServerResponse) => {
        const chunk = Buffer.alloc(1 << 20, '#');
        const more = (): void => void (response.write(chunk) ? setImmediate(more) : response.once('drain', more));
        more();
      },
    ],
  ])('is refused when it is too large: the server %s', async (_, answer) => {
    const remote = await serve({
      '/b.cfg': (response) => {
        answer(response);
        response.flushHeaders();
      },
    });
    expect(mistakes(await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) })))).toMatchObject([
      {
        code: 'download-failed',
        message: `cannot fetch the profile \`${remote.url}/b.cfg\`: it is larger than 16777216 bytes`,
      },
    ]);
    expect(remote.asked).toEqual(['/b.cfg']);
  });

  test('is given up when the server stops sending', async () => {
    const remote = await serve({ '/b.cfg': (response) => response.write('[a]\n') });
    expect(mistakes(await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) })))).toMatchObject([
      {
        message: `cannot fetch the profile \`${remote.url}/b.cfg\`: the server stopped sending (UND_ERR_BODY_TIMEOUT)`,
      },
    ]);
    expect(remote.asked).toHaveLength(3);
  });

  test('is given up when redirects do not end', async () => {
    const remote = await serve({ '/b.cfg': (response) => response.writeHead(302, { location: '/b.cfg' }).end() });
    expect(mistakes(await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) })))).toMatchObject([
      { message: `cannot fetch the profile \`${remote.url}/b.cfg\`: the server redirects more than 10 times` },
    ]);
  });
});

describe('the charset of a remote profile', () => {
  const text = '[a]\nx = Zürich €\n';

  async function loadAs(bytes: Buffer, contentType?: string): Promise<Awaited<ReturnType<typeof load>>> {
    const remote = await serve({
      '/b.cfg': (response) =>
        response.writeHead(200, contentType === undefined ? {} : { 'content-type': contentType }).end(bytes),
    });
    return load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) }));
  }

  test.each([
    ['nothing', undefined, Buffer.from(text)],
    ['no charset', 'text/plain', Buffer.from(text)],
    ['UTF-8', 'text/plain; charset=UTF-8', Buffer.from(text)],
    ['Windows-1252', 'text/plain;charset=windows-1252', Buffer.from('[a]\nx = Z\xfcrich \x80\n', 'latin1')],
    ['in quotes', 'text/plain; x=y; Charset="iso-8859-15"', Buffer.from('[a]\nx = Z\xfcrich \xa4\n', 'latin1')],
    ['UTF-16', 'text/plain; charset=utf-16le', Buffer.from(text, 'utf16le')],
  ])('%s', async (_, contentType, bytes) => {
    expect(value(await loadAs(bytes, contentType))).toBe('Zürich €');
  });

  test.each([
    ['text/plain', 'encoding-error', 'is not UTF-8 text: byte 9 is not UTF-8'],
    ['text/plain; charset=shift_jis', 'profile-unreadable', 'it is not text in `shift_jis`, as its server says'],
    ['text/plain; charset=klingon', 'download-failed', 'its charset is `klingon`, which is not known here'],
  ])('wrong: %s', async (contentType, code, words) => {
    const [mistake, ...more] = mistakes(await loadAs(Buffer.from('[a]\nx = Z\xfd\xff\n', 'latin1'), contentType));
    expect([mistake?.code, more]).toEqual([code, []]);
    expect(mistake?.message).toContain(words);
  });

  test('a byte order mark is part of the text, as in a local profile', async () => {
    expect(mistakes(await loadAs(Buffer.from(`\uFEFF${text}`), 'text/plain'))).toMatchObject([
      { code: 'missing-section-header' },
    ]);
  });

  test('changes what its digest is of, so that it cannot be changed behind the back of a lock', async () => {
    const digests: (string | undefined)[] = [];
    for (const charset of ['windows-1252', 'iso-8859-15']) {
      const merged = await loadAs(Buffer.from('[a]\nx = \xa4\n', 'latin1'), `text/plain; charset=${charset}`);
      digests.push(merged.ok ? merged.value.layers[0]?.sha256() : undefined);
    }
    expect(digests).toEqual([sum('[a]\nx = ¤\n'), sum('[a]\nx = €\n')]);
  });
});

test('a web page where a profile is expected is told as that', async () => {
  const remote = await serve({
    '/b.cfg': (response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('\n<!DOCTYPE html>\n<html lang="en">\n<title>Log in</title>\n'),
  });
  expect(mistakes(await load(makeSite({ 'software.cfg': extending(`${remote.url}/b.cfg`) })))).toEqual([
    {
      code: 'missing-section-header',
      message: 'this is a web page, not a profile',
      at: `${remote.url}/b.cfg:2:1 "<!DOCTYPE html>"`,
      notes: [`the profile is extended here: software.cfg:2:11 "${remote.url}/b.cfg"`],
      hint: 'the server sent a web page instead of a profile: use the address of the file itself, and see whether it asks for a login',
    },
  ]);
});

describe('extends-cache', () => {
  const main = (url: string, more = ''): string =>
    `[buildout]\nextends-cache = cache\n${more}extends = ${url}/b.cfg\nparts = a\n[a]\nrecipe = r\n`;

  test('keeps what was fetched, and serves it offline and when the server fails', async () => {
    const remote = await serve({ '/b.cfg': '[a]\nx = 1\n' });
    const site = makeSite({ 'software.cfg': main(remote.url) });
    mkdirSync(join(site, 'cache'));
    expect(value(await load(site))).toBe('1');
    const name = sum(`${remote.url}/b.cfg`);
    expect(readdirSync(join(site, 'cache'))).toEqual([name]);
    expect(readFileSync(join(site, 'cache', name), 'utf8')).toBe('[a]\nx = 1\n');

    remote.content.set('/b.cfg', '[a]\nx = 2\n');
    expect(value(await load(site, { options: { offline: true } }))).toBe('1');
    expect(value(await load(site, { options: { newest: false } }))).toBe('1');
    expect(remote.asked).toHaveLength(1);
    expect(value(await load(site))).toBe('2');
    remote.content.delete('/b.cfg');
    expect(value(await load(site))).toBe('2');
    await remote.close();
    expect(value(await load(site))).toBe('2');
    expect(value(await load(site, { options: { offline: true } }))).toBe('2');
  });

  test('keeps text as UTF-8, whatever the server sent it in', async () => {
    const remote = await serve({
      '/b.cfg': (response) =>
        response
          .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
          .end(Buffer.from('[a]\nx = \xfc\n', 'latin1')),
    });
    const site = makeSite({ 'software.cfg': main(remote.url), 'cache/x': '' });
    expect(value(await load(site))).toBe('ü');
    expect(value(await load(site, { options: { offline: true } }))).toBe('ü');
  });

  test.each([
    ['is no text', (path: string) => writeFileSync(path, Buffer.from([0x5b, 0xff]))],
    ['is a directory', (path: string) => mkdirSync(path)],
    ['is too large', (path: string) => writeFileSync(path, Buffer.alloc(LARGEST_PROFILE + 1, '#'))],
  ])('a copy that %s is not used', async (_, damage) => {
    const remote = await serve({ '/b.cfg': '[a]\nx = 1\n' });
    const site = makeSite({ 'software.cfg': main(remote.url), 'cache/x': '' });
    damage(join(site, 'cache', sum(`${remote.url}/b.cfg`)));
    expect(mistakes(await load(site, { options: { offline: true } }))).toMatchObject([{ code: 'offline-download' }]);
    expect(value(await load(site, { options: { newest: false } }))).toBe('1');
    expect(remote.asked).toHaveLength(1);
  });

  test('keeps no web page, and nothing that is no text', async () => {
    const remote = await serve({
      '/b.cfg': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>\n'),
    });
    const site = makeSite({ 'software.cfg': main(remote.url), 'cache/x': '' });
    expect(mistakes(await load(site))).toMatchObject([{ code: 'missing-section-header' }]);
    remote.content.set('/b.cfg', Buffer.from([0x5b, 0xff]));
    expect(mistakes(await load(site))).toMatchObject([{ code: 'encoding-error' }]);
    expect(readdirSync(join(site, 'cache'))).toEqual(['x']);
  });

  test('must exist, and cannot hold references', async () => {
    const remote = await serve({ '/b.cfg': '' });
    const site = makeSite({ 'software.cfg': main(remote.url) });
    expect(mistakes(await load(site))).toMatchObject([
      {
        code: 'cache-directory-missing',
        message: `the directory of \`extends-cache\` does not exist: \`${site}/cache\``,
      },
    ]);
    expect(mistakes(await load(site, { assignments: ['extends-cache=${:x}'] }))).toMatchObject([
      { code: 'extends-cache-substitution', at: '<command line>:1:15 "${:x}"' },
    ]);
    expect(remote.asked).toEqual([]);
  });

  test('is taken from what was merged before the first remote profile', async () => {
    const remote = await serve({ '/b.cfg': '[a]\nx = 1\n' });
    const site = makeSite({
      'software.cfg': `[buildout]\nextends = c/local.cfg ${remote.url}/b.cfg\nparts = a\n[a]\nrecipe = r\n`,
      'c/local.cfg': '[buildout]\nextends-cache = cache\n',
      'c/cache/x': '',
    });
    expect(value(await load(site))).toBe('1');
    expect(readdirSync(join(site, 'c/cache'))).toHaveLength(2);
    expect(existsSync(join(site, 'cache'))).toBe(false);
  });
});
