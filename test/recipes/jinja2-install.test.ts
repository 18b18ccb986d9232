import { existsSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jinja2 } from '../../src/recipes/jinja2/index.js';
import { failureOf, makeRelease, md5, valueOf } from './release.js';

type Options = Readonly<Record<string, string>>;

describe('what a plan holds', () => {
  test('the rendered text counts, so that a changed value installs the part again', async () => {
    const facts = async (o: string): Promise<unknown> => {
      const { bench } = makeRelease({ sections: { s: { o } } });
      const options = { inline: '{{ x }}', output: 'out', context: 'key x s:o' };
      return valueOf(await bench.resolve(jinja2, { options })).facts;
    };
    expect(await facts('1')).not.toEqual(await facts('2'));
    expect(await facts('1')).toEqual(await facts('1'));
  });

  test.each([
    [{ url: 't.in' }, true],
    [{ url: 't.in', md5sum: md5('x') }, false],
    [{ url: 't.in', md5sum: md5('x'), update: 'true' }, true],
    [{ inline: 'x' }, false],
    [{ inline: 'x', update: 'true' }, true],
    [{ inline: 'x', once: 'marker' }, false],
    [{ inline: 'x', 'import-list': 'rawfile lib parts/a/lib.j' }, false],
    [{ inline: '{% include "lib" %}', 'import-list': 'rawfile lib parts/a/lib.j' }, true],
  ])('%j is looked at in every run: %j', async (options: Options, expected) => {
    const { bench, write } = makeRelease();
    write('t.in', 'x');
    const resolution = valueOf(await bench.resolve(jinja2, { options: { output: 'out', ...options } }));
    expect(resolution.updates).toBe(expected);
  });
});

describe('what other parts make', () => {
  test.each([
    [{ url: 'parts/a/t.in', 'import-list': 'rawfile lib parts/a/lib.j' }],
    [{ url: 't.in', 'import-list': 'rawfile lib parts/a/lib.j' }],
  ])('%j is read when the part is installed', async (options) => {
    const { bench, write, read } = makeRelease({ sections: { s: { o: '!py!2' } } });
    const part = { options: { output: 'out', context: 'key x s:o\njson d {"a": 1}', ...options } };
    write('t.in', '{% include "lib" %}{{ x + 1 }}{{ d }}');
    const early = valueOf(await bench.resolve(jinja2, part));
    write('parts/a/t.in', '{% include "lib" %}{{ x + 1 }}{{ d }}');
    write('parts/a/lib.j', 'old');
    const late = valueOf(await bench.resolve(jinja2, part));
    expect(late).toEqual(early);
    valueOf(await bench.install(jinja2, part));
    expect(read('out')).toBe("old3{'a': 1}");
    write('parts/a/lib.j', 'new');
    expect(valueOf(await bench.update(jinja2, part)).changed).toBe(true);
    expect(read('out')).toBe("new3{'a': 1}");
    expect(valueOf(await bench.update(jinja2, part)).changed).toBe(false);
  });

  test('is a mistake when it is not there then', async () => {
    const { bench } = makeRelease();
    const include = { inline: '{% include "lib" %}', output: 'out', 'import-list': 'rawfile lib parts/a/lib.j' };
    expect(failureOf(await bench.install(jinja2, { options: include }))).toMatchObject({
      option: 'inline',
      diagnostic: { code: 'template-not-found', message: 'there is no template `lib`' },
    });
    const ignored = { ...include, inline: '{% include "lib" ignore missing %}-' };
    expect(valueOf(await bench.install(jinja2, { options: ignored })).paths).toEqual(['out']);
    const url = { url: 'parts/a/t.in', output: 'other' };
    expect(failureOf(await bench.install(jinja2, { options: url }))).toMatchObject({ kind: 'source-not-found' });
  });
});

describe('once', () => {
  const part = (inline: string): { options: Options } => ({ options: { inline, output: 'out', once: 'marker' } });

  test('nothing is rendered while the marker is there, and nothing recorded', async () => {
    const { bench, read } = makeRelease();
    expect(valueOf(await bench.install(jinja2, part('one'))).paths).toEqual([]);
    expect([read('out'), read('marker')]).toEqual(['one', '']);
    expect(valueOf(await bench.install(jinja2, part('{{ nope }}'))).changed).toBe(false);
    expect(read('out')).toBe('one');
  });

  test('a failed rendering leaves no marker', async () => {
    const { bench, at, read } = makeRelease();
    const failure = failureOf(await bench.install(jinja2, part('{{ nope }}')));
    expect(failure).toMatchObject({ diagnostic: { message: "'nope' is undefined" } });
    expect(existsSync(at('marker'))).toBe(false);
    valueOf(await bench.install(jinja2, part('two')));
    rmSync(at('marker'));
    valueOf(await bench.install(jinja2, part('three')));
    expect(read('out')).toBe('three');
  });

  test('the output may be the marker', async () => {
    const { bench, read } = makeRelease();
    for (const inline of ['one', 'two'])
      valueOf(await bench.install(jinja2, { options: { inline, output: 'out', once: 'out' } }));
    expect(read('out')).toBe('one');
  });

  test('it may stand where the file is made', async () => {
    const { bench, read } = makeRelease();
    for (const once of ['new/folder/out', 'new/marker'])
      valueOf(await bench.install(jinja2, { options: { inline: 'x', output: 'new/folder/out', once } }));
    expect([read('new/folder/out'), read('new/marker')]).toEqual(['x', '']);
  });

  test('its directory must be there', async () => {
    const { bench, at } = makeRelease();
    const options = { inline: 'x', output: 'out', once: 'no/marker' };
    expect(failureOf(await bench.install(jinja2, { options }))).toMatchObject({
      option: 'once',
      message: 'the directory of the marker `no/marker` is missing',
    });
    expect(existsSync(at('out'))).toBe(false);
  });
});

describe('the file', () => {
  test.each([
    [{}, '#!/bin/sh\n', '0755'],
    [{}, '#!/nonexistent\n', '0644'],
    [{ mode: '0640' }, '#!/bin/sh\n', '0640'],
  ])('%j and %j give its mode', async (options, inline, expected) => {
    const { bench, mode } = makeRelease();
    valueOf(await bench.install(jinja2, { options: { inline, output: 'a/out', ...options } }));
    expect(mode('a/out')).toBe(expected);
  });

  test('an altered file is written again, the same is kept', async () => {
    const { bench, write, read } = makeRelease();
    const part = { options: { inline: 'x', output: 'out', update: 'true' } };
    expect(valueOf(await bench.install(jinja2, part)).changed).toBe(true);
    expect(valueOf(await bench.update(jinja2, part)).changed).toBe(false);
    write('out', 'altered');
    expect(valueOf(await bench.update(jinja2, part)).changed).toBe(true);
    expect(read('out')).toBe('x');
  });

  test('`update` is `true` or `false`', async () => {
    const { bench } = makeRelease();
    const options = { inline: 'x', output: 'out', update: 'yes' };
    expect(failureOf(await bench.resolve(jinja2, { options }))).toMatchObject({ kind: 'bad-option', option: 'update' });
  });
});
