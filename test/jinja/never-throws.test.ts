import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, HostObject, moduleNamed, type Host, type Value } from '../../src/jinja/index.js';

const modules = ['copy', 'itertools', 'netaddr'].map((name): [string, Value] => [name, moduleNamed(name) ?? null]);
const context = new Map([...builtins, ...modules]);
const environment = createEnvironment({ extensions: ['do'], limits: { steps: 400_000 } });

/** The output, or the kind and the message of the failure. */
function outcome(text: string, given: ReadonlyMap<string, Value> = context): string {
  const compiled = environment.compile({ path: 'main', text });
  if (!compiled.ok) return `${compiled.failures[0].kind}: ${compiled.failures[0].message}`;
  const rendered = compiled.value.render(given);
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

const DIGITS =
  'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit';
const TOO_DEEP = 'LimitError: the template is nested too deeply';
const LONG_INTEGER = `0x${'f'.repeat(5000)}`;

describe('constants that cannot be printed', () => {
  test.each([
    ['an integer', `{{ ${LONG_INTEGER} }}`, DIGITS],
    ['one in a list', `{{ [${LONG_INTEGER}] }}`, DIGITS],
    ['one that is not reached', `{% if false %}{{ ${LONG_INTEGER} }}{% endif %}`, ''],
    ['a text in a list', `{{ ['${'a'.repeat(1_100_000)}'] }}`, `['${'a'.repeat(1_100_000)}']`],
  ])('%s', (_, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('compiling', () => {
  test('ends where JavaScript has no room for a number', () => {
    expect(outcome(`{{ ${'1'.repeat(10_000_000)} }}`)).toBe(TOO_DEEP);
  });
});

/** Its only item is what `list` makes of the first item of a list. */
class First extends HostObject {
  readonly typeName = 'First';
  readonly #held: readonly Value[];

  constructor(held: readonly Value[]) {
    super();
    this.#held = held;
  }

  override *iterate(host: Host): Generator<Value, void> {
    yield host.call(builtins.get('list') ?? null, this.#held.slice(0, 1));
  }
}

describe('generators that run themselves', () => {
  const executing = 'ValueError: generator already executing';
  test.each([
    ["{% set l = [] %}{% set g = l|map('list') %}{% do l.append(g) %}{{ g|list }}", executing],
    ["{% set l = [] %}{% set g = l|map('join') %}{% do l.append(g) %}{{ g|list }}", executing],
    ["{% set l = [] %}{% set g = l|select('in', l) %}{% do l.extend([1, g]) %}{{ g|list }}", '[1, <generator object>]'],
    ["{% set l = [] %}{% set g = l|rejectattr('x', 'in', l|map('list')) %}{% do l.append(g) %}{{ g|list }}", executing],
    ["{% set l = [] %}{% set g = l|unique(attribute='x') %}{% do l.append(g) %}{{ g|list|length }}", '1'],
    ['{% set l = [] %}{% set c = itertools.chain.from_iterable(l) %}{% do l.append(c) %}{{ c|list }}', TOO_DEEP],
    [
      "{% set l = [] %}{% set t = itertools.tee(l|map('list')) %}{% do l.append(t[0]) %}{{ t[1]|list }}",
      'RuntimeError: cannot re-enter the tee iterator',
    ],
    [
      '{% set ns = namespace(l=[]) %}{% for x in [1, 2] if ns.l|list or true %}{% set ns.l = loop %}{% endfor %}',
      executing,
    ],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  test('an object of a program', () => {
    const held: Value[] = [];
    const given = new Map<string, Value>([...context, ['l', held], ['first', new First(held)]]);
    expect(outcome('{% set g = iter(first) %}{% do l.append(g) %}{{ g|list }}', given)).toBe(executing);
  });
});

describe('what is shown in messages', () => {
  const long = 'a'.repeat(1_100_000);
  test.each([
    ['a filter', `{{ 1|${long} }}`, /^TemplateAssertionError: No filter named 'a{262144}'…\.$/],
    ['a name', `{{ -${long} }}`, /^UndefinedError: 'a{262144}'… is undefined$/],
    ['a block', `{% block ${long} %}{% endblock %}`.repeat(2), /^TemplateAssertionError: block 'a{262144}'… defined/],
    ['a key', "{% set k = ('a',) * 30000 %}{{ -{}[(k, k, k, k, k, k, k)] }}", /element <tuple object>$/],
  ])('%s that is very long is told by its beginning or type', (_, text, expected) => {
    expect(outcome(text)).toMatch(expected);
  });
});

/** Its comparison takes more work than any rendering may do. */
class Slow extends HostObject {
  readonly typeName = 'Slow';

  override equals(_: Value, host: Host): boolean {
    host.spend(10 ** 9);
    return true;
  }
}

test('the comparison of an object of a program counts', () => {
  const given = new Map<string, Value>([
    ['a', new Slow()],
    ['b', new Slow()],
  ]);
  expect(outcome('{{ a == b }}', given)).toBe('LimitError: the template takes more than 400000 steps');
});
