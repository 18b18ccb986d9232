import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fail, succeed, type Result } from '../../src/engine/diag/index.js';
import {
  resolveSections,
  type LayerRequest,
  type MergedProfile,
  type ResolveFailure,
} from '../../src/engine/resolve/index.js';
import { LARGEST_PROFILE } from '../../src/platform/profile-loader.js';
import { loadRemote, locations, makeSite, mistakes, option } from './site.js';

interface Remote {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  readonly content: Map<string, string>;
}

async function serve(content: Readonly<Record<string, string>>): Promise<Remote> {
  const asked: string[] = [];
  const map = new Map(Object.entries(content));
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const text = map.get(url);
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked, content: map };
}

async function download(url: string): Promise<Result<Buffer, { readonly reason: string }>> {
  const response = await fetch(url);
  return response.ok
    ? succeed(Buffer.from(await response.arrayBuffer()))
    : fail({ reason: `the server answers ${response.status}` });
}

async function load(site: string, more: Partial<LayerRequest> = {}): Promise<Result<MergedProfile, ResolveFailure>> {
  return loadRemote(site, download, more);
}

function value(merged: Result<MergedProfile, ResolveFailure>, name = 'x'): string | undefined {
  return option(merged.ok ? resolveSections(merged.value, locations) : merged, 'a', name);
}

test('names in a remote profile are joined as URLs, and each profile is asked for once', async () => {
  const remote = await serve({
    '/d/b.cfg': '[buildout]\nextends = c.cfg ../e/f.cfg c.cfg\n[a]\nbase = ${:_profile_base_location_}\n',
    '/d/c.cfg': '[a]\nx = c\n',
    '/e/f.cfg': '[a]\nx += f\n',
  });
  const site = makeSite({
    'software.cfg': `[buildout]\nextends = ${remote.url}/d/b.cfg?v=1#top\nparts = a\n[a]\nrecipe = r\n`,
  });
  remote.content.set('/d/b.cfg?v=1', remote.content.get('/d/b.cfg') ?? '');
  const merged = await load(site);
  expect(value(merged)).toBe('c\nf');
  expect(value(merged, 'base')).toBe(`${remote.url}/d`);
  expect(remote.asked).toEqual(['/d/b.cfg?v=1', '/d/c.cfg', '/e/f.cfg']);
});

test('a remote main profile lies in the process directory', async () => {
  const remote = await serve({ '/b.cfg': '[buildout]\nparts = a\n[a]\nrecipe = r\nx = ${buildout:directory}\n' });
  const site = makeSite({});
  expect(value(await load(site, { profile: `${remote.url}/b.cfg` }))).toBe(site);
});

describe('a remote profile cannot name files of this machine', () => {
  test.each(['/etc/hosts', 'file:///etc/hosts', '~/x.cfg'])('%s', async (name) => {
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
    const site = makeSite({ 'software.cfg': `[buildout]\nextends = ${remote.url}/b.cfg ftp://x/y.cfg\nparts =\n` });
    expect(mistakes(await load(site))).toEqual([
      {
        code: 'download-failed',
        message: `cannot fetch the profile \`${remote.url}/nope.cfg\`: the server answers 404`,
        at: `${remote.url}/b.cfg:2:11 "nope.cfg"`,
        notes: [`the profile is extended here: software.cfg:2:11 "${remote.url}/b.cfg"`],
      },
      {
        code: 'download-failed',
        message: 'cannot fetch the profile `ftp://x/y.cfg`: only http and https are supported',
        at: `software.cfg:2:${12 + `${remote.url}/b.cfg`.length} "ftp://x/y.cfg"`,
      },
    ]);
  });

  test('is not asked for offline', async () => {
    const remote = await serve({ '/b.cfg': '' });
    const site = makeSite({ 'software.cfg': `[buildout]\noffline = true\nextends = ${remote.url}/b.cfg\nparts =\n` });
    expect(mistakes(await load(site))).toMatchObject([
      { code: 'offline-download', at: `software.cfg:3:11 "${remote.url}/b.cfg"` },
    ]);
    expect(remote.asked).toEqual([]);
    expect(mistakes(await load(site, { assignments: ['offline=false'] }))).toEqual([]);
  });

  test('is refused when it is too large', async () => {
    const remote = await serve({ '/b.cfg': '#'.repeat(LARGEST_PROFILE + 1) });
    const site = makeSite({ 'software.cfg': `[buildout]\nextends = ${remote.url}/b.cfg\nparts =\n` });
    expect(mistakes(await load(site))).toMatchObject([
      {
        code: 'download-failed',
        message: `cannot fetch the profile \`${remote.url}/b.cfg\`: larger than 16777216 bytes`,
      },
    ]);
  });
});

describe('extends-cache', () => {
  const main = (url: string, more = ''): string =>
    `[buildout]\nextends-cache = cache\n${more}extends = ${url}/b.cfg\nparts = a\n[a]\nrecipe = r\n`;

  test('keeps what was fetched, and serves it offline and when the server fails', async () => {
    const remote = await serve({ '/b.cfg': '[a]\nx = 1\n' });
    const site = makeSite({ 'software.cfg': main(remote.url) });
    mkdirSync(join(site, 'cache'));
    expect(value(await load(site))).toBe('1');
    const name = createHash('sha256').update(`${remote.url}/b.cfg`).digest('hex');
    expect(readdirSync(join(site, 'cache'))).toEqual([name]);
    expect(readFileSync(join(site, 'cache', name), 'utf8')).toBe('[a]\nx = 1\n');

    remote.content.set('/b.cfg', '[a]\nx = 2\n');
    expect(value(await load(site, { options: { offline: true } }))).toBe('1');
    expect(value(await load(site, { options: { newest: false } }))).toBe('1');
    expect(remote.asked).toHaveLength(1);
    expect(value(await load(site))).toBe('2');
    remote.content.delete('/b.cfg');
    expect(value(await load(site))).toBe('2');
    expect(value(await load(site, { options: { offline: true } }))).toBe('2');
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
      { code: 'extends-cache-substitution', at: '<command line>:2:15 "${:x}"' },
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
