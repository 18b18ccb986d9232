import { describe, expect, test } from 'vitest';
import { builtins, createEnvironment, fromData, type Filter, type Policy } from '../../src/jinja/index.js';

interface Place {
  readonly policy?: Policy;
  readonly filters?: ReadonlyMap<string, Filter>;
}

/** What a template that knows Python's own functions makes: a text, or an exception and its message. */
function outcomeOf(text: string, { policy = 'default', filters = new Map() }: Place = {}): string {
  const environment = createEnvironment({ globals: builtins, undefined: policy, filters });
  const compiled = environment.compile({ path: 'template', text });
  if (!compiled.ok) return compiled.failures[0].message;
  const rendered = compiled.value.render(new Map([['one', fromData(1)]]));
  if (rendered.ok) return rendered.value.text;
  const [{ kind, message }] = rendered.failures;
  return `${kind}: ${message}`;
}

// What jinja2 3.1.6 on Python 3.11 says, with `abs`, `round` and `divmod` as globals.
describe.each([
  ['default', 'Undefined'],
  ['strict', 'StrictUndefined'],
  ['chainable', 'ChainableUndefined'],
  ['debug', 'DebugUndefined'],
] as const)('functions of numbers and what is undefined, %s', (policy, name) => {
  test.each([
    ['{{ abs(x) }}', `TypeError: bad operand type for abs(): '${name}'`],
    ['{{ round(x) }}', `TypeError: type ${name} doesn't define __round__ method`],
    ['{{ round(x, 1) }}', `TypeError: type ${name} doesn't define __round__ method`],
    ['{{ x|abs }}', `TypeError: bad operand type for abs(): '${name}'`],
    ['{{ x|round }}', `TypeError: type ${name} doesn't define __round__ method`],
    ['{{ divmod(x, 1) }}', `TypeError: unsupported operand type(s) for divmod(): '${name}' and 'int'`],
    ['{{ divmod(one, x) }}', `TypeError: unsupported operand type(s) for divmod(): 'int' and '${name}'`],
    ['{{ pow(x, 1) }}', "UndefinedError: 'x' is undefined"],
  ])('%s', (template, outcome) => {
    expect(outcomeOf(template, { policy })).toBe(outcome);
  });
});

// As jinja2 prints them.
test.each([
  ['{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}', "<Namespace {'x': <Namespace {...}>}>"],
  ['{% set ns = namespace() %}{% set ns.x = [ns] %}{{ ns.x }}', "[<Namespace {'x': [...]}>]"],
  ["{% set ns = namespace() %}{% set ns.x = [ns] %}{{ '%r' % ns }}", "<Namespace {'x': [<Namespace {...}>]}>"],
])('a namespace that holds itself: %s', (template, text) => {
  expect(outcomeOf(template)).toBe(text);
});

describe('what JavaScript has no room for is a limit', () => {
  test.each<[string, () => unknown]>([
    ['a text', () => 'x'.repeat(2 ** 30)],
    ['an array', () => Array.from({ length: 2 ** 33 })],
    ['a number', () => 2n ** (2n ** 40n)],
    ['bytes', () => new Uint8Array(2 ** 53)],
  ])('%s', (_, make) => {
    const big: Filter = () => (make() === undefined ? 1 : 2);
    expect(outcomeOf('{{ 1|big }}', { filters: new Map([['big', big]]) })).toBe('LimitError: a value is too big');
  });

  // They are the words of V8, which takes a second and much memory to come to them.
  test.each(['Set maximum size exceeded', 'Map maximum size exceeded', 'Array buffer allocation failed'])(
    '%s',
    (words) => {
      const big: Filter = () => {
        throw new RangeError(words);
      };
      expect(outcomeOf('{{ 1|big }}', { filters: new Map([['big', big]]) })).toBe('LimitError: a value is too big');
    },
  );
});
