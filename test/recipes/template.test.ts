import { lstatSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { template } from '../../src/recipes/template/index.js';
import { failureOf, makeRelease, md5, valueOf } from './release.js';
import { startServer } from './server.js';

const less = (mode: number): string => (mode & ~process.umask()).toString(8).padStart(4, '0');
const sections = { s: { o: 'v', dollars: '$$ $${s:o} ${s:o}', lines: 'one\ntwo' } };

async function render(body: string, options: Readonly<Record<string, string>> = {}): Promise<string> {
  const { bench, write, read } = makeRelease({ sections });
  write('t.in', body);
  valueOf(await bench.install(template, { name: 't', options: { url: 't.in', output: 'out', ...options } }));
  return read('out');
}

describe('rendering', () => {
  test.each([
    ['', ''],
    ['${s:o} ${:own} ${t:own}\n', 'v mine mine\n'],
    ['a\r\nb\rc\n\n', 'a\nb\nc\n\n'],
    ['$$', '$'],
    ['$$$$', '$$'],
    ['$ $x $(y) %(z)s {{ w }} `v` \\n', '$ $x $(y) %(z)s {{ w }} `v` \\n'],
    ['$${s:o}', '${s:o}'],
    ['$$${s:o}', '$v'],
    ['$$$${s:o}', '$${s:o}'],
    ['kill $$$$; echo $${HOME}', 'kill $$; echo ${HOME}'],
    ['${s:dollars}', '$$ $${s:o} ${s:o}'],
    ['[${s:lines}]', '[one\ntwo]'],
    ['${s:o and more', '${s:o and more'],
    ['é${s:o}', 'év'],
  ])('%j gives %j', async (body, expected) => {
    expect(await render(body, { own: 'mine' })).toBe(expected);
  });

  test('inline text is written as it is', async () => {
    const { bench, read } = makeRelease();
    valueOf(await bench.install(template, { options: { inline: '#x $$ ${a:b} %(y)s', output: 'out' } }));
    expect(read('out')).toBe('#x $$ ${a:b} %(y)s');
  });

  test('a failing reference is pointed at in the whole template', async () => {
    const { bench, write, at } = makeRelease({ sections });
    write('t.in', 'a $$ b\n$$ ${s:o}\n $$ ${s:nope}\n');
    const failure = failureOf(await bench.resolve(template, { options: { url: 't.in', output: 'out' } }));
    const source = { path: at('t.in'), text: 'a $$ b\n$$ ${s:o}\n $$ ${s:nope}\n' };
    const start = source.text.indexOf('${s:nope}');
    expect(failure).toMatchObject({
      kind: 'reference-failed',
      diagnostic: { code: 'missing-option', at: { source, start, end: start + '${s:nope}'.length } },
    });
  });

  test('a failing reference before any dollar pair too', async () => {
    const { bench, write } = makeRelease();
    write('t.in', 'x ${s:nope} $$');
    const failure = failureOf(await bench.resolve(template, { options: { url: 't.in', output: 'out' } }));
    expect(failure).toMatchObject({ diagnostic: { at: { start: 2, end: 11, source: { text: 'x ${s:nope} $$' } } } });
  });

  test('only UTF-8 is text', async () => {
    const { bench, directory } = makeRelease();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${directory}/t.in`, Buffer.from([0xe9]));
    expect(failureOf(await bench.resolve(template, { options: { url: 't.in', output: 'out' } }))).toMatchObject({
      kind: 'recipe-error',
      message: '`t.in` is not UTF-8 text',
      option: 'url',
    });
  });

  test('a template may come from a server, and is fetched while the graph is made', async () => {
    const { bench, read } = makeRelease({ sections });
    const { url, requests } = await startServer({ '/t': '${s:o}' });
    const part = { options: { url: `${url}/t`, output: 'out', md5sum: md5('${s:o}') } };
    valueOf(await bench.resolve(template, part));
    expect(requests).toEqual(['/t']);
    valueOf(await bench.install(template, part));
    expect(read('out')).toBe('v');
    const wrong = { options: { url: `${url}/t`, output: 'out', sha256sum: '0'.repeat(64) } };
    expect(failureOf(await bench.resolve(template, wrong))).toMatchObject({ kind: 'checksum-mismatch' });
  });
});

describe('what the options say together', () => {
  test.each([
    [{ url: 'u', inline: 'i' }, 'inline', '`url` and `inline` cannot both be set'],
    [{}, undefined, 'one of `url` and `inline` is needed'],
    [{ url: '', inline: '' }, undefined, 'one of `url` and `inline` is needed'],
    [
      { inline: 'i', md5sum: md5('') },
      'md5sum',
      '`inline` and `md5sum` cannot both be set: a sum is for what `url` names',
    ],
  ])('%j is refused', async (options, option, message) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(template, { options: { output: 'out', ...options } }));
    expect(failure).toEqual({ kind: 'recipe-error', message, ...(option !== undefined && { option }) });
  });

  test('output is needed', async () => {
    const { bench } = makeRelease();
    expect(failureOf(await bench.resolve(template, { options: { inline: 'x', rendered: 'o' } }))).toMatchObject({
      kind: 'bad-option',
      option: 'output',
      message: 'is required',
    });
  });

  test('the rendered text counts, so that a changed value installs the part again', async () => {
    const facts = async (o: string): Promise<unknown> => {
      const { bench, write } = makeRelease({ sections: { s: { o } } });
      write('t.in', '${s:o}');
      return valueOf(await bench.resolve(template, { options: { url: 't.in', output: 'out' } })).facts;
    };
    expect(await facts('1')).not.toEqual(await facts('2'));
    expect(await facts('1')).toEqual(await facts('1'));
  });

  test('only a template that may change is looked at in every run', async () => {
    const { bench, write } = makeRelease();
    write('t.in', 'x');
    const updates = async (options: Record<string, string>): Promise<boolean> =>
      valueOf(await bench.resolve(template, { options: { output: 'out', ...options } })).updates === true;
    expect(await updates({ url: 't.in' })).toBe(true);
    expect(await updates({ url: 't.in', md5sum: md5('x') })).toBe(false);
    expect(await updates({ inline: 'x' })).toBe(false);
  });
});

describe('the file', () => {
  test.each([
    [{}, 'text', less(0o666)],
    [{}, '#!/bin/sh\n', less(0o777)],
    [{}, '#! /bin/sh -e\n', less(0o777)],
    [{}, '#!/bin/sh', less(0o777)],
    [{}, '#!/nonexistent\n', less(0o666)],
    [{}, '#!sh\n', less(0o666)],
    [{}, '#!\n/bin/sh\n', less(0o666)],
    [{}, ' #!/bin/sh\n', less(0o666)],
    [{ mode: '0640' }, '#!/bin/sh\n', '0640'],
    [{ mode: '0o777' }, 'text', '0777'],
    [{ mode: '' }, 'text', less(0o666)],
  ])('%j and %j give its mode', async (options, inline, expected) => {
    const { bench, mode } = makeRelease();
    valueOf(await bench.install(template, { options: { inline, output: 'out', ...options } }));
    expect(mode('out')).toBe(expected);
  });

  test('a bad mode is refused', async () => {
    const { bench } = makeRelease();
    const options = { inline: 'x', output: 'out', mode: 'rwx' };
    expect(failureOf(await bench.resolve(template, { options }))).toMatchObject({ kind: 'bad-option', option: 'mode' });
  });

  test('parents are made, the output is recorded as it is written', async () => {
    const { bench, read, at } = makeRelease();
    const part = { options: { inline: 'x', output: 'a/b/out' } };
    expect(valueOf(await bench.resolve(template, part)).outputs).toEqual([at('a/b/out')]);
    expect(valueOf(await bench.install(template, part)).paths).toEqual(['a/b/out']);
    expect(read('a/b/out')).toBe('x');
  });

  test('the same content is left alone but for a wrong mode', async () => {
    const { bench, write, at, mode } = makeRelease();
    write('out', 'x', 0o600);
    const before = lstatSync(at('out')).ino;
    valueOf(await bench.install(template, { options: { inline: 'x', output: 'out' } }));
    expect([lstatSync(at('out')).ino, mode('out')]).toEqual([before, less(0o666)]);
  });

  test('a link to the same content is left, a link to anything else is replaced', async () => {
    const { bench, write, at, read } = makeRelease();
    write('same', 'x');
    write('other', 'y');
    symlinkSync('same', at('one'));
    symlinkSync('other', at('two'));
    symlinkSync('nowhere', at('three'));
    for (const output of ['one', 'two', 'three'])
      valueOf(await bench.install(template, { name: output, options: { inline: 'x', output } }));
    const links = ['one', 'two', 'three'].map((name) => lstatSync(at(name)).isSymbolicLink());
    expect(links).toEqual([true, false, false]);
    expect([read('two'), read('three'), read('other')]).toEqual(['x', 'x', 'y']);
  });

  test('a refresh writes an altered file again', async () => {
    const { bench, write, read } = makeRelease();
    write('t.in', 'x');
    const part = { options: { url: 't.in', output: 'out' } };
    valueOf(await bench.install(template, part));
    expect(valueOf(await bench.update(template, part)).changed).toBe(false);
    write('out', 'altered');
    expect(valueOf(await bench.update(template, part)).changed).toBe(true);
    expect(read('out')).toBe('x');
  });
});
