import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEnvironment,
  fromData,
  type Loader,
  type Reads,
  type Settings,
  type Value,
} from '../../src/jinja/index.js';

interface Outcome {
  /** The text, or what went wrong. */
  readonly outcome: string;
  readonly reads: Reads;
}

function run(text: string, context: ReadonlyMap<string, Value>, settings: Settings): Outcome {
  const compiled = createEnvironment(settings).compile({ path: 'main', text }, 'main');
  if (!compiled.ok) throw new TypeError(`not compiled: ${compiled.failures[0].message}`);
  const rendered = compiled.value.render(context);
  if (rendered.ok) return { outcome: rendered.value.text, reads: rendered.value.reads };
  const [{ kind, message, reads = { names: [], templates: [] } }] = rendered.failures;
  return { outcome: `${kind}: ${message}`, reads };
}

const settings: Settings = { globals: new Map<string, Value>([['g', 'global']]) };

describe('names', () => {
  test.each([
    ['{{ g }}', ['g']],
    ['{{ absent }}', ['absent']],
    ['{{ range(1) }}{{ a }}', ['range', 'a']],
    ['{% set a = 1 %}{{ a }}', []],
    ['{% if false %}{{ a }}{% endif %}', ['a']],
    ['{% macro m(b) %}{{ a }}{{ b }}{% endmacro %}', []],
  ])('%j asks for %j', (text, names) => {
    expect(run(text, new Map(), settings).reads.names).toEqual(names);
  });

  test('what a global answers changes when the context has it', () => {
    expect(run('{{ g }}', new Map([['g', 'mine']]), settings)).toEqual({
      outcome: 'mine',
      reads: { names: ['g'], templates: [] },
    });
  });
});

describe('templates', () => {
  /** Beside the template that asks. */
  const loader: Loader = (name, parent) => {
    const texts: Readonly<Record<string, string>> = { a: '{% include "x" %}', b: '{% include "x" %}' };
    const text = name === 'x' ? `of ${parent ?? ''};` : texts[name];
    return text === undefined ? undefined : { path: name === 'x' ? `${parent ?? ''}/x` : name, text };
  };

  test('one name can be several templates, by who asks', () => {
    const text = '{% for i in [1, 2] %}{% include "a" %}{% include "b" %}{% endfor %}{% include "no" ignore missing %}';
    const { outcome, reads } = run(text, new Map(), { loader });
    expect(outcome).toBe('of a;of b;of a;of b;');
    expect(reads.templates).toEqual([
      { name: 'a', parent: 'main', source: { path: 'a', text: '{% include "x" %}' } },
      { name: 'x', parent: 'a', source: { path: 'a/x', text: 'of a;' } },
      { name: 'b', parent: 'main', source: { path: 'b', text: '{% include "x" %}' } },
      { name: 'x', parent: 'b', source: { path: 'b/x', text: 'of b;' } },
      { name: 'no', parent: 'main', source: undefined },
    ]);
  });

  test('one that is not there is asked for once in a rendering', () => {
    const asked: string[] = [];
    const once: Loader = (name) => {
      asked.push(name);
      return undefined;
    };
    run('{% for i in range(3) %}{% include "no" ignore missing %}{% endfor %}', new Map(), { loader: once });
    expect(asked).toEqual(['no']);
  });

  test('a text that the loader answers anew is rendered, whoever asks', () => {
    const texts = new Map([['x', '1']]);
    const changing: Loader = (name) => ({ path: name, text: texts.get(name) ?? '{% include "x" %}' });
    const compiled = createEnvironment({ loader: changing }).compile({
      path: 'main',
      text: '{% include "a" %}{% include "b" %}{% include "x" %}',
    });
    if (!compiled.ok) throw new TypeError('not compiled');
    const outcomes = ['1', '2', '1'].map((text) => {
      texts.set('x', text);
      const rendered = compiled.value.render(new Map());
      return rendered.ok ? rendered.value.text : '';
    });
    expect(outcomes).toEqual(['111', '222', '111']);
  });
});

describe('what has the same reads gives the same text', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'g', 'len');
  const file = fc.constantFrom('x', 'y', 'z');
  const piece = fc.oneof(
    name.map((each) => `{{ ${each} }}`),
    name.map((each) => `{% if ${each} is defined %}+{% else %}-{% endif %}`),
    name.map((each) => `{% set ${each} = 'set' %}`),
    name.map((each) => `{% macro m() %}[{{ ${each} }}]{% endmacro %}{{ m() }}`),
    fc.tuple(name, name).map(([each, other]) => `{% for ${each} in [1] %}{{ ${each} }}{{ ${other} }}{% endfor %}`),
    file.map((each) => `{% include '${each}' ignore missing %}`),
    file.map((each) => `{% include '${each}' ignore missing without context %}`),
    fc.tuple(file, name).map(([each, key]) => `{% import '${each}' as t with context %}{{ t.${key} }}`),
    fc.tuple(file, file).map(([each, other]) => `{% include ['${each}', '${other}'] ignore missing %}`),
    fc.tuple(file, name).map(([each, key]) => `{% include ${key} if ${key} is defined else '${each}' %}`),
  );
  const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
  const context = fc.dictionary(name, fc.constantFrom('1', 'x', 'y'));
  /** Texts by the name, or by the name and who asks. */
  const library = fc.dictionary(fc.constantFrom('x', 'y', 'z', 'main>x', 'x>y', 'y>x'), text);

  function loaderOf(texts: Readonly<Record<string, string>>): Loader {
    const known = new Map(Object.entries(texts));
    return (wanted, parent) => {
      const found = known.get(`${parent ?? ''}>${wanted}`) ?? known.get(wanted);
      return found === undefined ? undefined : { path: wanted, text: found };
    };
  }

  test('with nothing but the reads', () => {
    fc.assert(
      fc.property(text, context, library, (template, given, texts) => {
        const values = new Map(Object.entries(given));
        const limits = { depth: 20, steps: 3000 };
        const { outcome, reads } = run(template, values, { ...settings, limits, loader: loaderOf(texts) });
        const read = new Map([...values].filter(([each]) => reads.names.includes(each)));
        const answers = new Map(reads.templates.map((each) => [`${each.parent ?? ''}>${each.name}`, each.source]));
        const replayed: Loader = (wanted, parent) => {
          const question = `${parent ?? ''}>${wanted}`;
          if (!answers.has(question)) throw new TypeError(`${question} is not among the reads`);
          return answers.get(question);
        };
        expect(run(template, read, { ...settings, limits, loader: replayed })).toEqual({ outcome, reads });
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever else is in the context and in the library', () => {
    fc.assert(
      fc.property(text, fc.tuple(context, context), fc.tuple(library, library), (template, contexts, libraries) => {
        const [given, others] = contexts.map((each) => new Map(Object.entries(each)));
        const [own, foreign] = libraries.map((each) => loaderOf(each));
        const limits = { depth: 20, steps: 3000 };
        const first = run(template, given ?? new Map(), { ...settings, limits, ...(own && { loader: own }) });
        const names = new Set(first.reads.names);
        const changed = new Map([
          ...[...(given ?? [])].filter(([each]) => names.has(each)),
          ...[...(others ?? [])].filter(([each]) => !names.has(each)),
        ]);
        const known = new Map(first.reads.templates.map((each) => [`${each.parent ?? ''}>${each.name}`, each.source]));
        const loader: Loader = (wanted, parent) => {
          const question = `${parent ?? ''}>${wanted}`;
          return known.has(question) ? known.get(question) : foreign?.(wanted, parent);
        };
        expect(run(template, changed, { ...settings, limits, loader })).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });
});

test('what is read of data that change is told by name only', () => {
  expect(run('{{ d.x }}', new Map([['d', fromData({ x: 1, y: 2 })]]), settings).reads.names).toEqual(['d']);
});
