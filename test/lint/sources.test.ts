import { describe, expect, test } from 'vitest';
import * as zod from 'zod';
import { InternalError, succeed } from '../../src/engine/diag/index.js';
import { makeRegistry, surveyParts, type LinkSettings } from '../../src/engine/graph/index.js';
import { lintProfile } from '../../src/engine/lint/index.js';
import { createInputReader } from '../../src/platform/input-reader.js';
import { loadRemote, makeSite, told } from '../resolve/site.js';
import { examine, lint } from './site.js';

const HINT = 'name its SHA-256';
const MD5 = '0123456789abcdef0123456789abcdef';
const SHA256 = MD5.repeat(2);

function download(options: string): string {
  return `[buildout]\nparts = a\n[a]\nrecipe = download\n${options}`;
}

describe('checksums of what parts fetch', () => {
  test('weak-checksum', async () => {
    expect(
      await lint(download(`version = 1\nurl = https://example.org/a-\${:version}.tar\nmd5sum = ${MD5}\n`)),
    ).toEqual([
      {
        code: 'weak-checksum',
        message: 'only the MD5 of `https://example.org/a-1.tar` is known, and other files can be made to have it',
        at: 'software.cfg:6:7 "https://example.org/a-${:version}.tar"',
        hint: HINT,
      },
    ]);
  });

  test('missing-checksum', async () => {
    expect(await lint(download('url = https://example.org/a.tar\n'))).toEqual([
      {
        code: 'missing-checksum',
        message: '`https://example.org/a.tar` is fetched without a checksum',
        at: 'software.cfg:5:7 "https://example.org/a.tar"',
        hint: HINT,
      },
    ]);
  });

  test('plain-http, of the source or of one tried instead', async () => {
    const message =
      '`http://example.net/a.tar` is fetched without a checksum over `http://`, where anyone on the way can change it';
    expect(await lint(download('url = http://example.net/a.tar\n'))).toEqual([
      { code: 'plain-http', message, at: 'software.cfg:5:7 "http://example.net/a.tar"', hint: HINT },
    ]);
    const two = 'url = https://example.org/a.tar\nalternate-url = http://example.net/a.tar\n';
    expect(await lint(download(two))).toEqual([
      { code: 'plain-http', message, at: 'software.cfg:5:7 "https://example.org/a.tar"', hint: HINT },
    ]);
  });

  test('each patch where it is written', async () => {
    const patches = `patches =\n  https://example.org/1.patch\n  relative.patch\n  https://example.org/\${:two}#${MD5}\n`;
    const part = `[buildout]\nparts = a\n[a]\nrecipe = cmmi\nurl = \${:_profile_base_location_}/sources\ntwo = 2.patch\n`;
    expect(await lint({ 'sources/README': '', 'software.cfg': part + patches })).toEqual([
      {
        code: 'missing-checksum',
        message: '`https://example.org/1.patch` is fetched without a checksum',
        at: 'software.cfg:8:3 "https://example.org/1.patch"',
        hint: HINT,
      },
      {
        code: 'weak-checksum',
        message: 'only the MD5 of `https://example.org/2.patch` is known, and other files can be made to have it',
        at: `software.cfg:10:3 "https://example.org/\${:two}#${MD5}"`,
        hint: HINT,
      },
    ]);
  });

  test('at the whole value where a reference stands for several words', async () => {
    const text = `[buildout]\nparts = a\n[a]\nrecipe = cmmi\nurl = \${:_profile_base_location_}/sources\n`;
    const patches = 'two = https://example.org/1 https://example.org/2\npatches = ${:two} https://example.org/3\n';
    const found = await lint({ 'sources/README': '', 'software.cfg': text + patches });
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'missing-checksum software.cfg:7:11 "${:two} https://example.org/3"',
    ]);
  });

  test.each([
    ['a strong sum', `url = http://example.org/a.tar\nsha256 = ${SHA256}\nmd5sum = ${MD5}\n`],
    ['another strong sum', `url = https://example.org/a.tar\nsha512 = ${SHA256.repeat(2)}\n`],
    ['a file of this machine', 'url = ${:_profile_base_location_}/software.cfg\n'],
    ['a file of this machine, by URL', 'url = file:///${:_profile_base_location_}/software.cfg\n'],
  ])('are not asked of %s', async (_about, options) => {
    expect(await lint(download(options))).toEqual([]);
  });

  test('of a part that is not in use are not asked', async () => {
    const text = '[buildout]\nparts =\n[a]\nrecipe = download\nurl = http://example.org/a.tar\n';
    expect(await lint(text)).toEqual([]);
  });

  test('of what recipes read while they are resolved', async () => {
    const text = '[buildout]\nparts = a\n[a]\nrecipe = template\ninline = x\noutput = y\n';
    const examined = await examine(text);
    const header = { source: examined.merged.nowhere.source, start: 0, end: 0 };
    const place = { part: 'a', recipe: 'template', header, spanOf: () => header };
    const inputs = [{ source: { url: 'https://example.org/a.in', option: 'inline' }, place }];
    expect(lintProfile({ ...examined, inputs }).map(told)).toEqual([
      {
        code: 'missing-checksum',
        message: '`https://example.org/a.in` is fetched without a checksum',
        at: 'software.cfg:5:10 "x"',
        hint: HINT,
      },
    ]);
  });
});

describe('plain-http of profiles', () => {
  /** No section of these profiles has a recipe, so nothing is ever asked of these. */
  const settings: LinkSettings = {
    registry: makeRegistry([], zod),
    isMade: () => false,
    place: () => {
      throw new InternalError('there is no part to place');
    },
    reader: createInputReader(),
  };

  async function lintRemote(files: Readonly<Record<string, string>>, profile?: string): Promise<unknown> {
    const directory = makeSite(files);
    const merged = await loadRemote(
      directory,
      () => Promise.resolve(succeed(Buffer.from('[buildout]\nparts =\nextends-cache =\n'))),
      profile === undefined ? {} : { profile },
    );
    if (!merged.ok) throw new Error(merged.failures.map(({ kind }) => kind).join());
    return lintProfile({ ...surveyParts(merged.value, settings), merged: merged.value, unfetched: [] }).map(told);
  }

  test('where they are extended', async () => {
    const bases = 'https://example.org/a.cfg http://127.0.0.1/b.cfg\n  http://localhost:8080/c.cfg';
    const files = { 'software.cfg': `[buildout]\nextends = ${bases}\n  http://127.0.0.1.example.org/d.cfg\n` };
    expect(await lintRemote(files)).toEqual([
      {
        code: 'plain-http',
        message:
          'the profile `http://127.0.0.1.example.org/d.cfg` is read over `http://`, where anyone on the way can change it',
        at: 'software.cfg:4:3 "http://127.0.0.1.example.org/d.cfg"',
        hint: 'use `https://`',
      },
    ]);
  });

  test('the main one', async () => {
    expect(await lintRemote({}, 'http://example.org/software.cfg')).toEqual([
      {
        code: 'plain-http',
        message:
          'the profile `http://example.org/software.cfg` is read over `http://`, where anyone on the way can change it',
        at: 'http://example.org/software.cfg:1:1 ""',
        hint: 'use `https://`',
      },
    ]);
  });
});
