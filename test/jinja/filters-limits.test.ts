import { describe, expect, test } from 'vitest';
import { outcomeOf } from './filter-rendering.js';

/** What would take more time or space than a rendering has. */
const TOO_MUCH = [
  '{{ range(10**12)|list }}',
  '{{ range(10**12)|sum }}',
  '{{ range(10**12)|join }}',
  '{{ range(10**12)|sort }}',
  '{{ range(10**12)|max }}',
  '{{ range(10**12)|unique|list }}',
  "{{ range(10**12)|map('string')|list }}",
  "{{ range(10**12)|select('gt', 10**13)|first }}",
  "{{ range(10**12)|groupby('x') }}",
  "{{ ('x,' * 300000)|sort(attribute='a,' * 3000) }}",
  "{{ ('x,' * 300000)|map(attribute='a.' * 3000 ~ 'a', default=1)|list }}",
  "{{ ('x,' * 300000)|groupby('a.' * 3000 ~ 'a', default='x') }}",
  "{{ ('x,' * 300000)|unique(attribute='0.' * 3000 ~ '0')|list }}",
  "{{ ('x,' * 300000)|max(attribute='0.' * 3000 ~ '0') }}",
  '{{ range(10**12)|batch(3)|list }}',
  '{{ range(10**12)|slice(3)|list }}',
  '{{ [1]|slice(10**12)|list }}',
  "{{ [1]|batch(10**9, 'x')|list }}",
  "{{ 'x'|center(10**9) }}",
  "{{ 'x'|indent(10**9, true) }}",
  "{{ '%999999999d'|format(1) }}",
  "{{ ('a' * 10**6)|replace('a', 'b' * 1000) }}",
  "{{ ('x ' * 10**6)|join('y' * 1000) }}",
  "{{ (['<'] * 10**6)|join('&' * 1000)|e }}",
  '{{ [[1]]|tojson(10**9) }}',
  '{{ lipsum(10**9) }}',
  '{{ lipsum(1, min=10**9, max=10**9 + 1) }}',
  '{% set a = ["x" * 1000] %}{% for i in range(40) %}{% do a.append([a[-1], a[-1]]) %}{% endfor %}{{ a[-1]|pprint }}',
  '{% set a = ["x" * 1000] %}{% for i in range(40) %}{% do a.append([a[-1], a[-1]]) %}{% endfor %}{{ a[-1]|tojson }}',
];

/** What is long, and yet no more work than its length. */
const LINEAR = [
  ["{{ ((')' * 10**6) ~ 'x)')|urlize|length }}", '1000002'],
  ["{{ (('(' * 10**6) ~ '.')|urlize|length }}", '1000001'],
  ["{{ (('a@' * 10**5) ~ '.')|urlize|length }}", '200001'],
  ["{{ ('a.' * 10**5)|urlize|length }}", '200000'],
  ["{{ ('-' * 10**6)|wordwrap(7)|length }}", '1142857'],
  ["{{ ('a-' * 10**5)|wordwrap(7)|length }}", '233333'],
  ["{{ (' ' * 10**6)|wordwrap(7)|length }}", '0'],
  ["{{ ('<' * 10**6)|striptags|length }}", '1000000'],
  ["{{ (' ' * 10**6 ~ 'x')|trim }}", 'x'],
  ['{{ range(10**12)|batch(2)|first }}', '[0, 1]'],
  ["{{ range(10**12)|map('string')|first }}", '0'],
  ["{{ range(10**12)|select('odd')|first }}", '1'],
  ['{{ range(10**12)|reverse|first }}', '999999999999'],
  ['{{ range(10**12)|last }}', '999999999999'],
  ['{{ range(10**12)|length }}', '1000000000000'],
] as const;

const WITHIN_ITSELF = [
  ['{% set a = [1] %}{% do a.append(a) %}{{ a|pprint }}', ['[1, <Recursion on list>]']],
  ['{% set a = [1] %}{% do a.append(a) %}{{ a|tojson }}', ['ValueError', 'Circular reference detected']],
  ["{% set a = {'x' * 80: 1} %}{% do a.update(b=a) %}{{ a|pprint|length }}", ['114']],
] as const;

/** Less than a rendering has otherwise, so that the tests do not take long. */
const LESS = { steps: 2_000_000, outputSize: 2 ** 24, depth: 200, valueSize: 2 ** 22 };

describe('limits of filters', () => {
  test.each(TOO_MUCH)('%s', (template) => {
    expect(outcomeOf(template, { limits: LESS })[0]).toBe('LimitError');
  });
  test.each(LINEAR)('%s', (template, output) => {
    expect(outcomeOf(template)).toEqual([output]);
  });
  test.each(WITHIN_ITSELF)('%s', (template, outcome) => {
    expect(outcomeOf(template)).toEqual(outcome);
  });
  test('what is random is the same in every rendering, and not always the first', () => {
    const template = "{% for i in range(30) %}{{ 'abcdefgh'|random }}{% endfor %}{{ lipsum(1) }}";
    const [first = ''] = outcomeOf(template);
    expect(outcomeOf(template)).toEqual([first]);
    expect(new Set(first.slice(0, 30)).size).toBeGreaterThan(4);
  });
});
