import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { moduleNamed } from '../../src/jinja/shims/index.js';
import { attributeOf } from '../../src/jinja/values/attributes.js';
import { listOf } from '../../src/jinja/values/iterate.js';
import { Raised } from '../../src/jinja/values/raised.js';
import { Instance, Tuple, type Value } from '../../src/jinja/values/value.js';
import { hostWith, outcomeOf } from './expression.js';

// What Python 3.11 finds with patterns made from a grammar; `oracle/re_cases.py 4000` wrote the data.
type Expected = Readonly<Record<string, unknown>>;
type Case = readonly [pattern: string, flags: number, text: string, expected: Expected];

const file = new URL('./data/shims-re.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];

const host = hostWith(1e12);
const module = moduleNamed('re') ?? null;

function call(of: Value, name: string, ...given: readonly Value[]): Value {
  return host.call(attributeOf(of, name, host) ?? null, given);
}

/** A value as the JSON that the oracle makes of it. */
function plain(value: Value): unknown {
  if (value instanceof Tuple) return value.items.map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Instance) throw new Error(`no data: ${value.typeName}`);
  return value;
}

function found(pattern: string, flags: number, text: string): Expected {
  try {
    const compiled = call(module, 'compile', pattern, flags);
    const all = listOf(call(compiled, 'finditer', text), host).map((match) =>
      ['regs', 'lastindex', 'lastgroup'].map((name) => plain(attributeOf(match, name, host) ?? null)),
    );
    const full = call(compiled, 'fullmatch', text);
    return {
      all,
      full: full === null ? null : plain(attributeOf(full, 'regs', host) ?? null),
      split: plain(call(compiled, 'split', text, 3)),
      sub: plain(call(compiled, 'sub', String.raw`<\g<0>>`, text)),
      groups: plain(attributeOf(compiled, 'groups', host) ?? null),
    };
  } catch (error) {
    if (error instanceof Raised) return { kind: error.kind, message: error.message };
    throw error;
  }
}

describe('regular expressions as Python has them', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(2000);
  });
  test.each(cases)('%j %i %j', (pattern, flags, text, expected) => {
    expect(JSON.stringify(found(pattern, flags, text))).toBe(JSON.stringify(expected));
  });
});

describe('patterns that would take for ever', () => {
  const names = new Map([['re', module]]);
  test.each([
    ['re.match("(a+)+$", "a" * 40 + "b")'],
    ['re.match("(a|aa)+$", "a" * 60 + "b")'],
    ['re.match("(.*)*x", "a" * 60)'],
    ['re.search("(?:a?){60}a{60}", "a" * 59)'],
    [String.raw`re.findall(r"(x+x+)+y", "x" * 60)`],
    ['re.fullmatch("((a*)*)*b", "a" * 40)'],
  ])('%s', (expression) => {
    expect(outcomeOf(expression, names)).toEqual({ kind: 'LimitError', message: 'too many steps' });
  });
  test('a long text needs no deep stack', () => {
    expect(outcomeOf('len(re.match("(?:a|b)*", "ab" * 100000).group())', names)).toEqual({ repr: '200000' });
  });
});
