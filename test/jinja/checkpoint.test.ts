import { describe, expect, test } from 'vitest';
import {
  Callable,
  createEnvironment,
  Dict,
  Float,
  fromData,
  InvalidValue,
  raise,
  Tuple,
  type Filter,
  type Loader,
  type PlainData,
  type Settings,
  type Value,
} from '../../src/jinja/index.js';

/** What a program without types may give. */
function wrong(given: unknown): never {
  // That it is of no type that is asked for is what is tried here.
  return given as never;
}

function render(text: string, context: unknown, settings: Settings = {}): string {
  const compiled = createEnvironment(settings).compile({ path: 'main', text }, 'main');
  if (!compiled.ok) throw new Error(compiled.failures[0].message);
  const rendered = compiled.value.render(wrong(context));
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidValue && error instanceof TypeError) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('a context', () => {
  test('is a map of values, or plain data', () => {
    const shared = ['a'];
    expect(render('{{ x }}{{ y.z }}', { x: 1.5, y: { z: new Set([1]) } })).toBe('1.5{1}');
    expect(render('{{ x }}', new Map([['x', new Float(2)]]))).toBe('2.0');
    expect(render('{% set _ = x.append("b") %}{{ y }}', { x: shared, y: shared })).toBe("['a', 'b']");
    expect(shared).toEqual(['a']);
    expect(render('-', undefined)).toBe('-');
  });

  test.each<readonly [unknown, string]>([
    [1.5, 'the number 1.5, which is no value of a template: `new Float(…)` makes one, and so does `fromData`'],
    [undefined, 'undefined, which is no value of a template'],
    [{ a: 1 }, 'a plain object, which is no value of a template: `fromData` makes a dict of it'],
    [new Date(0), 'an object of the class `Date`, which is no value of a template'],
    [() => 1, 'a function, which is no value of a template: `new Callable(…)` makes one'],
    [1n, 'the bigint 1, which is no value of a template: an `int` that a number holds exactly is a number'],
  ])('%o is no value in a map', (value, message) => {
    expect(refusal(() => render('-', new Map([['port', value]])))).toBe(`context value \`port\` is ${message}`);
    const list: Value = [wrong(value)];
    expect(refusal(() => render('-', new Map([['port', Dict.of([['list', list]])]])))).toBe(
      `context value \`port.list[0]\` is ${message}`,
    );
  });

  test('a list that holds itself is a value', () => {
    const list: Value[] = [];
    list.push(new Tuple([list]));
    expect(render('{{ x }}', new Map([['x', list]]))).toBe('[([...],)]');
  });

  test.each<readonly [unknown, string]>([
    [{ at: new Date(0) }, 'context value `x.at` is an object of the class `Date`, which is no value of a template'],
    [[1, undefined], 'context value `x[1]` is undefined, which is no value of a template'],
    [new Map([[[1], 2]]), "context value `x` has a key or member that cannot be one: unhashable type: 'list'"],
    [new Set([[1]]), "context value `x` has a key or member that cannot be one: unhashable type: 'list'"],
  ])('%o is no plain data', (x, message) => {
    expect(refusal(() => render('-', { x }))).toBe(message);
  });
});

describe('data', () => {
  test('that hold themselves are refused', () => {
    const data: Record<string, unknown> = { a: {} };
    data['a'] = { b: [data] };
    expect(refusal(() => fromData(wrong(data)))).toBe('the data `data.a.b[0]` holds itself');
    let deep: PlainData = 0;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(refusal(() => fromData(deep))).toMatch(/^the data `data(?:\[0\])+` is nested more than 500 deep$/u);
  });

  test('that stand in many places are made once', () => {
    let data: PlainData = [];
    for (let depth = 0; depth < 100; depth++) data = [data, data];
    const value = fromData(data);
    expect(Array.isArray(value) && value[0] === value[1]).toBe(true);
  });
});

describe('settings', () => {
  test.each<readonly [Record<string, unknown>, string]>([
    [{ limits: { steps: '5' } }, 'the limit `steps` must be a number from 0 on, not the text "5"'],
    [{ limits: { depth: Number.NaN } }, 'the limit `depth` must be a number from 0 on, not the number NaN'],
    [{ limits: { valueSize: -1 } }, 'the limit `valueSize` must be a number from 0 on, not the number -1'],
    [{ undefined: 'lax' }, '`undefined` is one of `default`, `strict`, `chainable`, `debug`, not the text "lax"'],
    [{ extensions: ['i18n'] }, 'an extension is one of `do`, `loopcontrols`, not the text "i18n"'],
    [{ autoescape: 'html' }, '`autoescape` is the text "html", not true or false'],
    [{ filters: new Map([['f', 1]]) }, 'the filter `f` is the number 1, not a function'],
    [{ globals: new Map([['g', [0.5]]]) }, 'global `g[0]` is the number 0.5, which is no value of a template'],
  ])('%o are refused', (settings, message) => {
    expect(refusal(() => createEnvironment(wrong(settings)))).toContain(message);
  });

  test('a limit may be infinite', () => {
    expect(render('{{ "x" * 3 }}', {}, { limits: { steps: Infinity } })).toBe('xxx');
  });
});

describe('functions of the program', () => {
  const nothing = wrong(() => undefined);

  test.each<readonly [string, Settings, string]>([
    ['{{ 1|f }}', { filters: new Map([['f', nothing]]) }, 'the filter `f` answered undefined, which is no value'],
    ['{{ [1]|map("f")|list }}', { filters: new Map([['f', nothing]]) }, 'the filter `f` answered undefined'],
    ['{{ 1 is t }}', { tests: new Map([['t', wrong(() => 0.5)]]) }, 'the test `t` answered the number 0.5'],
    ['-', { autoescape: wrong(() => 'yes') }, '`autoescape` answered, of `main`, the text "yes", not true or false'],
    [
      '{% include "x" %}',
      { loader: wrong(() => 'text') },
      'what the loader answered of `x` is the text "text", not `{ path, text }` with two texts',
    ],
    [
      '{% include "x" %}',
      { loader: wrong(() => Promise.resolve()) },
      'what the loader answered of `x` is an object of the class `Promise`',
    ],
    [
      '{{ f() }}',
      {
        globals: new Map([
          [
            'f',
            new Callable(
              'f',
              wrong(() => undefined),
            ),
          ],
        ]),
      },
      'the `f` that was called answered undefined, which is no value',
    ],
  ])('%j with a wrong answer', (text, settings, message) => {
    expect(refusal(() => render(text, {}, settings))).toContain(message);
  });

  test('what they throw leaves the rendering as it is, what they raise is a failure', () => {
    const mistake = new Error('of the program');
    const throws = (): never => {
      throw mistake;
    };
    expect(() => render('{{ 1|f }}', {}, { filters: new Map([['f', throws]]) })).toThrow(mistake);
    expect(() => render('{% include "x" ignore missing %}', {}, { loader: throws })).toThrow(mistake);
    expect(() => render('-', {}, { autoescape: throws })).toThrow(mistake);
    const raises: Filter = () => raise('ValueError', 'no');
    expect(render('{{ 1|f }}', {}, { filters: new Map([['f', raises]]) })).toBe('ValueError: no');
  });
});

describe('templates by name', () => {
  const loader: Loader = (name) => (name === 'a' ? { path: 'a.j', text: '{{ x }}' } : undefined);

  test('come from the loader', () => {
    const loaded = createEnvironment({ loader }).load('a');
    expect(loaded.ok && loaded.value.source.path).toBe('a.j');
    expect(loaded.ok && loaded.value.render({ x: 1 })).toMatchObject({ ok: true, value: { text: '1' } });
  });

  test.each<readonly [Settings, string, object]>([
    [{ loader }, 'b', { kind: 'TemplateNotFound', message: 'b', templateName: 'b' }],
    [{}, 'a', { kind: 'TypeError', message: 'no loader for this environment specified' }],
    [{ loader: () => ({ path: 'p', text: '{% if %}' }) }, 'a', { kind: 'TemplateSyntaxError', templateName: 'a' }],
  ])('%o has none', (settings, name, failure) => {
    expect(createEnvironment(settings).load(name)).toMatchObject({ ok: false, failures: [failure] });
  });
});
