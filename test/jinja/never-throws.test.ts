import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed, type Value } from '../../src/jinja/index.js';

const modules = ['copy', 'itertools', 'netaddr'].map((name): [string, Value] => [name, moduleNamed(name) ?? null]);
const context = new Map([...builtins, ...modules]);
const environment = createEnvironment({ extensions: ['do'], limits: { steps: 200_000 } });

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
