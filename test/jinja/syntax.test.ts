import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createEnvironment, explain } from '../../src/jinja/index.js';
import { answerOf, read, type Neutral, type PythonSettings } from './syntax-neutral.js';

/** Answers of jinja2 3.1.6; written by `oracle/syntax_cases.py`. */
interface Case {
  readonly template: string;
  readonly settings?: PythonSettings;
  readonly tree?: Neutral;
  readonly error?: readonly [kind: string, line: number | null, message: string];
}

const stored = new URL('./data/syntax.json', import.meta.url);
// The file is ours, and has that form.
const cases = JSON.parse(readFileSync(stored, 'utf8')) as readonly Case[];

describe('trees and errors are those of Jinja', () => {
  test('the table has trees and errors', () => {
    expect(cases.filter(({ tree }) => tree !== undefined).length).toBeGreaterThan(1000);
    expect(cases.filter(({ error }) => error !== undefined).length).toBeGreaterThan(500);
  });

  test('all the same', () => {
    const others = cases.flatMap(({ template, settings, ...answer }) => {
      const ours = answerOf(template, settings);
      return isDeepStrictEqual(ours, answer) ? [] : [{ template, settings, ours, answer }];
    });
    expect(others).toEqual([]);
  });
});

/** The text that the failure of a template points at, the part before it, and the message. */
function pointedAt(template: string, settings?: PythonSettings): readonly [string, string] {
  const result = read(template, settings);
  if (result.ok) throw new Error('the template is correct');
  const [{ span, message }] = result.failures;
  return [span.source.text.slice(span.start, span.end), message];
}

describe('failures point at what is wrong', () => {
  test.each([
    ['a\n{{ b c }}', 'c', "expected token 'end of print statement', got 'c'"],
    ['é😀\r\n\r\n{{ b ] }}', ']', "unexpected ']'"],
    ['{{ (b ] }}', ']', "unexpected ']', expected ')'"],
    ['\r\n{% foo %}', 'foo', "Encountered unknown tag 'foo'."],
    ["\r\n{{ 'ab\\xgg' }}", '\\x', 'truncated \\xXX escape'],
    [
      "{{ 'a\\N{DASH}' }}",
      '\\N{DASH}',
      'characters cannot be named: write the character itself, or its number as in \\u20ac',
    ],
    ['a {# b', '{#', 'Missing end of comment tag'],
    ['a {%- raw -%}  \n b', '{%- raw -%}', 'Missing end of raw directive'],
    ['{{ a ! }}', '!', "unexpected char '!' at 5"],
    ['{% set (a[1]) = 2 %}', 'a[1]', "can't assign to 'getitem'"],
    ['{% set a, 1 = b %}', 'a, 1', "can't assign to 'tuple'"],
    ["{% from 'a' import b, _c %}", '_c', 'names starting with an underline can not be imported'],
    ['{% call a|b %}{% endcall %}', 'a|b', 'expected call'],
    ['{{ f(a=1, b) }}', 'b', 'invalid syntax for function call expression'],
    ['{{ a is b is c }}', 'is', 'You cannot chain multiple tests with is'],
    ['{{ a', '', "unexpected end of template, expected 'end of print statement'."],
  ])('%j', (template, text, message) => {
    expect(pointedAt(template)).toEqual([text, message]);
  });

  test('as a diagnostic', () => {
    const source = { path: 'template', text: '{% for a in b %}\n{% endif %}' };
    const result = createEnvironment().compile(source);
    if (result.ok) throw new Error('the template is correct');
    const [failure] = result.failures;
    expect(explain(failure)).toEqual({
      code: 'template-syntax',
      severity: 'error',
      message:
        "Encountered unknown tag 'endif'. Jinja was looking for the following tags: 'endfor' or 'else'. " +
        "The innermost block that needs to be closed is 'for'.",
      at: { source, start: 20, end: 25 },
      notes: [],
    });
    expect(failure.line).toBe(2);
  });
});

describe('nodes know where they stand', () => {
  /** The texts of the places of a template's first expression and of the nodes in it, outermost first. */
  function textsOf(template: string): readonly string[] {
    const result = read(template);
    if (!result.ok) throw new Error(result.failures[0].message);
    const texts: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('kind' in value && 'start' in value && 'end' in value) {
        texts.push(template.slice(Number(value.start), Number(value.end)));
      }
      Object.values(value).forEach(visit);
    };
    visit(result.value.body);
    return texts;
  }

  test.each([
    ['\r\n{{ (a + b) * c }}', ['\r\n', '(a + b) * c', 'a + b', 'a', 'b', 'c']],
    ['{{ a.b[1:] }}', ['a.b[1:]', 'a.b[1:]', 'a.b', 'a', '1:', '1']],
    ['{{ -a|f(b, c=d) }}', ['-a|f(b, c=d)', '-a|f(b, c=d)', '-a', 'a', 'b', 'd']],
    ['{{ a if b else c }}', ['a if b else c', 'a if b else c', 'b', 'a', 'c']],
    ['{{ (a, b) }}', ['(a, b)', '(a, b)', 'a', 'b']],
    ['{{ not a in b }}', ['not a in b', 'not a in b', 'a in b', 'a', 'b']],
    ["{{ 'a' 'b' ~ c is d }}", ["'a' 'b' ~ c is d", "'a' 'b' ~ c is d", "'a' 'b'", 'c is d', 'c']],
    ['{%- for a in b -%} c {%- endfor %}', ['for a in b', 'a', 'b', 'c', 'c']],
    ['{% set ns.a, b = c %}', ['set ns.a, b = c', 'ns.a, b', 'ns.a', 'b', 'c']],
  ])('%j', (template, texts) => {
    const all = textsOf(template);
    expect(all.slice(all.length - texts.length)).toEqual(texts);
  });
});

const MANY = 100_000;

describe('hostile templates', () => {
  const brackets = 'the expression has brackets in brackets, more than 100 deep';
  const operations = 'the expression has operations on operations, more than 200 deep';
  const blocks = 'the template has blocks in blocks, more than 100 deep';

  test.each([
    ['parentheses', `{{ ${'('.repeat(MANY)}`, '(', brackets],
    ['lists', `{{ ${'['.repeat(MANY)}`, '[', brackets],
    ['calls', `{{ ${'a('.repeat(MANY)}`, 'a', brackets],
    ['keys', `{{ ${'a['.repeat(MANY)}`, 'a', brackets],
    ['dicts', `{{ ${'{1:'.repeat(MANY)}`, '1', brackets],
    ['tests', `{{ ${'a is b ['.repeat(MANY)}`, 'a', brackets],
    ['targets', `{% set ${'('.repeat(MANY)}`, '(', brackets],
    ['sums', `{{ ${'a+'.repeat(MANY)}a }}`, 'a+'.repeat(200) + 'a', operations],
    ['powers', `{{ ${'a**'.repeat(MANY)}a }}`, 'a**'.repeat(200) + 'a', operations],
    ['alternatives', `{{ a${' or a'.repeat(MANY)} }}`, `a${' or a'.repeat(200)}`, operations],
    ['attributes', `{{ a${'.a'.repeat(MANY)} }}`, `a${'.a'.repeat(200)}`, operations],
    ['filters', `{{ a${'|a'.repeat(MANY)} }}`, `a${'|a'.repeat(200)}`, operations],
    ['tests on tests', `{{ a${' is b is c'.repeat(MANY)} }}`, 'is', 'You cannot chain multiple tests with is'],
    ['calls of calls', `{{ a${'()'.repeat(MANY)} }}`, `a${'()'.repeat(200)}`, operations],
    ['negations', `{{ ${'not '.repeat(MANY)}a }}`, `${'not '.repeat(200)}a`, operations],
    ['signs', `{{ ${'- '.repeat(MANY)}a }}`, `${'- '.repeat(200)}a`, operations],
    ['conditions', `{{ ${'a if b else '.repeat(MANY)}c }}`, `${'a if b else '.repeat(200)}c`, operations],
    ['conditions in conditions', `{{ a${' if b'.repeat(MANY)} }}`, `a${' if b'.repeat(200)}`, operations],
    ['filter blocks', `{% filter a${'|a'.repeat(MANY)} %}`, `a${'|a'.repeat(200)}`, operations],
    ['blocks', '{% if a %}'.repeat(MANY), '{%', blocks],
  ])('%s', (_, template, text, message) => {
    expect(pointedAt(template)).toEqual([text, message]);
  });

  test.each([
    ['nesting that Python compiles', `{{ ${'('.repeat(69)}1${')'.repeat(69)} }}`],
    ['operations that Python compiles', `{{ x${'+x'.repeat(197)} }}`],
    ['blocks that Python compiles', `${'{% if x %}'.repeat(98)}${'{% endif %}'.repeat(98)}`],
    ['branches', `{% if a %}${'{% elif b %}c'.repeat(MANY)}{% endif %}`],
    ['concatenation', `{{ a${' ~ a'.repeat(MANY)} }}`],
    ['comparison', `{{ a${' < a'.repeat(MANY)} }}`],
    ['items', `{{ [${'a, '.repeat(MANY)}] }}`],
    ['arguments', `{{ a(${'a, '.repeat(MANY)}) }}`],
    ['strings', `{{ ${"'a' ".repeat(MANY)} }}`],
  ])('%s are read', (_, template) => {
    expect(read(template)).toMatchObject({ ok: true });
  });

  // Each is a megabyte, and would take hours if any part of the text were looked at once for each mark.
  const lines = { line_statement_prefix: '#', line_comment_prefix: '##', trim_blocks: true, lstrip_blocks: true };
  test.each([
    ['prints', '{{ a }}'.repeat(MANY)],
    ['blanks before prints', ' \n \t{{- a -}}'.repeat(MANY)],
    ['openings without ends', `${'{{'.repeat(10)}${'{ {% '.repeat(MANY)}`],
    ['raw without end', `{% raw %}${'{%   endraw  '.repeat(MANY)}`],
    ['comments', '{# {% {{ #}'.repeat(MANY)],
    ['comment without end', `{#${'#'.repeat(10 * MANY)}`],
    ['blanks', `${' '.repeat(10 * MANY)}{{ a }}`],
    ['blanks and line marks', `${' '.repeat(10 * MANY)}x#${'#'.repeat(10 * MANY)}`],
    ['line statements', '  # print a\n'.repeat(MANY)],
    ['line comments', 'a  ## b\n'.repeat(MANY)],
    ['string without end', `{{ "${"\\'".repeat(10 * MANY)}`],
    ['digits', `{{ 0x${'1_'.repeat(10 * MANY)} }}`],
    ['digits of floats', `{{ ${'1_'.repeat(MANY)}1.${'1_'.repeat(MANY)} }}`],
    ['line breaks', '\r\n{{ a }}'.repeat(MANY)],
  ])('%s end in time', (_, template) => {
    expect(read(template, lines)).toHaveProperty('ok');
  });
});
