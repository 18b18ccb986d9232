import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, moduleNamed, type Value } from '../../src/jinja/index.js';
import { raise, Raised } from '../../src/jinja/values/raised.js';

/**
 * A million characters each: what takes time with the square of the length does not come to an end before the test is
 * given up.
 */
const environment = createEnvironment({ extensions: ['do'] });
const modules = ['base64', 'urllib', 'string', 'shlex', 're'].map((name): [string, Value] => [
  name,
  moduleNamed(name) ?? null,
]);
const context = new Map([...builtins, ...modules]);

function outcome(text: string): string {
  const compiled = environment.compile({ path: 'main', text });
  if (!compiled.ok) return `${compiled.failures[0].kind}: ${compiled.failures[0].message}`;
  const rendered = compiled.value.render(context);
  if (rendered.ok) return rendered.value.text.slice(0, 60);
  return `${rendered.failures[0].kind}: ${rendered.failures[0].message.slice(0, 60)}`;
}

const NOT_A_FLOAT = "ValueError: could not convert string to float: '";

describe('a million characters', () => {
  test.each([
    ["{{ ('x' ~ ' '*N ~ 'x')|int }}", '0'],
    ["{{ (' '*N ~ '12' ~ ' '*N)|int }}", '12'],
    ["{{ ('x' ~ ' '*N ~ 'x')|float }}", '0.0'],
    ["{{ ('1'*N ~ 'x')|float }}", '0.0'],
    ["{{ ('1_1'*N ~ '__')|float }}", '0.0'],
    ["{{ ('1_1'*N ~ '__')|int }}", '0'],
    ["{{ ('1_'*N ~ '1.5')|float }}", 'inf'],
    ["{{ float('1'*N ~ '.' ~ '1'*N ~ 'e' ~ '1'*N ~ 'x') }}", `${NOT_A_FLOAT}${'1'.repeat(24)}`],
    ["{{ float.fromhex(' '*N ~ 'x' ~ ' '*N ~ 'x') }}", 'ValueError: invalid hexadecimal floating-point string'],
    ["{{ float.fromhex(' '*N ~ '0x1p3' ~ ' '*N) }}", '8.0'],
    ["{{ int('ab'*N ~ '_', 16) }}", "ValueError: invalid literal for int() with base 16: 'abababababababababa"],
    ["{{ ('aΣ'*N).title()[-6:] }}", 'aσaσaς'],
    ["{{ ('aΣ'*N).swapcase()[-6:] }}", 'AσAσAς'],
    ["{{ ('Σ.'*N).title()[:4] }}", 'Σ.Σ.'],
    ["{{ ('Σ'*N).capitalize()[-3:] }}", 'σσς'],
    ["{{ ('Σ'*N).lower()[-3:] }}", 'σσς'],
    ["{{ ('a'*N).strip('b'*N ~ 'a') }}", ''],
    ["{{ ('x' ~ ' '*N ~ 'x').strip()|length }}", '1000002'],
    ["{{ urllib.parse.urlsplit('x', ' '*N ~ 'a' ~ ' '*N).scheme }}", 'a'],
    ["{{ urllib.parse.urlsplit(' '*N ~ 'x' ~ ' '*N).path|length }}", '1000001'],
    ["{{ base64.b32decode('='*N ~ 'A'*8) }}", 'Error: Non-base32 digit found'],
    ["{{ '%#.1000000g'|format(1.5)|length }}", '1000001'],
    ["{{ '{:.100000g}'.format(0.1)|length }}", '57'],
    ["{{ ('a'*N ~ ' '*N ~ 'a').split()|length }}", '2'],
    ["{{ ('a'*N ~ '\\r'*10 ~ 'a').splitlines()|length }}", '11'],
    ["{{ shlex.quote('a'*N ~ ' ')|length }}", '1000003'],
    ["{{ string.capwords(' '*N ~ 'a' ~ ' '*N)|length }}", '1'],
    ["{{ ('&#'*N)|striptags|length }}", '2000000'],
    ["{{ re.escape('.'*N)|length }}", '2000000'],
  ])('%s', (text, expected) => {
    expect(outcome(text.replaceAll('N', '1000000'))).toBe(expected);
  });
});

test('what is raised and caught for each item is no error with a trace of the stack', () => {
  const caught: unknown[] = [];
  try {
    raise('ValueError', 'no');
  } catch (error) {
    caught.push(error);
  }
  expect(caught).toStrictEqual([new Raised('ValueError', 'no')]);
  expect(caught[0]).not.toBeInstanceOf(Error);
  expect(outcome("{{ ('a' * 100000)|map('int')|sum }}")).toBe('0');
});
