import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RecipeFailure } from '../../src/engine/recipe/index.js';
import { jinja2 } from '../../src/recipes/jinja2/index.js';
import { failureOf, makeRelease, md5, valueOf, type Release } from './release.js';
import { startServer } from './server.js';

type Options = Readonly<Record<string, string>>;

const sections = {
  s: { o: 'v', empty: '', list: '!py![1, 2.0, None]', broken: '!py![', json: '{"a": [1, NaN]}', lines: 'one\ntwo' },
  typed: { n: '!py!1', t: 'text' },
};

/** The file that an inline template gives. */
async function render(inline: string, options: Options = {}, release = makeRelease({ sections })): Promise<string> {
  const { bench, read } = release;
  valueOf(await bench.install(jinja2, { name: 't', options: { inline, output: 'out', ...options } }));
  return read('out');
}

/** What is wrong with a part, told while the graph is made. */
async function refusal(options: Options, release: Release = makeRelease({ sections })): Promise<RecipeFailure> {
  const part = { name: 't', options: { output: 'out', ...options } };
  return failureOf(await release.bench.resolve(jinja2, part));
}

describe('context', () => {
  test.each([
    ['raw x  a  b ', '[{{ x }}]', '[a  b ]'],
    ['key x s:o', '{{ x }}', 'v'],
    ['key x :own', '{{ x }}', 'mine'],
    ['key x t:own', '{{ x }}', 'mine'],
    ['key x s:empty', '[{{ x }}]', '[]'],
    ['key x s:lines', '{{ x }}', 'one\ntwo'],
    ['key x s:list', '{{ x }} {{ x[1] is float }}', '[1, 2.0, None] True'],
    ['section x typed', '{{ x }} {{ x.n + 1 }}', "{'n': 1, 't': 'text'} 2"],
    ['section x t', '{{ x.own }} {{ "mode" in x }}', 'mine False'],
    ['json x {"b": 1, "a": 2, "b": 3}', '{{ x }}', "{'b': 3, 'a': 2}"],
    ['jsonkey x s:json', '{{ x }}', "{'a': [1, nan]}"],
    ['import x os.path', '{{ x.join("a", "b") }}', 'a/b'],
    ['\n\n raw a 1\n\n raw b 2\n', '{{ a }}{{ b }}', '12'],
    ['raw not-a-name 1', 'x', 'x'],
  ])('%j', async (context, inline, expected) => {
    expect(await render(inline, { context, own: 'mine' })).toBe(expected);
  });

  test.each([
    ['raw x', '`raw x` in `context` is not `type name expression`'],
    ['raw x 1\nraw x 2', '`context` has `x` twice'],
    ['raw len 1', '`len` in `context` is a name that every template has'],
    ['raw dumps 1', '`dumps` in `context` is a name that every template has'],
    ['rwa x 1', '`rwa` in `context` is no type of a variable'],
    ['key x s:o:p', '`s:o:p` in `context` is not `section:option`'],
    ['key x :nope', '`:nope` in `context` names an option that the part does not have'],
    ['key x s:broken', '`x` in `context` is no Python literal: '],
    [
      'json x {',
      '`x` in `context` is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
    ],
    ['import x nrarfcn', '`context` imports `nrarfcn`, which is no Python module that templates have'],
  ])('%j is refused', async (context, message) => {
    const failure = await refusal({ inline: '', url: 't.in', context });
    expect(failure).toMatchObject({ kind: 'recipe-error', option: 'context' });
    expect('message' in failure && failure.message.startsWith(message)).toBe(true);
  });

  test('every line that is wrong is told', async () => {
    const { bench } = makeRelease({ sections });
    const options = { inline: 'x', output: 'out', context: 'rwa x 1\nkey y s\nkey z no:such' };
    const resolved = await bench.resolve(jinja2, { options });
    expect(resolved.ok ? [] : resolved.failures.map(({ kind }) => kind)).toEqual([
      'recipe-error',
      'recipe-error',
      'reference-failed',
    ]);
  });

  test('a template cannot change what another rendering sees', async () => {
    const release = makeRelease({ sections });
    const options = { context: 'jsonkey d s:json', extensions: 'jinja2.ext.do' };
    for (const _ of [1, 2])
      expect(await render('{% do d.a.append(3) %}{{ d.a | length }}', options, release)).toBe('3');
  });
});

describe('what every template sees', () => {
  test.each([
    ['{{ dumps([1, "a"]) }} {{ dumps("a") }} {{ dumps("!py!a") }}', `!py![1, 'a'] !py!'a' !py!'!py!a'`],
    ['{{ dumps("a\\nb") }} {{ dumps(" ") }} {{ dumps("") }}', String.raw`!py!'a\nb' !py!' ' !py!''`],
    ['{{ dumps("$" ~ "{a:b}") }} {{ dumps({"$$": "\\\\$"}) }}', String.raw`!py!'\x24{a:b}' !py!{'\x24\x24': '\\\x24'}`],
    ['[{{ assert(1 == 1, "no") }}]', '[]'],
    ['{{ six.iteritems({"a": 1}) | list }}', "[('a', 1)]"],
    ['{{ complex(0, 1) }} {{ complex(1.5, -2) }} {{ complex(2) == complex(2, 0) }}', '1j (1.5-2j) True'],
    ['[{{ "a" if false }}{{ ("a" if false) | default("d") }}]', '[d]'],
    ['{% for i in [1, 2, 3] %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}', '1'],
  ])('%j', async (inline, expected) => {
    expect(await render(inline, { extensions: 'jinja2.ext.do jinja2.ext.loopcontrols' })).toBe(expected);
  });

  test('what is imported without context sees neither', async () => {
    const release = makeRelease({ sections });
    release.write(
      'lib.j',
      '{% macro m() %}{{ dumps is defined }}{{ x is defined }}{{ range is defined }}{% endmacro %}',
    );
    const options = { context: 'raw x 1', 'import-list': 'rawfile lib lib.j' };
    const text = '{% import "lib" as l %}{{ l.m() }}{% import "lib" as l with context %} {{ l.m() }}';
    expect(await render(text, options, release)).toBe('FalseFalseTrue TrueTrueTrue');
  });
});

describe('mistakes of a template', () => {
  test('are told with their place before anything is installed', async () => {
    const release = makeRelease();
    const text = 'a\n{{ assert(false, "no", 1) }}';
    const path = release.write('t.in', text);
    const start = text.indexOf('assert');
    expect(await refusal({ url: 't.in' }, release)).toMatchObject({
      kind: 'reference-failed',
      option: 'url',
      diagnostic: {
        message: "AssertionError: ('no', 1)",
        at: { source: { path, text }, start },
      },
    });
  });

  test.each([
    ['{{ nope }}', "'nope' is undefined"],
    ['{{ x.y }}', "'str object' has no attribute 'y'"],
    ['{% include "nope" ignore missing %}', 'TypeError: no loader for this environment specified'],
    ['{% do 1 %}', "Encountered unknown tag 'do'."],
    ['{{ dumps(range) }}', 'ValueError: dumps() takes values that a literal can stand for'],
  ])('%j', async (inline, message) => {
    expect(await refusal({ inline, context: 'raw x 1' })).toMatchObject({ option: 'inline', diagnostic: { message } });
  });

  const importing = 'rawfile lib gone.j\nrawfolder libs folder';

  test.each([
    ['lib', importing, 'there is no file `/release/gone.j`'],
    ['libs/a.j', importing, 'there is no file `/release/folder/a.j`'],
    ['libs/../a.j', importing, '`libs` is the folder `/release/folder`, which names cannot leave'],
    ['lib/a', importing, '`lib` is a file, and stands alone'],
    ['lob', importing, 'did you mean `lib`?'],
    ['elsewhere', importing, '`import-list` has `lib`, `libs`'],
    ['lib', '', 'the part needs an `import-list` that says which file that is'],
  ])('an import of %j tells what to do', async (name, list, hint) => {
    const release = makeRelease();
    const inline = `{% import '${name}' as l %}`;
    const told = hint.replaceAll('/release', release.at('.').replace(/\/\.?$/u, ''));
    expect(await refusal({ inline, 'import-list': list }, release)).toMatchObject({ diagnostic: { hint: told } });
  });

  test.each([
    ['{% break %}', 'the tag `break` needs `jinja2.ext.loopcontrols` in `extensions`'],
    ['{% do 1 %}', 'the tag `do` needs `jinja2.ext.do` in `extensions`'],
    ['{% fro x in y %}', 'did you mean `for`?'],
    ["{% include ['a', 'b'] %}", '`import-list` has `lib`, `libs`'],
  ])('%j is told with what to do', async (inline, hint) => {
    expect(await refusal({ inline, 'import-list': importing })).toMatchObject({ diagnostic: { hint } });
  });

  test('what looks at the machine is told to be left out', async () => {
    const hint = 'of the modules of Python there is what only computes, nothing that looks at the machine';
    const inline = '{{ os.path.exists("/") }}';
    expect(await refusal({ inline, context: 'import os os' })).toMatchObject({ diagnostic: { hint } });
  });

  test('an unknown extension is named', async () => {
    expect(await refusal({ inline: 'x', extensions: 'jinja2.ext.do jinja2.ext.i18n' })).toMatchObject({
      option: 'extensions',
      text: 'jinja2.ext.i18n',
      message: 'there is no extension `jinja2.ext.i18n`',
    });
  });
});

describe('imports', () => {
  const make = (): Release => {
    const release = makeRelease({ sections: { p: { file: 'lib/a.j', folder: 'lib' } } });
    release.write('lib/a.j', 'A');
    release.write('lib/d/b.j', 'B{% include "f/a.j" %}');
    release.write('lib-other/x.j', 'X');
    return release;
  };

  test.each([
    ['rawfile f lib/a.j', 'f', 'A'],
    ['file f p:file', 'f', 'A'],
    ['rawfolder f lib', 'f/a.j', 'A'],
    ['rawfolder f lib/', 'f/./d/../a.j', 'A'],
    ['folder f p:folder', 'f/d/b.j', 'BA'],
  ])('%j finds %j', async (list, name, expected) => {
    expect(await render(`{% include "${name}" %}`, { 'import-list': list }, make())).toBe(expected);
  });

  test('an empty delimiter is refused', async () => {
    const options = { inline: 'x', 'import-list': 'rawfolder f lib', 'import-delimiter': '' };
    expect(await refusal(options)).toMatchObject({
      option: 'import-delimiter',
      message: '`import-delimiter` is empty: nothing would tell the alias of a folder from a name in it',
      hint: 'leave the option out: `/` is used without it',
    });
  });

  test('another delimiter may stand behind the alias', async () => {
    const release = makeRelease();
    release.write('lib/d/b.j', 'B');
    const options = { 'import-list': 'rawfolder f lib', 'import-delimiter': ':' };
    expect(await render('{% include "f:d:b.j" %}{% include "f/d/b.j" ignore missing %}', options, release)).toBe('B');
  });

  test.each(['f/../lib-other/x.j', 'f/../../etc/passwd', 'f/nope.j', 'f', 'g/a.j', 'a.j'])(
    '%j is not found',
    async (name) => {
      const options = { inline: `{% include "${name}" %}`, 'import-list': 'rawfolder f lib' };
      expect(await refusal(options, make())).toMatchObject({
        diagnostic: { code: 'template-not-found', message: `there is no template \`${name}\`` },
      });
    },
  );

  test('a mistake in an import is told in its own text, with the way to it', async () => {
    const release = make();
    const path = release.write('lib/a.j', '\n{{ nope }}');
    const options = { inline: '{% include "f/d/b.j" %}', 'import-list': 'rawfolder f lib' };
    expect(await refusal(options, release)).toMatchObject({
      diagnostic: {
        at: { source: { path }, start: 4 },
        notes: [{ message: 'included here' }, { message: 'included here' }],
      },
    });
  });

  test.each([
    ['rawfile a', '`rawfile a` in `import-list` is not `type alias expression`'],
    ['rawfile a x\nrawfile a y', '`import-list` has `a` twice'],
    ['link a x', '`link` in `import-list` is no type of an import'],
  ])('%j is refused', async (list, message) => {
    const failure = await refusal({ inline: 'x', 'import-list': list });
    expect(failure).toMatchObject({ option: 'import-list', message });
  });
});

describe('the source', () => {
  test.each([
    [{ url: 'u', inline: 'i', output: 'o' }, 'inline', '`url` and `inline` cannot both be set'],
    [{ output: 'o' }, undefined, 'one of `inline` and `url` is required'],
    [{ inline: 'x' }, undefined, '`t:output` is required, or in the old form `t:rendered`'],
    [{ rendered: 'o', url: 'u' }, 'url', '`rendered` is the old form, which takes `template` instead of `url`'],
    [{ rendered: 'o' }, 'rendered', '`rendered` needs a `template`'],
    [
      { output: 'o', template: 't' },
      'template',
      '`template` is the old form, which takes `rendered`: one of `inline` and `url` is required',
    ],
    [
      { output: 'o', inline: 'x', md5sum: '0' },
      'md5sum',
      '`inline` and `md5sum` cannot both be set: a sum is for what `url` names',
    ],
    [{ output: 'o', url: 'u', md5sum: '0' }, 'md5sum', 'option `md5sum` must be 32 hexadecimal digits, in lower case'],
    [
      { output: 'o', url: 'u', md5sum: '0CC175B9C0F1B6A831C399E269772661' },
      'md5sum',
      'option `md5sum` must be 32 hexadecimal digits, in lower case',
    ],
  ])('%j is refused', async (options, option, message) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(jinja2, { name: 't', options }));
    expect(failure).toMatchObject({ message, ...(option !== undefined && { option }) });
  });

  test.each([
    ['inline:\n\n {{ 1 }}', ' 1'],
    ['t.in', 'file'],
  ])('the old form takes %j', async (template, expected) => {
    const { bench, write, read } = makeRelease();
    write('t.in', 'file\n');
    valueOf(await bench.install(jinja2, { options: { rendered: 'out', template } }));
    expect(read('out')).toBe(expected);
  });

  test('a server gives it while the graph is made', async () => {
    const { bench, read } = makeRelease({ sections });
    const { url, requests } = await startServer({ '/t': '{{ x }}' });
    const part = { options: { url: `${url}/t`, output: 'out', md5sum: md5('{{ x }}'), context: 'raw x 1' } };
    valueOf(await bench.resolve(jinja2, part));
    expect(requests).toEqual(['/t']);
    valueOf(await bench.install(jinja2, part));
    expect(read('out')).toBe('1');
  });
});

describe('encoding', () => {
  test.each([
    ['latin-1', [0xe9], [0xe9, 0x21]],
    ['ISO-8859-15', [0xa4], [0xa4, 0x21]],
    ['utf_8', [0xc3, 0xa9], [0xc3, 0xa9, 0x21]],
  ])('%s holds for the template and the file', async (encoding, template, expected) => {
    const { bench, at } = makeRelease();
    writeFileSync(at('t.in'), Buffer.from([...template, 0x21, 0x0a]));
    valueOf(await bench.install(jinja2, { options: { url: 't.in', output: 'out', encoding } }));
    const { readFileSync } = await import('node:fs');
    expect([...readFileSync(at('out'))]).toEqual(expected);
  });

  test.each([
    [{ encoding: 'latin-1' }, 'the rendered text has the character `☃` (U+2603), which latin-1 cannot hold'],
    [{ encoding: 'utf-7' }, 'there is no encoding `utf-7`'],
    [{ encoding: 'constructor' }, 'there is no encoding `constructor`'],
  ])('%j is refused', async (options, message) => {
    expect(await refusal({ inline: '☃', ...options })).toMatchObject({ option: 'encoding', message });
  });

  test('bytes that are none of its text are refused', async () => {
    const release = makeRelease();
    writeFileSync(release.at('t.in'), Buffer.from([0xe9]));
    const message = `\`${release.at('t.in')}\` is not utf-8 text`;
    expect(await refusal({ url: 't.in' }, release)).toMatchObject({ option: 'url', message });
  });
});
