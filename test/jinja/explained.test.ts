import { describe, expect, test } from 'vitest';
import { locate } from '../../src/engine/diag/index.js';
import {
  createEnvironment,
  explain,
  fromData,
  moduleNamed,
  type FilterContext,
  type TemplateFailure,
  type Value,
} from '../../src/jinja/index.js';
import { attributeNames } from '../../src/jinja/values/attributes.js';
import { Undefined } from '../../src/jinja/values/undefined.js';

const templates = new Map([
  ['lib', '{% macro field(value, kind="text") %}{{ value }}{% endmacro %}{% set width = 3 %}'],
  ['broken', 'a\n{% if x %}b{% ednif %}'],
]);

const context = new Map<string, Value>([
  ['conf', fromData({ name: 'n', port: 80 })],
  ['users', fromData(['a', 'b'])],
  ['json', moduleNamed('json') ?? null],
]);

const environment = createEnvironment({
  undefined: 'strict',
  extensions: ['do'],
  globals: new Map<string, Value>([['re', moduleNamed('re') ?? null]]),
  loader: (path) => {
    const text = templates.get(path);
    return text === undefined ? undefined : { path, text };
  },
});

function failureOf(text: string): TemplateFailure {
  const compiled = environment.compile({ path: 'main', text }, 'main');
  const rendered = compiled.ok ? compiled.value.render(context) : compiled;
  if (rendered.ok) throw new TypeError(`no failure: ${rendered.value.text}`);
  return rendered.failures[0];
}

/** What a reporter shows of a failure: its message, what it points at, and the hint. */
function shown(text: string): readonly string[] {
  const { code, message, at, hint } = explain(failureOf(text));
  const pointed = at === undefined ? '' : at.source.text.slice(at.start, at.end);
  return [`${code}: ${message}`, pointed, ...(hint === undefined ? [] : [hint])];
}

describe('a name that there is not is told with the one that was probably meant', () => {
  test.each([
    ["{{ 'a'|uper }}", 'template-syntax: there is no filter `uper`', 'uper', 'did you mean `upper`?'],
    [
      "{{ conf.name|join(',')|uper|lower }}",
      'template-syntax: there is no filter `uper`',
      'uper',
      'did you mean `upper`?',
    ],
    [
      '{% if conf is definde %}{% endif %}',
      'template-runtime: there is no test `definde`',
      'definde',
      'did you mean `defined`?',
    ],
    [
      "{% if true %}{{ 'a'|uper }}{% endif %}",
      'template-runtime: there is no filter `uper`',
      'uper',
      'did you mean `upper`?',
    ],
    [
      "{{ users|map('uper')|list }}",
      'template-runtime: there is no filter `uper`',
      "users|map('uper')|list",
      'did you mean `upper`?',
    ],
    [
      "{{ users|select('definde')|list }}",
      'template-runtime: there is no test `definde`',
      "users|select('definde')|list",
      'did you mean `defined`?',
    ],
    [
      '{% fro x in users %}{% endfor %}',
      "template-syntax: Encountered unknown tag 'fro'.",
      'fro',
      'did you mean `for`?',
    ],
    [
      '{% for x in users %}{% endfro %}',
      "template-syntax: Encountered unknown tag 'endfro'. Jinja was looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.",
      'endfro',
      'did you mean `endfor`?',
    ],
    [
      '{% if users %}{% elseif conf %}{% endif %}',
      "template-syntax: Encountered unknown tag 'elseif'. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
      'elseif',
      'did you mean `elif`?',
    ],
    [
      "{{ 'a'.uper() }}",
      "template-undefined: 'str object' has no attribute 'uper'",
      "'a'.uper()",
      'did you mean `upper`?',
    ],
    [
      '{{ conf.nmae }}',
      "template-undefined: 'dict object' has no attribute 'nmae'",
      'conf.nmae',
      'did you mean `name`?',
    ],
    [
      "{{ conf['nmae'] }}",
      "template-undefined: 'dict object' has no attribute 'nmae'",
      "conf['nmae']",
      'did you mean `name`?',
    ],
    [
      '{{ users.apend(1) }}',
      "template-undefined: 'list object' has no attribute 'apend'",
      'users.apend(1)',
      'did you mean `append`?',
    ],
    [
      '{% for x in users %}{{ loop.idnex }}{% endfor %}',
      'template-undefined: `loop` has no attribute `idnex`',
      'loop.idnex',
      'did you mean `index`?',
    ],
    [
      "{% import 'lib' as l %}{{ l.feild(1) }}",
      'template-undefined: template `lib` has no attribute `feild`',
      'l.feild(1)',
      'did you mean `field`?',
    ],
    [
      "{% from 'lib' import feild %}{{ feild(1) }}",
      'template-undefined: template `lib` has no `feild` to import',
      'feild(1)',
      'did you mean `field`?',
    ],
    [
      "{% from 'lib' import field %}{{ field(1, kidn='x') }}",
      'template-type: macro `field` takes no argument `kidn`',
      "field(1, kidn='x')",
      'did you mean `kind`?',
    ],
    [
      "{{ users|join(dd=',') }}",
      'template-type: filter `join` takes no argument `dd`',
      "join(dd=',')",
      'did you mean `d`?',
    ],
    [
      "{{ users|map('join', dd=1)|list }}",
      'template-type: filter `join` takes no argument `dd`',
      "users|map('join', dd=1)|list",
      'did you mean `d`?',
    ],
    [
      '{{ json.dmps(1) }}',
      'template-undefined: module `json` has no attribute `dmps`',
      'json.dmps(1)',
      'did you mean `dumps`?',
    ],
    [
      '{{ json.dumps(1, indnt=2) }}',
      'template-type: `json.dumps` takes no argument `indnt`',
      'json.dumps(1, indnt=2)',
      'did you mean `indent`?',
    ],
    [
      "{{ re.sub('a', 'b', 'c', cuont=1) }}",
      "template-type: TypeError: sub() got an unexpected keyword argument 'cuont'",
      "re.sub('a', 'b', 'c', cuont=1)",
      'did you mean `count`?',
    ],
    [
      '{{ dict.fromkyes([1]) }}',
      'template-undefined: type `dict` has no attribute `fromkyes`',
      'dict.fromkyes([1])',
      'did you mean `fromkeys`?',
    ],
    ["{% include 'lbi' %}", 'template-not-found: there is no template `lbi`', "'lbi'"],
    [
      '{{ self.bdoy() }}{% block body %}{% endblock %}',
      'template-undefined: `self` has no attribute `bdoy`',
      'self.bdoy()',
      'did you mean `body`?',
    ],
    [
      '{% set ns = namespace(count=1) %}{{ ns.cuont }}',
      'template-undefined: the namespace has no attribute `cuont`',
      'ns.cuont',
      'did you mean `count`?',
    ],
    [
      '{{ cycler(1).curent }}',
      'template-undefined: the cycler has no attribute `curent`',
      'cycler(1).curent',
      'did you mean `current`?',
    ],
    [
      '{{ joiner().usde }}',
      'template-undefined: the joiner has no attribute `usde`',
      'joiner().usde',
      'did you mean `used`?',
    ],
    ['{{ uesrs }}', "template-undefined: 'uesrs' is undefined", 'uesrs', 'did you mean `users`?'],
    [
      "{{ 'x'|attr('uper') }}",
      "template-undefined: 'str object' has no attribute 'uper'",
      "'x'|attr('uper')",
      'did you mean `upper`?',
    ],
    [
      '{% macro m() %}{% endmacro %}{{ m.nmae }}',
      'template-undefined: macro `m` has no attribute `nmae`',
      'm.nmae',
      'did you mean `name`?',
    ],
  ])('%s', (text, ...lines) => {
    expect(shown(text)).toStrictEqual(lines);
  });

  test('but with none that templates may not see', () => {
    expect(shown('{{ conf.__len }}')).toStrictEqual([
      "template-undefined: 'dict object' has no attribute '__len'",
      'conf.__len',
    ]);
    expect([...attributeNames('')].filter((name) => name.startsWith('_'))).toStrictEqual([]);
  });

  test('and Python’s message stays as it is', () => {
    expect(failureOf("{{ users|join(dd=',') }}")).toMatchObject({
      kind: 'TypeError',
      message: "sync_do_join() got an unexpected keyword argument 'dd'",
      mistaken: { sought: 'argument', name: 'dd' },
      nearest: 'd',
    });
    expect(failureOf("{% include 'lbi' %}")).toMatchObject({
      kind: 'TemplateNotFound',
      message: 'lbi',
      mistaken: { sought: 'template', name: 'lbi' },
    });
  });

  test('in a template that another one loads', () => {
    const { code, at, notes, hint } = explain(failureOf("\n{% include 'broken' %}"));
    const lines = [at, ...notes.map((note) => note.at)].map((span) =>
      span === undefined ? '' : `${span.source.path}:${locate(span.source, span.start).line}`,
    );
    expect({ code, lines, hint }).toStrictEqual({
      code: 'template-syntax',
      lines: ['broken:2', 'main:2'],
      hint: 'did you mean `endif`?',
    });
  });
});

describe('wrong arguments are told without Python’s names', () => {
  test.each([
    ['{% macro m(a, a) %}{% endmacro %}', 'template-syntax: macro `m` has the parameter `a` twice', 'a'],
    ['{% call(a, a) m() %}{% endcall %}', 'template-syntax: the `call` block has the parameter `a` twice', 'a'],
    [
      "{{ users|join(',', 'x', 'y', 'z') }}",
      'template-type: filter `join` takes at most 2 arguments, and is given 4',
      "join(',', 'x', 'y', 'z')",
    ],
    ["{{ users|replace('a') }}", 'template-type: filter `replace` needs `new`', "replace('a')"],
    ['{{ users|length(1) }}', 'template-type: filter `length` takes no arguments', 'length(1)'],
    ['{{ users|first(1) }}', 'template-type: filter `first` takes no arguments', 'first(1)'],
    ['{{ conf.port is divisibleby }}', 'template-type: test `divisibleby` needs `num`', 'divisibleby'],
    ['{{ conf.port is eq }}', 'template-type: test `eq` takes one argument, without a name', 'eq'],
    ["{{ users|join(',', d='x') }}", 'template-type: filter `join` gets `d` twice', "join(',', d='x')"],
    [
      "{{ users|map('replace', 'a')|list }}",
      'template-type: filter `replace` needs `new`',
      "users|map('replace', 'a')|list",
    ],
  ])('%s', (text, ...lines) => {
    expect(shown(text)).toStrictEqual(lines);
  });
});

describe('the names that are told are attributes', () => {
  const names: string[] = [];
  const missing: string[] = [];
  const asking = createEnvironment({
    loader: (path) => ({ path, text: '{% macro m() %}{% endmacro %}' }),
    globals: new Map(['re', 'netaddr'].map((name): [string, Value] => [name, moduleNamed(name) ?? null])),
    filters: new Map([
      [
        'ask',
        (value: Value, _call: unknown, asked: FilterContext): Value => {
          names.push(...attributeNames(value));
          missing.push(...names.filter((name) => asked.getattr(value, name) instanceof Undefined));
          return null;
        },
      ],
    ]),
  });

  test.each([
    '{% for i in [1, 2, 3] %}{% if loop.index == 2 %}{{ loop|ask }}{% endif %}{% endfor %}',
    '{% macro m() %}{% endmacro %}{{ m|ask }}',
    "{% import 'l' as l %}{{ l|ask }}",
    '{% block b %}{% endblock %}{{ self|ask }}',
    '{% block b %}{% endblock %}{{ self.b|ask }}',
    '{{ namespace(a=1, b=2)|ask }}',
    '{{ cycler(1)|ask }}',
    '{{ joiner()|ask }}',
    "{{ ''|ask }}",
    '{{ {1: 2, "a": 3}|ask }}',
    '{{ dict|ask }}',
    '{{ re|ask }}',
    "{{ re.compile('')|ask }}",
    "{{ re.match('', '')|ask }}",
    "{{ netaddr.IPAddress('::1')|ask }}",
    "{{ netaddr.IPNetwork('10.0.0.0/8')|ask }}",
  ])('%s', (text) => {
    names.length = 0;
    missing.length = 0;
    const compiled = asking.compile({ path: 'main', text }, 'main');
    if (!compiled.ok) throw new Error(compiled.failures[0].message);
    expect(compiled.value.render(new Map()).ok).toBe(true);
    expect(names.length).toBeGreaterThan(0);
    expect(missing.filter((name) => name !== 'super')).toStrictEqual([]);
  });
});
