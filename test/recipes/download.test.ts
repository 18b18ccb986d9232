import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { download } from '../../src/recipes/download/index.js';
import { failureOf, makeRelease, md5, valueOf } from './release.js';
import { startServer } from './server.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const sha512 = (text: string): string => createHash('sha512').update(text).digest('hex');
const less = (mode: number): string => (mode & ~process.umask()).toString(8).padStart(4, '0');

describe('where a download goes', () => {
  test.each([
    [{}, '@@LOCATION@@/part'],
    [{ filename: '' }, '@@LOCATION@@/part'],
    [{ filename: 'sub/dir/other.cfg' }, '@@LOCATION@@/other.cfg'],
    [{ target: 't', location: '@@LOCATION@@' }, '@@LOCATION@@/part'],
  ])('%j', async (options, target) => {
    const { bench } = makeRelease();
    const resolution = valueOf(await bench.resolve(download, { options: { url: 'x', ...options } }));
    expect(resolution).toMatchObject({ location: 'own', shared: false, exports: { location: '@@LOCATION@@', target } });
  });

  test('a destination is exported as it is written, without a location', async () => {
    const { bench, at } = makeRelease();
    const options = { url: 'x', destination: 'out/f' };
    expect(valueOf(await bench.resolve(download, { options }))).toMatchObject({
      location: 'none',
      exports: { target: 'out/f' },
      outputs: [at('out/f')],
    });
  });

  test('its own directory in the release may be stated', async () => {
    const { bench, at } = makeRelease();
    valueOf(await bench.resolve(download, { options: { url: 'x', location: at('parts/part') } }));
  });

  test.each([
    [{ location: '/opt/x' }, 'location', '`location` is `/opt/x`, but the location of a part is computed'],
    [{ location: '' }, 'location', '`location` is ``, but the location of a part is computed'],
    [{ mode: '0644' }, 'mode', '`mode` is not an option of `download`: the file has no mode of its own'],
    [{ shared: 'true' }, 'shared', 'a shared download needs a checksum, so that it is the same for everyone'],
    [{ filename: 'a/..' }, 'filename', '`a/..` does not end with the name of a file'],
    [{ filename: 'a/' }, 'filename', '`a/` does not end with the name of a file'],
    [
      { shared: 'true', destination: 'd', md5sum: md5('') },
      'destination',
      '`destination` and `shared` cannot both be set: a shared part lives in the store only',
    ],
    [{ sha256: '0'.repeat(64), sha256sum: '1'.repeat(64) }, 'sha256sum', '`sha256` and `sha256sum` differ'],
  ])('%j is refused', async (options, option, message) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(download, { options: { url: 'x', ...options } }));
    expect(failure).toMatchObject({ kind: 'recipe-error', option, message });
  });

  test.each([
    [{}, 'url', 'is required'],
    [{ url: '' }, 'url', 'must not be empty'],
    [{ url: 'x', md5sum: 'abc' }, 'md5sum', 'must be 32 hexadecimal digits'],
    [{ url: 'x', sha512sum: '00' }, 'sha512sum', 'must be 128 hexadecimal digits'],
    [{ url: 'x', shared: 'yes' }, 'shared', 'must be `true` or `false`'],
    [{ url: 'x', shared: '' }, 'shared', 'must be `true` or `false`'],
    [{ url: 'x', offline: '1' }, 'offline', 'must be `true` or `false`'],
  ])('%j is a bad option', async (options, option, message) => {
    const { bench } = makeRelease();
    expect(failureOf(await bench.resolve(download, { options }))).toMatchObject({
      kind: 'bad-option',
      option,
      message,
    });
  });
});

describe('fetching', () => {
  test('a local file keeps its mode and is a file of its own', async () => {
    const { bench, at, write, read, mode } = makeRelease();
    write('x.sh', 'content\n', 0o750);
    const { texts } = valueOf(await bench.install(download, { options: { url: 'x.sh' } }));
    expect(texts.get('target')).toBe(at('parts/part/part'));
    expect([read('parts/part/part'), mode('parts/part/part')]).toEqual(['content\n', '0750']);
    expect(lstatSync(at('x.sh')).nlink).toBe(1);
  });

  test('what comes from a server is readable by all', async () => {
    const { bench, mode, tree } = makeRelease();
    const { url } = await startServer({ '/x.txt': 'content\n' });
    valueOf(await bench.install(download, { options: { url: `${url}/x.txt`, md5sum: md5('content\n') } }));
    expect(tree('parts')).toEqual(['part/', 'part/part']);
    expect(mode('parts/part/part')).toBe(less(0o644));
  });

  test.each([
    { md5sum: md5('other') },
    { sha256: sha256('other') },
    { sha256sum: sha256('other') },
    { sha512sum: sha512('other') },
  ])('%j is checked', async (sum) => {
    const { bench, write, tree } = makeRelease();
    write('x', 'content');
    const failure = failureOf(await bench.install(download, { options: { url: 'x', ...sum } }));
    expect(failure).toMatchObject({ kind: 'checksum-mismatch', option: 'url' });
    expect(tree()).toEqual(['parts/', 'x']);
  });

  test('upper-case sums are the same sums', async () => {
    const { bench, write } = makeRelease();
    write('x', 'content');
    valueOf(await bench.install(download, { options: { url: 'x', sha256: sha256('content').toUpperCase() } }));
  });

  test('alternates are tried in order', async () => {
    const { bench, read } = makeRelease();
    const { url, requests } = await startServer({ '/c': 'found' });
    const options = { url: `${url}/a`, 'alternate-url': `${url}/b\n${url}/c` };
    valueOf(await bench.install(download, { options }));
    expect(read('parts/part/part')).toBe('found');
    expect(requests).toEqual(['/a', '/b', '/c']);
  });

  test('`offline` of the part decides', async () => {
    const { bench } = makeRelease({ offline: true });
    const { url } = await startServer({ '/x': 'found' });
    const install = (options: Record<string, string>): ReturnType<typeof bench.install> =>
      bench.install(download, { options: { url: `${url}/x`, ...options } });
    expect(failureOf(await install({}))).toMatchObject({ kind: 'offline-download' });
    expect(failureOf(await install({ offline: 'true' }))).toMatchObject({ kind: 'offline-download' });
    expect(failureOf(await install({ offline: '' }))).toMatchObject({ kind: 'offline-download' });
    valueOf(await install({ offline: 'false' }));
  });

  test('a directory is copied', async () => {
    const { bench, write, tree } = makeRelease();
    write('tree/a', '1');
    write('tree/sub/b', '2');
    valueOf(await bench.install(download, { options: { url: 'tree', filename: 'copy' } }));
    expect(tree('parts/part')).toEqual(['copy/', 'copy/a', 'copy/sub/', 'copy/sub/b']);
  });

  test('booleans in capitals are understood, and told', async () => {
    const { bench, write } = makeRelease();
    write('x', '');
    valueOf(await bench.install(download, { options: { url: 'x', shared: 'True', md5sum: md5('') } }));
    expect(bench.calls).toContainEqual({ kind: 'warn', message: 'option `shared` is `True`; write `true`' });
  });
});

describe('a destination', () => {
  test('parents are made, the file alone is recorded', async () => {
    const { bench, write, read } = makeRelease();
    write('x', 'content');
    const options = { url: 'x', destination: 'out/deep/f.cfg' };
    expect(valueOf(await bench.install(download, { options })).paths).toEqual(['out/deep/f.cfg']);
    expect(read('out/deep/f.cfg')).toBe('content');
  });

  test('an old file is replaced only by a whole new one', async () => {
    const { bench, write, read, tree } = makeRelease();
    write('f.cfg', 'mine');
    const { url, pages } = await startServer({});
    const part = { options: { url: `${url}/x`, destination: 'f.cfg' } };
    expect(failureOf(await bench.install(download, part))).toMatchObject({ kind: 'download-failed' });
    expect(read('f.cfg')).toBe('mine');
    pages.set('/x', 'new');
    valueOf(await bench.install(download, part));
    expect([read('f.cfg'), tree()]).toEqual(['new', ['f.cfg']]);
  });

  test('somebody’s directory is not replaced', async () => {
    const { bench, write, read } = makeRelease();
    write('place/precious', '1');
    write('x', 'content');
    const failure = failureOf(await bench.install(download, { options: { url: 'x', destination: 'place' } }));
    expect(failure).toMatchObject({
      kind: 'recipe-error',
      option: 'destination',
      message: '`place` is a directory that this part did not make',
    });
    expect(read('place/precious')).toBe('1');
  });
});

describe('a refresh', () => {
  test('is for what has no sum', async () => {
    const { bench } = makeRelease();
    const updates = async (options: Record<string, string>): Promise<boolean | undefined> =>
      valueOf(await bench.resolve(download, { options: { url: 'x', ...options } })).updates;
    expect(await updates({})).toBe(true);
    expect(await updates({ md5sum: '' })).toBe(true);
    expect(await updates({ md5sum: md5('') })).toBe(false);
    expect(await updates({ sha256sum: sha256('') })).toBe(false);
  });

  test('replaces the file when it differs, and leaves it when not', async () => {
    const { bench, at, read, tree } = makeRelease();
    const { url, pages } = await startServer({ '/x': 'one' });
    const part = { options: { url: `${url}/x` } };
    valueOf(await bench.install(download, part));
    const before = lstatSync(at('parts/part/part')).ino;
    valueOf(await bench.update(download, part));
    expect(lstatSync(at('parts/part/part')).ino).toBe(before);
    pages.set('/x', 'two');
    valueOf(await bench.update(download, part));
    expect([read('parts/part/part'), tree('parts/part')]).toEqual(['two', ['part']]);
  });

  test('keeps what it has when the server cannot be asked, and fails when the server has it no more', async () => {
    const { bench, read } = makeRelease();
    const { url, pages } = await startServer({ '/x': 'one' });
    valueOf(await bench.install(download, { options: { url: `${url}/x` } }));
    const offline = { options: { url: `${url}/x`, offline: 'true' } };
    expect(valueOf(await bench.update(download, offline)).changed).toBe(false);
    const silent = { options: { url: 'http://127.0.0.1:1/x' } };
    expect(valueOf(await bench.update(download, silent)).changed).toBe(false);
    expect(read('parts/part/part')).toBe('one');
    pages.delete('/x');
    const gone = await bench.update(download, { options: { url: `${url}/x` } });
    expect(gone).toMatchObject({ ok: false, failures: [{ kind: 'download-failed', retryable: false }] });
  });

  test('brings back what was deleted or altered', async () => {
    const { bench, write, read } = makeRelease();
    write('x', 'content');
    const part = { options: { url: 'x', destination: 'f' } };
    valueOf(await bench.install(download, part));
    write('f', 'altered');
    expect(valueOf(await bench.update(download, part)).paths).toEqual(['f']);
    expect(read('f')).toBe('content');
  });
});
