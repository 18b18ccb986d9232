import { describe, expect, test } from 'vitest';
import { downloadUnpacked } from '../../src/recipes/download-unpacked/index.js';
import { failureOf, makeRelease, md5, valueOf, type Release } from './release.js';

function withArchive(files: Readonly<Record<string, string>>): Release {
  const release = makeRelease({ sections: { variables: { A: '%(PATH)s' } } });
  release.archive('a.tar.gz', files);
  return release;
}

describe('the top directory', () => {
  test.each([
    [{}, { 'top/x': '1', 'top/sub/y': '2' }, ['sub/', 'sub/y', 'x']],
    [{}, { 'one/a': '1', two: '2' }, ['one/', 'one/a', 'two']],
    [{}, { 'top/x': '1', '.hidden': '' }, ['.hidden', 'top/', 'top/x']],
    [{}, { 'a/b/c': '1' }, ['b/', 'b/c']],
    [{ 'strip-top-level-dir': 'true' }, { 'top/x': '1' }, ['x']],
    [{ 'strip-top-level-dir': 'false' }, { 'top/x': '1' }, ['top/', 'top/x']],
  ])('%j of %j', async (options, files, expected) => {
    const { bench, tree } = withArchive(files);
    valueOf(await bench.install(downloadUnpacked, { options: { url: 'a.tar.gz', ...options } }));
    expect(tree('parts/part')).toEqual(expected);
  });

  test('must be there when it is to be left out', async () => {
    const { bench, tree } = withArchive({ one: '1', two: '2' });
    const options = { url: 'a.tar.gz', 'strip-top-level-dir': 'true' };
    expect(failureOf(await bench.install(downloadUnpacked, { options }))).toMatchObject({ kind: 'archive-unreadable' });
    expect(tree('parts')).toEqual([]);
  });

  test('an empty option is neither', async () => {
    const { bench } = makeRelease();
    const options = { url: 'a', 'strip-top-level-dir': '' };
    expect(failureOf(await bench.resolve(downloadUnpacked, { options }))).toMatchObject({
      kind: 'bad-option',
      option: 'strip-top-level-dir',
    });
  });
});

describe('exports', () => {
  test('location and target are the same', async () => {
    const { bench, at } = makeRelease();
    const resolve = async (options: Record<string, string>): Promise<unknown> =>
      valueOf(await bench.resolve(downloadUnpacked, { options: { url: 'a', ...options } }));
    const own = { location: '@@LOCATION@@', target: '@@LOCATION@@' };
    expect(await resolve({})).toMatchObject({ location: 'own', shared: false, exports: own });
    expect(await resolve({ shared: 'true' })).toMatchObject({ location: 'own', shared: true, exports: own });
    expect(await resolve({ destination: 'out' })).toMatchObject({
      location: 'none',
      exports: { location: 'out', target: 'out' },
      outputs: [at('out')],
    });
  });

  test('a shared part has no destination', async () => {
    const { bench } = makeRelease();
    const options = { url: 'a', destination: 'out', shared: 'true', md5sum: md5('') };
    expect(failureOf(await bench.resolve(downloadUnpacked, { options }))).toMatchObject({ option: 'destination' });
  });

  test('a location written by hand is refused', async () => {
    const { bench } = makeRelease();
    const options = { url: 'a', location: '/opt/x' };
    expect(failureOf(await bench.resolve(downloadUnpacked, { options }))).toEqual({
      kind: 'recipe-error',
      option: 'location',
      message: '`location` is `/opt/x`, but the location of a part is computed',
      hint: 'leave `location` out, or write `location = @@LOCATION@@` where other options refer to it; to unpack elsewhere, set `destination`',
    });
  });
});

describe('a destination', () => {
  test('is made, recorded, and replaced by the next install', async () => {
    const { bench, archive, tree } = withArchive({ 'top/x': '1' });
    const part = { options: { url: 'a.tar.gz', destination: 'out/here' } };
    expect(valueOf(await bench.install(downloadUnpacked, part)).paths).toEqual(['out/here']);
    archive('a.tar.gz', { 'top/y': '2' });
    valueOf(await bench.install(downloadUnpacked, part));
    expect(tree('out')).toEqual(['here/', 'here/y']);
  });

  test('somebody’s directory is not replaced', async () => {
    const { bench, write, read } = withArchive({ 'top/x': '1' });
    write('out/mine', '1');
    const options = { url: 'a.tar.gz', destination: 'out' };
    expect(failureOf(await bench.install(downloadUnpacked, { options }))).toMatchObject({
      kind: 'recipe-error',
      option: 'destination',
      message: 'something that this part did not make is at `out` already',
    });
    expect(read('out/mine')).toBe('1');
  });
});

test('the environment is for external programs', async () => {
  const { bench, write, archive, at, tree, read } = makeRelease();
  archive('plain.tar.gz', { 'top/x': '1' });
  write('a.lz', 'LZIP fake');
  write('tools/lunzip', '#!/bin/sh\necho "$1 $2" > "$PLAIN.args"\nzcat "$PLAIN"\n', 0o755);
  const environment = `PATH=${at('tools')}:%(PATH)s\nPLAIN=${at('plain.tar.gz')}`;
  valueOf(await bench.install(downloadUnpacked, { options: { url: 'a.lz', environment } }));
  expect(tree('parts/part')).toEqual(['x']);
  expect(read('plain.tar.gz.args')).toBe(`-c ${at('a.lz')}\n`);
});
