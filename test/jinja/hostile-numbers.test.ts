import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed, type Value } from '../../src/jinja/index.js';

const environment = createEnvironment({ extensions: ['do'] });
const context = new Map<string, Value>([...builtins, ['math', moduleNamed('math') ?? null]]);

function outcome(text: string): string {
  const compiled = environment.compile({ path: 'main', text });
  if (!compiled.ok) return `${compiled.failures[0].kind}: ${compiled.failures[0].message}`;
  const rendered = compiled.value.render(context);
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

const STEPS = 'LimitError: the template takes more than 20000000 steps';

describe('integers that take too long', () => {
  test.each([
    '{{ math.gcd(3**300000, 7**200000) is number }}',
    '{{ math.lcm(3**300000, 7**200000) is number }}',
    '{{ math.isqrt(7**4000000) is number }}',
    '{{ math.factorial(10**5) is number }}',
    '{{ math.comb(10**6, 5 * 10**5) is number }}',
    '{{ pow(3, 2**20000, 2**20000 + 1) is number }}',
    '{{ pow(3**600000, -1, 2**1000000 + 1) is number }}',
    '{% set a = 3**1000000 %}{% for i in range(1000) %}{{ (a * a) is number }}{% endfor %}',
    '{% set a = 3**1000000 %}{% for i in range(10000) %}{{ (a // 3**500000) is number }}{% endfor %}',
    '{% set a = 3**1000000 %}{% for i in range(10000) %}{{ a / (a + 1) }}{% endfor %}',
    '{{ round(2**20000000, -3000000) is number }}',
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ bin(a)|length }}{% endfor %}',
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ oct(a)|length }}{% endfor %}',
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ hex(a)|length }}{% endfor %}',
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ a.bit_length() }}{% endfor %}',
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ a.bit_count() }}{% endfor %}',
    "{% set a = 2**4000000 %}{% for i in range(10000) %}{{ ('%x' % a)|length }}{% endfor %}",
    "{% set a = 2**4000000 %}{% for i in range(10000) %}{{ '{:x}'.format(a)|length }}{% endfor %}",
    '{% set a = 2**4000000 %}{% for i in range(10000) %}{{ a.to_bytes(600000)|length }}{% endfor %}',
    '{% for i in range(10**6) %}{{ (10**4299)|string|length }}{% endfor %}',
    "{% set a = '1' * 4000 %}{% for i in range(10**6) %}{{ a|int is odd }}{% endfor %}",
    "{% for i in range(10**6) %}{{ ('%.1100f'|format(1.1e-300))|length }}{% endfor %}",
  ])('%s', (text) => {
    expect(outcome(text)).toBe(STEPS);
  });
});

describe('integers that are long and no trouble', () => {
  test.each([
    ['{{ math.gcd(3**10000, 3**5000 * 2) == 3**5000 }}', 'True'],
    ['{{ math.isqrt(7**10000) == 7**5000 }}', 'True'],
    ['{{ math.isqrt(7**10000 - 1) == 7**5000 - 1 }}', 'True'],
    ['{{ math.isqrt(2**104 - 1) == 2**52 - 1 }}', 'True'],
    ["{{ int('1' * 100000, 32) == (32**100000 - 1) // 31 }}", 'True'],
    ["{{ int('3' * 1000000, 4) == 2**2000000 - 1 }}", 'True'],
    ["{{ int('z' * 4300, 36) == 36**4300 - 1 }}", 'True'],
    ["{{ int('12' * 1000, 3) == 5 * (9**1000 - 1) // 8 }}", 'True'],
    ['{{ round(2**2000000, -1000000) == 0 }}', 'True'],
    [
      '{{ round(15, -1) }} {{ round(25, -1) }} {{ round(-15, -1) }} {{ round(9, -1) }} {{ round(6 * 10**30, -31) }}',
      '20 20 -20 10 10000000000000000000000000000000',
    ],
    ['{{ (2**4000000).bit_length() }} {{ (-2**70).bit_length() }} {{ (2**70 - 1).bit_count() }}', '4000001 71 70'],
    ['{{ pow(3, 2**2000, 10**9 + 7) }}', '896007967'],
    ['{{ pow(7, -1, 10**30 + 57) * 7 % (10**30 + 57) }}', '1'],
    ["{{ {(7**100000, 1): 'x'}[(7**100000, 1)] }}", 'x'],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});
