import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/engine/diag/index.js';
import type { LoadOptions } from '../../src/engine/resolve/index.js';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import {
  loadProfile,
  type MergedProfile,
  type ResolveFailure,
  type RunOptions,
} from '../../src/engine/resolve/index.js';
import { createHttpClient } from '../../src/platform/fetcher.js';
import { createProfileLoader } from '../../src/platform/profile-loader.js';
import { makeSite, mistakes } from '../resolve/site.js';
import { serve, sum } from './support.js';

/** Reads `software.cfg` of a site as one run does, with the user's own cache in its folder `cache`. */
async function load(
  site: string,
  options: RunOptions = {},
  cacheDirectory = join(site, 'cache'),
): Promise<Result<MergedProfile, ResolveFailure>> {
  const client = createHttpClient({ pausesMillis: [] });
  const loader = createProfileLoader({ download: (url) => client.get(url), cacheDirectory });
  const request = { dialect: 'slapos', profile: 'software.cfg', workingDirectory: site, assignments: [] } as const;
  return loadProfile({ ...request, conditions: DEFAULT_ENVIRONMENT, options }, loader);
}

const OFFLINE = { offline: true } as const;

/** The text of the profile that was merged first. */
function first(loaded: Result<MergedProfile, ResolveFailure>): string | undefined {
  return loaded.ok
    ? loaded.value.layers[0]?.source.text
    : mistakes(loaded)
        .map(({ code }) => code)
        .join();
}

function extending(...names: readonly string[]): Record<string, string> {
  return { 'software.cfg': `[buildout]\nextends = ${names.join(' ')}\nparts =\n` };
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

describe('remote profiles without `extends-cache`', () => {
  test('are kept, and later read offline without a connection, by any release of the user', async () => {
    const remote = await serve({ '/b.cfg': '[buildout]\nextends = d/c.cfg\n', '/d/c.cfg': '[a]\nx = 1\n' });
    const site = makeSite(extending(`${remote.url}/b.cfg`));
    expect(first(await load(site))).toBe('[a]\nx = 1\n');
    expect(remote.asked).toEqual(['/b.cfg', '/d/c.cfg']);
    const before = remote.connections();
    expect(before).toBeGreaterThan(0);
    expect(first(await load(site, OFFLINE))).toBe('[a]\nx = 1\n');
    const other = makeSite(extending(`${remote.url}/d/c.cfg`));
    expect(first(await load(other, OFFLINE, join(site, 'cache')))).toBe('[a]\nx = 1\n');
    expect(remote.connections()).toBe(before);
  });

  test('are named by their content, with the content that each URL gave last', async () => {
    const remote = await serve({ '/b.cfg': '# 1\n', '/c.cfg': '# 1\n' });
    const site = makeSite(extending(`${remote.url}/b.cfg`, `${remote.url}/c.cfg`));
    await load(site);
    remote.content.set('/b.cfg', '# 2\n');
    await load(site);
    const profiles = join(site, 'cache/profiles');
    const [one, two] = [sum('# 1\n'), sum('# 2\n')];
    const [b, c] = [`${remote.url}/b.cfg`, `${remote.url}/c.cfg`];
    const index = [b, c].map((url) => `url/${sum(url)}`);
    expect(filesOf(profiles)).toEqual([`sha256/${one}`, `sha256/${two}`, ...index].toSorted());
    expect(index.map((path) => readFileSync(join(profiles, path), 'utf8'))).toEqual([
      `${two}  ${b}\n`,
      `${one}  ${c}\n`,
    ]);
  });

  test('are asked for in each run, unless `newest` is off', async () => {
    const remote = await serve({ '/b.cfg': '# 1\n' });
    const site = makeSite(extending(`${remote.url}/b.cfg`));
    expect(first(await load(site, { newest: false }))).toBe('# 1\n');
    remote.content.set('/b.cfg', '# 2\n');
    expect(first(await load(site, { newest: false }))).toBe('# 1\n');
    expect(remote.asked).toHaveLength(1);
    expect(first(await load(site))).toBe('# 2\n');
    expect(first(await load(site, { newest: false }))).toBe('# 2\n');
    expect(remote.asked).toHaveLength(2);
  });

  test('are not taken from there behind the back of a run that asks the server: it is told of the copy', async () => {
    const remote = await serve({ '/b.cfg': '# 1\n' });
    const url = `${remote.url}/b.cfg`;
    const site = makeSite(extending(url));
    await load(site);
    await remote.close();
    const fetchedAt = new Date('2020-02-29T12:00:00Z');
    utimesSync(join(site, 'cache/profiles/url', sum(url)), fetchedAt, fetchedAt);
    expect(mistakes(await load(site))).toEqual([
      {
        code: 'download-failed',
        message: `cannot fetch the profile \`${url}\`: connection refused (ECONNREFUSED); \`-o\` uses the copy of 2020-02-29`,
        at: `software.cfg:2:11 "${url}"`,
      },
    ]);
    expect(first(await load(site, OFFLINE))).toBe('# 1\n');
  });

  test('are not used when they are damaged, and are mended by the next run that may ask', async () => {
    const remote = await serve({ '/b.cfg': '# 1\n' });
    const site = makeSite(extending(`${remote.url}/b.cfg`));
    await load(site);
    const path = join(site, 'cache/profiles/sha256', sum('# 1\n'));
    writeFileSync(path, '# l\n');
    expect(first(await load(site, OFFLINE))).toBe('offline-download');
    expect(first(await load(site, { newest: false }))).toBe('# 1\n');
    expect(first(await load(site, OFFLINE))).toBe('# 1\n');
    writeFileSync(join(site, 'cache/profiles/url', sum(`${remote.url}/b.cfg`)), '../../software.cfg\n');
    expect(first(await load(site, OFFLINE))).toBe('offline-download');
  });

  test('a page that asks for a login does not take their place', async () => {
    const remote = await serve({ '/b.cfg': '# 1\n' });
    const site = makeSite(extending(`${remote.url}/b.cfg`));
    await load(site);
    remote.content.set('/b.cfg', (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in'),
    );
    expect(first(await load(site))).toBe('missing-section-header');
    expect(first(await load(site, OFFLINE))).toBe('# 1\n');
  });

  test.each(['software.cfg', 'software.cfg/below', '../../../../../../proc/self'])(
    'are merged where nothing can be kept: %s',
    async (place) => {
      const remote = await serve({ '/b.cfg': '# 1\n' });
      const site = makeSite(extending(`${remote.url}/b.cfg`));
      expect(first(await load(site, {}, join(site, place)))).toBe('# 1\n');
      expect(first(await load(site, OFFLINE, join(site, place)))).toBe('offline-download');
    },
  );

  test('are whole when many runs keep and read them at once', async () => {
    let asked = 0;
    const texts = ['# 1\n'.repeat(1000), '# 2\n'.repeat(1000)] as const;
    const remote = await serve({ '/b.cfg': (response) => response.end(texts[asked++ % 2]) });
    const site = makeSite(extending(`${remote.url}/b.cfg`));
    await load(site);
    const runs = Array.from({ length: 30 }, (_, each) => load(site, each % 3 === 0 ? OFFLINE : {}));
    const seen = new Set((await Promise.all(runs)).map(first));
    expect([...seen].filter((text) => !texts.some((each) => each === text))).toEqual([]);
    expect(filesOf(join(site, 'cache/profiles'))).toHaveLength(3);
  });

  test('the name and password in a URL reach the server and nobody else', async () => {
    const headers: (string | undefined)[] = [];
    const remote = await serve({
      '/b.cfg': (response, request) => {
        headers.push(request.headers.authorization);
        response.end('# 1\n');
      },
    });
    const url = `http://anna:secret@${remote.host}/b.cfg`;
    const site = makeSite(extending(url));
    expect(first(await load(site))).toBe('# 1\n');
    expect(headers).toEqual([`Basic ${Buffer.from('anna:secret').toString('base64')}`]);
    const profiles = join(site, 'cache/profiles');
    const kept = filesOf(profiles).map((path) => `${path} ${readFileSync(join(profiles, path), 'utf8')}`);
    expect(kept.filter((text) => text.includes('secret'))).toEqual([]);
    expect(first(await load(site, OFFLINE))).toBe('# 1\n');
    rmSync(profiles, { recursive: true });
    expect(first(await load(site, OFFLINE))).toBe('offline-download');
  });
});

describe('a profile whose content is known', () => {
  interface Place {
    readonly url: string;
    readonly asked: readonly string[];
    readonly extendsCache: string;
    serve(text: string): void;
    /** The text that is loaded, or why there is none. */
    get(options?: Partial<LoadOptions>): Promise<string>;
  }

  async function makePlace(): Promise<Place> {
    const remote = await serve({ '/b.cfg': '# 1\n' });
    const url = `${remote.url}/b.cfg`;
    const site = makeSite({});
    const extendsCache = join(site, 'extends-cache');
    mkdirSync(extendsCache);
    const client = createHttpClient({ pausesMillis: [] });
    const loader = createProfileLoader({
      download: (from) => client.get(from),
      cacheDirectory: join(site, 'cache'),
    });
    const online: LoadOptions = { offline: false, newest: true, cacheDirectory: undefined };
    return {
      url,
      asked: remote.asked,
      extendsCache,
      serve: (text) => void remote.content.set('/b.cfg', text),
      async get(options) {
        const loaded = await loader.load(url, { ...online, ...options });
        return loaded.ok ? loaded.value.source.text : loaded.failures[0].kind;
      },
    };
  }

  const [one, two] = [sum('# 1\n'), sum('# 2\n')];

  test('is taken from what is kept, also when its URL gives another one by now, unless the server is to be asked', async () => {
    const { get, asked, serve: change } = await makePlace();
    await get();
    change('# 2\n');
    await get();
    expect(asked).toHaveLength(2);
    const kept = [await get({ sha256: one, newest: false }), await get({ sha256: two, offline: true })];
    expect([kept, asked.length]).toEqual([['# 1\n', '# 2\n'], 2]);
    expect([await get({ sha256: one }), asked.length]).toEqual(['# 2\n', 3]);
  });

  test('is asked for when no copy is it; one that is another is not used, and not kept', async () => {
    const { get, asked } = await makePlace();
    expect(await get({ sha256: two })).toBe('# 1\n');
    expect(await get({ sha256: one, offline: true })).toBe('offline');
    await get();
    expect(await get({ sha256: two, offline: true })).toBe('offline');
    expect(await get({ sha256: two, newest: false })).toBe('# 1\n');
    expect(asked).toHaveLength(3);
  });

  test('is taken from `extends-cache` when its copy is the right one', async () => {
    const { get, asked, url, extendsCache: cacheDirectory } = await makePlace();
    writeFileSync(join(cacheDirectory, sum(url)), '# 2\n');
    expect(await get({ sha256: two, cacheDirectory, newest: false })).toBe('# 2\n');
    expect(asked).toHaveLength(0);
    expect(await get({ sha256: one, cacheDirectory, offline: true, newest: false })).toBe('offline');
    expect(await get({ sha256: one, cacheDirectory, newest: false })).toBe('# 1\n');
    expect(asked).toHaveLength(1);
  });
});
