import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed, type Value } from '../../src/jinja/index.js';

const STEPS = 'LimitError: the template takes more than 2000000 steps';
const SIZE = 'LimitError: a value has more than 16777216 characters or items';
const BRACKETS = 'LimitError: the expression has brackets in brackets, more than 100 deep';
const OPERATIONS = 'LimitError: the expression has operations on operations, more than 200 deep';

const environment = createEnvironment({
  extensions: ['do', 'loopcontrols'],
  limits: { steps: 2_000_000, outputSize: 2 ** 22 },
});
const modules = ['re', 'itertools', 'json'].map((name): [string, Value] => [name, moduleNamed(name) ?? null]);
const context = new Map([...builtins, ...modules]);

/** The output, or the kind and the message of the failure. */
function outcome(text: string): string {
  const compiled = environment.compile({ path: 'main', text });
  if (!compiled.ok) return `${compiled.failures[0].kind}: ${compiled.failures[0].message}`;
  const rendered = compiled.value.render(context);
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

/** A template that does something to the text `ns.s` again and again. */
function again(change: string): string {
  return `{% set ns = namespace(s='x' * 10) %}{% for i in range(60) %}${change}{% endfor %}`;
}

function nested(open: string, close: string): string {
  return `{{ ${open.repeat(100_000)}1${close.repeat(100_000)} }}`;
}

describe('what would take for ever', () => {
  test.each([
    ['a long range', '{% for i in range(10**12) %}{% endfor %}', STEPS],
    ['its sum', '{{ range(10**12)|sum }}', STEPS],
    ['counting', '{% for i in itertools.count() %}{% endfor %}', STEPS],
    ['going round', '{{ itertools.cycle([1])|list }}', STEPS],
    ['permutations', '{{ itertools.permutations(range(20))|list|length }}', STEPS],
    ['slices', '{{ [1]|slice(10**9)|list }}', STEPS],
    ['inserting at the front', '{% set l = [] %}{% for i in range(10**6) %}{% do l.insert(0, i) %}{% endfor %}', STEPS],
    [
      'copies of a growing text',
      "{% set ns = namespace(s='') %}{% for i in range(10**6) %}{% set ns.s = ns.s + 'x' %}{% endfor %}",
      STEPS,
    ],
    ['(a+)+$', "{{ re.match('(a+)+$', 'a' * 5000 ~ 'b') }}", STEPS],
    ['(a|a)*c', "{{ re.match('(a|a)*c', 'a' * 5000 ~ 'b') }}", STEPS],
    ['(.*)*x', "{{ re.search('(.*)*x', 'y' * 3000) }}", STEPS],
    ['a reference to a repeated group', "{{ re.match('(a*)*\\\\1b', 'a' * 2000) }}", STEPS],
    ['a long text nearly at every place', "{{ ('a' * 2500 ~ 'b' ~ 'a' * 2500) in 'a' * 10**6 }}", STEPS],
    ['its last place', "{{ ('a' * 10**6).rfind('a' * 5000 ~ 'b') }}", STEPS],
    ['its replacement', "{{ ('a' * 10**6)|replace('a' * 2500 ~ 'b' ~ 'a' * 2500, '')|length }}", STEPS],
    ['parts between it', "{{ ('a' * 10**6).rsplit('a' * 5000 ~ 'b')|length }}", STEPS],
    [
      'equal texts',
      "{% set a = 'x' * 10**6 %}{% set b = 'x' * 10**6 %}{% for i in range(10**6) %}{{ a == b }}{% endfor %}",
      STEPS,
    ],
    [
      'the last of many',
      '{% set d = dict.fromkeys(range(10**5)) %}{% for i in range(10**5) %}{% do d.popitem() %}{% do d.pop(i, 0) %}{% endfor %}',
      STEPS,
    ],
    [
      'the first of many',
      '{% set l = range(10**5)|list %}{% for i in range(10**5) %}{% do l.pop(0) %}{% endfor %}',
      STEPS,
    ],
    [
      'a long text in a key',
      "{% set t = 'x' * 1000000 %}{% for i in range(10**9) %}{% set x = (t, i) in {} %}{% endfor %}",
      STEPS,
    ],
    [
      'a long tuple in a key',
      '{% set t = tuple(range(100000)) %}{% for i in range(10**9) %}{% set x = {(t, i): 1} %}{% endfor %}',
      STEPS,
    ],
    ['sorting by a slow key', "{% for i in range(10**6) %}{% set x = ['b' * 10000, 'a']|sort %}{% endfor %}", STEPS],
  ])('%s', (_, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('what would take all memory', () => {
  test.each([
    ['~', again('{% set ns.s = ns.s ~ ns.s %}')],
    ['+', again('{% set ns.s = ns.s + ns.s %}')],
    ['%', again("{% set ns.s = '%s%s' % (ns.s, ns.s) %}")],
    ['format', again("{% set ns.s = '{0}{0}'.format(ns.s) %}")],
    ['join', again('{% set ns.s = [ns.s, ns.s]|join %}')],
    ['replace of nothing', again("{% set ns.s = ns.s.replace('', ns.s) %}")],
    ['extend', '{% set l = [1] %}{% for i in range(60) %}{% do l.extend(l) %}{% endfor %}'],
    ['a repeated text', "{{ 'x' * 10**10 }}"],
    ['a repeated list', '{{ [0] * 10**10 }}'],
    ['a list of a range', '{{ range(10**12)|list }}'],
    ['a sorted range', '{{ range(10**9)|sort }}'],
    ['a power', '{{ pow(9, 9**9) }}'],
    ['a batch', '{{ [1]|batch(10**9, 0)|list }}'],
    ['center', "{{ 'x'|center(10**9) }}"],
    ['indent', "{{ 'x\\ny'|indent(10**9) }}"],
    ['zfill', "{{ 'x'.zfill(10**9) }}"],
    ['%1000000000d', "{{ '%1000000000d' % 1 }}"],
    ['%*d', "{{ '%*d' % (10**9, 1) }}"],
    ['%.1000000000f', "{{ '%.1000000000f' % 1.5 }}"],
    ['the filter format', "{{ '%1000000000s'|format(1) }}"],
    ['{:>1000000000}', "{{ '{:>1000000000}'.format(1) }}"],
    ['{:{w}}', "{{ '{:{w}}'.format(1, w=10**9) }}"],
  ])('%s', (_, text) => {
    // Whichever limit is met first: big values count as work.
    expect([SIZE, STEPS]).toContain(outcome(text));
  });

  test('output', () => {
    const message = 'LimitError: the output is longer than 4194304 characters';
    expect(outcome("{% set s = 'x' * 1000000 %}{% for i in range(10000) %}{{ s }}{% endfor %}")).toBe(message);
    expect(outcome(again('{% set b %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = b %}'))).toBe(message);
  });
});

describe('what would overflow the stack', () => {
  test.each([
    ['parentheses', nested('(', ')'), BRACKETS],
    ['lists', nested('[', ']'), BRACKETS],
    ['not', nested('not ', ''), OPERATIONS],
    ['minus', nested('-', ''), OPERATIONS],
    ['sums', nested('1+', ''), OPERATIONS],
    ['filters', nested('', '|abs'), OPERATIONS],
    ['attributes', nested('', '.a'), OPERATIONS],
    ['conditions', nested('1 if 1 else ', ''), OPERATIONS],
    ['blocks', '{% if 1 %}'.repeat(100_000), 'LimitError: the template has blocks in blocks, more than 100 deep'],
    ['braces', '{{'.repeat(100_000), BRACKETS],
    [
      'JSON',
      "{{ json.loads('[' * 100000) }}",
      'RecursionError: maximum recursion depth exceeded while decoding a JSON array from a unicode string',
    ],
    [
      'JSON of a list in itself',
      '{% set l = [] %}{% do l.append(l) %}{{ l|tojson }}',
      'ValueError: Circular reference detected',
    ],
    [
      'lists in themselves',
      '{% set a = [] %}{% do a.append(a) %}{% set b = [] %}{% do b.append(b) %}{{ a == b }}',
      'RecursionError: maximum recursion depth exceeded in comparison',
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('what would reach the host', () => {
  test.each([
    ["{{ [].constructor.constructor('return 1')() }}", "UndefinedError: 'list object' has no attribute 'constructor'"],
    ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "UndefinedError: 'str object' has no attribute '__class__'"],
    ['{{ cycler.__init__.__globals__.os }}', "UndefinedError: 'type object' has no attribute '__init__'"],
    ["{{ '{0.__class__.__mro__}'.format(1) }}", "AttributeError: 'int' object has no attribute '__class__'"],
    ["{{ ''|attr('constructor') }}{{ [{}]|map(attribute='__proto__')|list }}", '[Undefined]'],
    ["{% set d = {'__proto__': {'polluted': 1}} %}{{ {}.polluted }}{{ d }}", "{'__proto__': {'polluted': 1}}"],
    ['{{ namespace(__proto__=2).__proto__ }}{{ dict(constructor=1) }}', "2{'constructor': 1}"],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  test('nothing was changed there', () => {
    expect(Object.keys(Object.prototype)).toStrictEqual([]);
  });
});

describe('what is much and harmless', () => {
  test.each([
    [
      'entries one by one',
      '{% set d = {} %}{% for i in range(N) %}{% do d.update({i: i}) %}{% endfor %}{{ d|length }}',
    ],
    ['items one by one', '{% set d = [] %}{% for i in range(N) %}{% do d.extend([i]) %}{% endfor %}{{ d|length }}'],
    ['appended', '{% set d = [] %}{% for i in range(N) %}{% do d.append(i) %}{% endfor %}{{ d|length }}'],
    [
      'entries taken away',
      '{% set d = dict.fromkeys(range(N)) %}{% for i in range(N) %}{% do d.popitem() %}{% endfor %}{{ d|length + N }}',
    ],
    [
      'members taken away',
      '{% set d = set(range(N)) %}{% for i in range(N) %}{% do d.pop() %}{% endfor %}{{ d|length + N }}',
    ],
    ['members one by one', '{% set d = set() %}{% for i in range(N) %}{% do d.add(i) %}{% endfor %}{{ d|length }}'],
  ])('%s', (_, text) => {
    expect(outcome(text.replaceAll('N', '100000'))).toBe('100000');
  });
});
