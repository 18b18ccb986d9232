import { describe, expect, test } from 'vitest';
import { locate, type Diagnostic } from '../../src/engine/diag/index.js';
import {
  createEnvironment,
  explain,
  fromData,
  fromTyped,
  moduleNamed,
  toTyped,
  builtins,
  Callable,
  Float,
  Module,
  raise,
  type Call,
  type Host,
  type PlainData,
  type Settings,
  type TemplateFailure,
  type Value,
} from '../../src/jinja/index.js';

type Outcome = { readonly text: string } | { readonly failure: TemplateFailure };

function render(text: string, settings: Settings = {}, context: Readonly<Record<string, PlainData>> = {}): Outcome {
  const compiled = createEnvironment(settings).compile({ path: 'main', text }, 'main');
  if (!compiled.ok) return { failure: compiled.failures[0] };
  const names = new Map(Object.entries(context).map(([name, data]): [string, Value] => [name, fromData(data)]));
  const rendered = compiled.value.render(names);
  return rendered.ok ? { text: rendered.value.text } : { failure: rendered.failures[0] };
}

function failureOf(text: string, settings?: Settings, context?: Readonly<Record<string, PlainData>>): TemplateFailure {
  const outcome = render(text, settings, context);
  if ('text' in outcome) throw new TypeError(`no failure: ${outcome.text}`);
  return outcome.failure;
}

function files(templates: Readonly<Record<string, string>>): NonNullable<Settings['loader']> {
  return (path) => (Object.hasOwn(templates, path) ? { path, text: templates[path] ?? '' } : undefined);
}

/** As a reporter shows it, without the lines of the source. */
function shown({ message, at, notes, hint, code }: Diagnostic): readonly string[] {
  const place = (span: Diagnostic['at']): string => {
    if (span === undefined) return '';
    const { line, column } = locate(span.source, span.start);
    return ` at ${span.source.path}:${line}:${column} ${JSON.stringify(span.source.text.slice(span.start, span.end))}`;
  };
  const lines = notes.map((note) => `${note.message}${place(note.at)}`);
  return [`${code}: ${message}${place(at)}`, ...lines, ...(hint === undefined ? [] : [hint])];
}

describe('limits', () => {
  const NESTED = 'macros, templates and loops are nested more than 200 levels deep';
  const loops = { extensions: ['do', 'loopcontrols'] } as const;

  test.each([
    ['endless loops', '{% for i in range(10 ** 12) %}{% endfor %}', 'the template takes more than 20000000 steps'],
    ['output', '{% for i in range(10 ** 12) %}{{ x }}{% endfor %}', 'the output is longer than 67108864 characters'],
    ['one value', '{{ ("x" * 10 ** 9)|length }}', 'a value has more than 16777216 characters or items'],
    [
      'doubling',
      '{% set ns = namespace(s="x") %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}',
      'a value has more than 16777216 characters or items',
    ],
    ['macros', '{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}', NESTED],
    ['call blocks', '{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}', NESTED],
    ['includes', '{% include "self" %}', NESTED],
    ['imports', '{% import "import" as a %}', NESTED],
    ['parents', '{% extends "extends" %}', NESTED],
    ['recursive loops', '{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}', NESTED],
    ['blocks', '{% block a %}{{ self.a() }}{% endblock %}', NESTED],
    ['big divisors', '{{ math.gcd(13 ** 80000, 17 ** 80000) }}', 'the template takes more than 20000000 steps'],
    [
      'what is passed over',
      '{{ itertools.islice(range(10 ** 12), 0, 10 ** 11, 10 ** 12)|list }}',
      'the template takes more than 20000000 steps',
    ],
    [
      'moving long lists',
      '{% set l = range(10 ** 6)|list %}{% for i in range(10 ** 6) %}{% do l.pop(0) %}{% endfor %}',
      'the template takes more than 20000000 steps',
    ],
    [
      'generators on generators',
      '{% set ns = namespace(g=[1]) %}{% for i in range(50000) %}{% set ns.g = ns.g|map("int") %}{% endfor %}{{ ns.g|list }}',
      'the template is nested too deeply',
    ],
  ])('%s', (_, text, message) => {
    const loader = files({
      self: '{% include "self" %}',
      import: '{% import "import" as a %}',
      extends: '{% extends "extends" %}',
    });
    const modules = ['itertools', 'math'].map((module): [string, Value] => [module, moduleNamed(module) ?? null]);
    const globals = new Map(modules);
    expect(failureOf(text, { ...loops, loader, globals }, { x: 'x'.repeat(100_000) })).toMatchObject({
      kind: 'LimitError',
      message,
    });
  });

  test('many branches over many names are no more work than their number', () => {
    const numbers = Array.from({ length: 16_000 }, (_, at) => at);
    const branches = numbers.map((at) => `{% elif a${at} == ${at} %}{% set b${at} = 1 %}${at}`);
    expect(render(`{% if x %}x${branches.join('')}{% endif %}{{ b15999 }}`, {}, { a15999: 15999 })).toEqual({
      text: '159991',
    });
    const statements = numbers.map((at) => `{% if a${at} %}{% set b${at} = a${at} %}{% endif %}`);
    expect(render(`${statements.join('')}{{ b15999 }}`, {}, { a15999: 1 })).toEqual({ text: '1' });
  });

  test('what JavaScript has no room for is one, for functions of the host too', () => {
    const seen: unknown[] = [];
    const host = new Callable('host', ({ positional: [callee = null] }, context) => {
      try {
        return context.call(callee, []);
      } catch (error) {
        seen.push(error);
        throw error;
      }
    });
    const deep = (core: string): string => `${'(1+'.repeat(90)}${core}${'|int)'.repeat(90)}`;
    const globals = new Map<string, Value>([...builtins, ['host', host]]);
    const filters = new Map([['run', (value: Value, _: Call, context: Host) => context.call(value, [])]]);
    for (const core of ['m()', 'host(m)', 'm|run', '[2, 1].sort(key=m)', '[m]|map("run")|list|length']) {
      const body = `{{ ${deep(core)} }}`;
      const text = `{% macro m(a) %}${body}{% endmacro %}{{ m() }}`;
      expect([core, failureOf(text, { globals, filters, limits: { depth: 100_000 } })]).toMatchObject([
        core,
        { kind: 'LimitError', message: 'the template is nested too deeply' },
      ]);
    }
    expect(seen).not.toHaveLength(0);
    for (const error of seen) expect(error).toMatchObject({ kind: 'LimitError' });
  });

  test('what is nested is compiled once', () => {
    expect(render(`{{ ${'0 or '.repeat(190)}1 }}`)).toEqual({ text: '1' });
    const body = '{% set x = i %}{{ x }}'.repeat(50_000);
    const nested = '{% for i in y %}'.repeat(99);
    expect(render(`${nested}${body}${'{% endfor %}'.repeat(99)}`)).toEqual({ text: '' });
  });

  test('are those of the environment', () => {
    const limits = { steps: 10 };
    expect(render('{% for i in range(9) %}{{ i }}{% endfor %}', { limits })).toMatchObject({ text: '012345678' });
    expect(failureOf('{% for i in range(11) %}{{ i }}{% endfor %}', { limits })).toMatchObject({
      message: 'the template takes more than 10 steps',
    });
  });

  test('hold for what is known before too', () => {
    expect(failureOf('{{ "x" * 1000 }}', { limits: { valueSize: 100 } })).toMatchObject({
      kind: 'LimitError',
      message: 'a value has more than 100 characters or items',
    });
  });

  test('are the same for every rendering', () => {
    const compiled = createEnvironment({ limits: { steps: 10 } }).compile({
      path: 'main',
      text: '{% for i in range(9) %}{{ i }}{% endfor %}',
    });
    if (!compiled.ok) throw new TypeError('not compiled');
    for (let time = 0; time < 3; time++) expect(compiled.value.render(new Map())).toMatchObject({ ok: true });
  });
});

describe('what strangers cannot reach', () => {
  test.each([
    'x.constructor',
    'x.__proto__',
    'x["constructor"]',
    '"".__class__',
    '[].__class__',
    '{}.toString',
    'range.constructor',
    'range.__globals__',
    'namespace().constructor',
    'm.constructor',
    'constructor',
    '__proto__',
    'toString',
    'self.constructor',
    'self["__proto__"]',
    'l.constructor',
  ])('%s', (expression) => {
    const text = `{% import 'l' as l %}{% macro m() %}{% endmacro %}{{ (${expression}) is defined }}`;
    expect(render(text, { loader: files({ l: '' }) }, { x: { a: 1 } })).toStrictEqual({ text: 'False' });
  });
});

describe('failures', () => {
  test('tell the way to the place, and what was probably meant', () => {
    const templates = {
      page: '{% extends "layout" %}\n{% from "forms" import field %}\n{% block body %}\n  {{ field(user_name) }}\n{% endblock %}',
      layout: '<body>\n{% block body %}{% endblock %}',
      forms: '{% macro field(value) %}\n<p>{{ valeu.title }}</p>{% endmacro %}',
    };
    const failure = failureOf('\n{% include "page" %}', { loader: files(templates) }, { user_name: 'x' });
    expect(shown(explain(failure))).toStrictEqual([
      'template-undefined: \'valeu\' is undefined at forms:2:7 "valeu.title"',
      'included here at main:2:12 "\\"page\\""',
      'extended here at page:1:12 "\\"layout\\""',
      'block `body` is used here at layout:2:10 "body"',
      'macro `field` is called here at page:4:6 "field(user_name)"',
      'did you mean `value`?',
    ]);
    expect(failure).toMatchObject({ templateName: 'forms', line: 2 });
  });

  test('of templates that cannot be read tell who wanted them', () => {
    const failure = failureOf('a\n{% include "broken" %}', { loader: files({ broken: '\n{% if %}' }) });
    expect(shown(explain(failure))).toHaveLength(2);
    expect(failure).toMatchObject({ kind: 'TemplateSyntaxError', templateName: 'broken', line: 2 });
    expect(failure.chain.map(({ templateName, line }) => [templateName, line])).toStrictEqual([
      ['main', 2],
      ['broken', 2],
    ]);
  });

  test('tell the kind of those that are Python’s', () => {
    expect(shown(explain(failureOf('{{ {}.pop("k") }}')))).toStrictEqual([
      'template-lookup: KeyError: \'k\' at main:1:4 "{}.pop(\\"k\\")"',
    ]);
  });

  test('shorten a long way', () => {
    const { notes } = explain(failureOf('{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'));
    expect(notes).toHaveLength(13);
    expect(notes[6]).toStrictEqual({ message: '187 more steps' });
  });
});

describe('what a rendering read', () => {
  const texts = {
    inc: '{{ b }}{% set local = 1 %}{{ local }}',
    lib: '{% macro m() %}{{ unseen }}{% endmacro %}',
  };
  const loader = files(texts);
  const text =
    '{{ a }}{{ range(1)|list }}{% include "inc" %}{% include "no" ignore missing %}{% import "lib" as lib %}{{ lib.m() }}';
  const reads = {
    names: ['a', 'range', 'b'],
    templates: [
      { name: 'inc', parent: 'main', source: { path: 'inc', text: texts.inc } },
      { name: 'no', parent: 'main', source: undefined },
      { name: 'lib', parent: 'main', source: { path: 'lib', text: texts.lib } },
    ],
  };

  test('is told with the text', () => {
    const compiled = createEnvironment({ loader }).compile({ path: 'main', text }, 'main');
    if (!compiled.ok) throw new TypeError('not compiled');
    expect(compiled.value.render(new Map([['a', 'A']]))).toStrictEqual({ ok: true, value: { text: 'A[0]1', reads } });
  });

  test('is told with a failure', () => {
    expect(failureOf(`${text}{{ 1 // 0 }}`, { loader }, { a: 1, c: 2 }).reads).toStrictEqual(reads);
  });
});

describe('values of the host', () => {
  test('data become values and come back typed', () => {
    const data = fromData({
      a: [1, 2.5, null, true],
      b: new Map([[1, 'x']]),
      c: new Set([2]),
      d: 12345678901234567890n,
    });
    expect(toTyped(data)).toStrictEqual({
      kind: 'dict',
      entries: [
        ['a', [1n, 2.5, null, true]],
        ['b', { kind: 'dict', entries: [[1n, 'x']] }],
        ['c', { kind: 'set', items: [2n] }],
        ['d', 12345678901234567890n],
      ],
    });
    expect(toTyped(fromTyped({ kind: 'tuple', items: [1, 1n] }))).toStrictEqual({ kind: 'tuple', items: [1, 1n] });
    expect(fromTyped(2)).toStrictEqual(new Float(2));
  });

  test('objects that are integers are taken for them, and markup for names', () => {
    const globals = new Map<string, Value>([...builtins, ['netaddr', moduleNamed('netaddr') ?? null]]);
    const text = `{% set ip = netaddr.IPAddress('0.0.0.9') %}{{ '%d %x %.1f' % (ip, ip, ip) }} {{ hex(ip) }} {{ float(ip) }}
{{- [1]|map('string'|safe)|list }}{{ [1, 2]|select('odd'|safe)|list }}`;
    expect(render(text, { globals })).toStrictEqual({ text: "9 9 9.0 0x9 9.0['1'][1]" });
  });

  test('what is no data has no type', () => {
    const self: Value[] = [];
    self.push(self);
    expect(toTyped(self)).toBeUndefined();
    expect(toTyped([new Callable('f', () => null)])).toBeUndefined();
  });

  test('functions and modules are called, and their errors are the template’s', () => {
    const double = new Callable('double', ({ positional: [text = ''] }, host) => {
      host.spend(1);
      return typeof text === 'string' ? text + text : raise('TypeError', 'no text');
    });
    const tools = new Module('tools', new Map<string, Value>([['double', double]]));
    expect(render('{{ tools.double("a") }}{{ tools.nope }}', {}, { tools })).toStrictEqual({ text: 'aa' });
    expect(failureOf('\n{{ tools.double(1) }}', {}, { tools })).toMatchObject({
      kind: 'TypeError',
      message: 'no text',
      line: 2,
    });
  });

  test('filters, tests and globals are added to those of Jinja', () => {
    const settings: Settings = {
      filters: new Map([['shout', (value, _, context) => context.callFilter('upper', value)]]),
      tests: new Map([['big', (value) => typeof value === 'number' && value > 9]]),
      globals: new Map([['answer', 42]]),
    };
    expect(render('{{ "a"|shout }}{{ answer is big }}{{ "b"|lower }}', settings)).toStrictEqual({ text: 'ATrueb' });
  });

  test('templates change the lists that they are given', () => {
    const list: Value[] = [1];
    const compiled = createEnvironment().compile({ path: 'main', text: '{{ list.append(2) }}' });
    if (!compiled.ok) throw new TypeError('not compiled');
    compiled.value.render(new Map([['list', list]]));
    expect(list).toStrictEqual([1, 2]);
  });
});
