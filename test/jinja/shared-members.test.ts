import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed, type Value } from '../../src/jinja/index.js';
import { PREDEFINED } from '../../src/recipes/jinja2/predefined.js';

const modules = ['copy', 'json'].map((name): [string, Value] => [name, moduleNamed(name) ?? null]);
const context = new Map([...builtins, ...PREDEFINED, ...modules]);
const environment = createEnvironment({ extensions: ['do'], limits: { steps: 200_000 } });

/** Two values of the given kind, in which one member stands twice, sixty deep. */
function sharing(pair: string, use: string): string {
  const grow = `{% set ns = namespace(t=${pair.replaceAll('t', '0')}, u=${pair.replaceAll('t', '0')}) %}{% for i in range(60) %}`;
  const both = `{% set ns.t = ${pair.replaceAll('t', 'ns.t')} %}{% set ns.u = ${pair.replaceAll('t', 'ns.u')} %}`;
  return `${grow}${both}{% endfor %}{{ ${use} }}`;
}

function outcome(text: string): string {
  const compiled = environment.compile({ path: 'main', text });
  if (!compiled.ok) return compiled.failures[0].message;
  const rendered = compiled.value.render(context);
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

describe('a member that stands twice in each of sixty levels', () => {
  test.each<readonly [string, string]>([
    ...['(t, t)', '[t, t]', "{'a': t, 'b': t}"].flatMap((pair) =>
      [
        'ns.t|string',
        'repr(ns.t)',
        'ns.t == ns.u',
        'ns.t|tojson',
        'ns.t|pprint',
        'json.dumps(ns.t)',
        'dumps(ns.t)',
        'ns.t in [ns.u]',
        '[ns.t].count(ns.u)',
        '[ns.t].index(ns.u)',
        "'%s' % [ns.t]",
        "'{}'.format(ns.t)",
        '[ns.t]|join',
        'ns.t|e',
        'ns.t|urlencode',
        'ns.t|upper',
        'ns.t ~ ns.u',
        'assert(false, ns.t)',
      ].map((use) => [pair, use] as const),
    ),
    ['(t, t)', 'ns.t < ns.u'] as const,
    ['(t, t)', '[ns.t, ns.u]|sort'] as const,
    ['(t, t)', 'isinstance(1, ns.t)'] as const,
    ['[t, t]', 'max(ns.t, ns.u)'] as const,
  ])('%s: %s', (pair, use) => {
    expect(outcome(sharing(pair, use))).toMatch(/^(LimitError: the template takes more|TypeError: |UndefinedError: )/);
  });

  test.each([
    ['(t, t)', '{ns.t: 1}[ns.u]', '1'],
    ['(t, t)', '[ns.t, ns.u]|unique|list|length', '1'],
    ['(t, t)', 'copy.deepcopy(ns.t)|length', '2'],
    ['[t, t]', 'copy.deepcopy(ns.t)|length', '2'],
    ["{'a': t, 'b': t}", 'copy.deepcopy(ns.t)|length', '2'],
  ])('%s: %s is met once', (pair, use, expected) => {
    expect(outcome(sharing(pair, use))).toBe(expected);
  });
});
