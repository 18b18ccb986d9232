import fc from 'fast-check';
import { FILTERS } from '../../src/jinja/filters/index.js';
import { TESTS } from '../../src/jinja/tests/index.js';
import { membersOf } from '../../src/jinja/values/attributes.js';
import {
  Bytes,
  Dict,
  Float,
  Markup,
  Module,
  SetValue,
  Tuple,
  builtins,
  moduleNamed,
  moduleNames,
  type Value,
} from '../../src/jinja/index.js';

const NAMES = [
  'l',
  'd',
  'ns',
  'g',
  'm',
  'big',
  't',
  's',
  'b',
  'u',
  'loop',
  'deep',
  'r',
  'it',
  'f',
  'caller',
  'varargs',
];

/** Makes the names: values of every kind, some of which hold themselves. */
const PROLOGUE =
  "{% set l = [1, 'a'] %}{% set d = {'a': 1, 2: l} %}{% set ns = namespace(x=l, d=d) %}{% set big = 'aΣ ' * 300 %}" +
  "{% set g = l|map('list') %}{% set t = (l, d) %}{% set s = set([1, 'a']) %}{% set b = bytes(20) %}" +
  '{% set deep = [] %}{% set r = range(10**15) %}{% set it = iter(l) %}' +
  '{% macro f(x, y=1) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}' +
  '{% macro m(x=1) %}{{ m(x) }}{% endmacro %}' +
  '{% do l.append(l) %}{% do d.update({"d": d, "l": l}) %}{% set ns.ns = ns %}{% do l.append(g) %}' +
  '{% for i in range(600) %}{% do deep.append([deep[-1] if deep else 0]) %}{% endfor %}';

const LITERALS = [
  '0',
  '1',
  '-1',
  '2**64',
  '10**4000',
  `0x${'f'.repeat(4000)}`,
  '1e308',
  '1e-308',
  '0.5',
  '1e400',
  'true',
  'none',
  "''",
  "'a'",
  "'Σ\\ud83d\\ude00x'",
  "'%s %(a)d %*d'",
  "'{0[a].b!r:>{1}}'",
  "'(a*)*b'",
  "'x' * 5000",
  '[]',
  '()',
  '{}',
  "'upper'",
  "'x.y.0'",
  "'999999999999'",
  "'127.0.0.1/8'",
  "'%zz%41='",
  '\'{"a": [1, 2.5e3]}\'',
];

function memberNames(): readonly string[] {
  const samples: readonly Value[] = ['', 1, new Float(1), [], new Tuple([]), new Dict(), new SetValue()];
  const more: readonly Value[] = [new SetValue('frozenset'), new Bytes(new Uint8Array()), new Markup('')];
  return [...new Set([...samples, ...more].flatMap((value) => [...(membersOf(value)?.keys() ?? [])]))];
}

/** `re.sub` and all other members of the modules, by the names that `hostileContext` gives the modules. */
const FUNCTIONS = moduleNames.flatMap((name) => {
  const module = moduleNamed(name);
  return module instanceof Module ? [...module.members.keys()].map((member) => `${contextName(name)}.${member}`) : [];
});

function contextName(module: string): string {
  return module.replaceAll('.', '_');
}

/** What the templates are rendered with. */
export function hostileContext(): Map<string, Value> {
  const modules = moduleNames.map((name): [string, Value] => [contextName(name), moduleNamed(name) ?? null]);
  return new Map([...builtins, ...modules]);
}

interface Tied {
  readonly expression: string;
  readonly statement: string;
  readonly body: string;
}

/** Some values, then some with names, each of which is given once. */
function argumentsOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const named = fc.dictionary(fc.constantFrom('key', 'attribute', 'default', 'width', 'd', 'indent'), value, {
    maxKeys: 1,
  });
  return fc
    .tuple(fc.array(value, { maxLength: 3 }), fc.option(named, { freq: 4, nil: {} }))
    .map(([all, names]) => [...all, ...Object.entries(names).map(([name, one]) => `${name}=${one}`)].join(', '));
}

/** Those that are written as names. */
const NAMED_TESTS = [...TESTS.keys()].filter((name) => /^[a-z]+$/.test(name) && name !== 'in');

const OPERATORS = ['+', '-', '*', '/', '//', '%', '**', '~', '<', '>=', '==', 'in', 'not in', 'and', 'or'];

const { expression, body } = fc.letrec<Tied>((tie: fc.LetrecTypedTie<Tied>) => {
  const inner = tie('expression');
  const given = argumentsOf(inner);
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...NAMES, ...LITERALS),
      fc.constantFrom(...NAMES),
      fc.tuple(inner, fc.constantFrom(...OPERATORS), inner).map(([left, op, right]) => `(${left} ${op} ${right})`),
      fc.tuple(inner, fc.constantFrom(...FILTERS.keys()), given).map(([of, name, all]) => `(${of})|${name}(${all})`),
      fc.tuple(inner, fc.constantFrom(...FILTERS.keys())).map(([of, name]) => `(${of})|${name}`),
      fc.tuple(inner, fc.constantFrom(...NAMED_TESTS), inner).map(([of, name, arg]) => `((${of}) is ${name}(${arg}))`),
      fc.tuple(inner, fc.constantFrom(...memberNames()), given).map(([of, name, all]) => `(${of}).${name}(${all})`),
      fc.tuple(fc.constantFrom(...FUNCTIONS), given).map(([name, all]) => `${name}(${all})`),
      fc.tuple(fc.constantFrom(...FUNCTIONS)).map(([name]) => name),
      fc.tuple(fc.constantFrom(...builtins.keys()), given).map(([name, all]) => `${name}(${all})`),
      fc.tuple(inner, inner).map(([of, key]) => `(${of})[${key}]`),
      fc.tuple(inner, inner, inner).map(([of, from, by]) => `(${of})[${from}::${by}]`),
      fc.array(inner, { maxLength: 4 }).map((all) => `[${all.join(', ')}]`),
      fc.array(inner, { maxLength: 3 }).map((all) => `(${all.map((one) => `${one}, `).join('')})`),
      fc.tuple(inner, inner).map(([key, value]) => `{${key}: ${value}}`),
      fc
        .tuple(fc.constantFrom('f', 'm', 'namespace', 'cycler', 'joiner', 'lipsum', 'dict'), given)
        .map(([name, all]) => `${name}(${all})`),
    ),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      inner.map((of) => `{{ ${of} }}`),
      inner.map((of) => `{{ (${of})|list }}`),
      inner.map((of) => `{% do l.append(${of}) %}`),
      inner.map((of) => `{% set ns.x = ${of} %}`),
      fc.tuple(fc.constantFrom('g', 'it', 't', 's', 'b'), inner).map(([name, of]) => `{% set ${name} = ${of} %}`),
      fc.tuple(inner, tie('body')).map(([of, all]) => `{% for i in ${of} %}${all}{% endfor %}`),
      fc
        .tuple(inner, inner, tie('body'))
        .map(([of, test, all]) => `{% for i in ${of} if ${test} %}{{ loop.length }}${all}{% endfor %}`),
      fc
        .tuple(inner, tie('body'))
        .map(([of, all]) => `{% for i in ${of} recursive %}${all}{{ loop(${of}) }}{% endfor %}`),
      fc.tuple(inner, tie('body')).map(([of, all]) => `{% if ${of} %}${all}{% else %}{{ l }}{% endif %}`),
      tie('body').map((all) => `{% set x %}${all}{% endset %}{% do l.append(x) %}`),
      tie('body').map((all) => `{% macro m(x) %}${all}{{ m(x) }}{% endmacro %}`),
      fc.tuple(inner, tie('body')).map(([of, all]) => `{% call f(${of}) %}${all}{% endcall %}`),
      fc
        .tuple(fc.constantFrom(...FILTERS.keys()), tie('body'))
        .map(([name, all]) => `{% filter ${name} %}${all}{% endfilter %}`),
      fc.tuple(inner, tie('body')).map(([of, all]) => `{% autoescape ${of} %}${all}{% endautoescape %}`),
      fc.tuple(inner, tie('body')).map(([of, all]) => `{% with g = ${of} %}${all}{% endwith %}`),
      fc.constantFrom(
        "{% include 'main' %}",
        "{% import 'main' as l %}",
        '{% include l ignore missing %}',
        "{% from 'main' import m %}",
      ),
    ),
    body: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => all.join('')),
  };
});

/** Templates of values that hold themselves, with every filter, test, method and module and odd arguments. */
export const hostileTemplates: fc.Arbitrary<string> = fc
  .oneof({ weight: 3, arbitrary: body }, { weight: 1, arbitrary: expression.map((of) => `{{ ${of} }}`) })
  .map((text) => PROLOGUE + text);
