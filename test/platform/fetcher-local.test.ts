import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTENT, digest, newPlace, sha256 } from './support/fetching.js';
import { newFolder } from './support/folder.js';

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
