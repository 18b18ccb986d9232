import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  builtins,
  createEnvironment,
  DEFAULT_LIMITS,
  moduleNamed,
  moduleNames,
  type Value,
} from '../../src/jinja/index.js';
import * as operations from '../../src/jinja/operations.js';
import { readPage } from './page.js';

const page = readPage('jinja.md');
const MACRO = '{% macro greet(name) %}Hello {{ name }}{% endmacro %}';

const programs = [...page.text.matchAll(/^```ts\n(.*?)^```$/gmsu)].map(([, program = '']) => program);

/** What a program of the page exports. */
async function run(program: string): Promise<unknown> {
  const path = fileURLToPath(
    new URL(`./jinja-example-${process.pid}-${programs.indexOf(program)}.ts`, import.meta.url),
  );
  writeFileSync(path, program.replace("'slapbuild/jinja'", "'../../src/jinja/index.js'"));
  try {
    return await import(path);
  } finally {
    rmSync(path);
  }
}

test('the examples of the page do what the page says', async () => {
  const [first = '', second = '', third = '', ...more] = programs;
  expect(await run(first)).toMatchObject({
    output: 'Hello Anna, 1 of 2\nHello Ben, 2 of 2\n',
    reads: {
      names: ['names'],
      templates: [{ name: 'greet.jinja', parent: 'main.jinja', source: { path: 'greet.jinja', text: MACRO } }],
    },
  });
  expect(await run(second)).toMatchObject({ output: 'A-B-0' });
  expect(await run(third)).toMatchObject({ output: 'text:2:9: there is no filter `uper` (did you mean `upper`?)' });
  expect(more).toEqual([]);
});

test('the page tells all that can be done with values', () => {
  const rows = page.tables.find(({ titles: [first] }) => first === 'function')?.rows ?? [];
  const told = rows.flatMap(({ cells: [names = ''] }) => names.split(', ').map((name) => name.slice(1, -1)));
  expect(told.toSorted()).toEqual(Object.keys(operations).toSorted());
});

test('the page tells every function and member that there is', () => {
  expect(page.text).toContain(`\n${code([...builtins.keys()])}\n`);
  const rows = page.tables.find(({ titles: [first] }) => first === 'module')?.rows ?? [];
  const wanted = moduleNames.map((name) => [`\`${name}\``, code([...(moduleNamed(name)?.members.keys() ?? [])])]);
  expect(rows.map(({ cells }) => cells)).toEqual(wanted);
});

test('the limits of the page are the defaults', () => {
  const rows = page.tables.find(({ titles: [first] }) => first === 'limit')?.rows ?? [];
  const told = rows.map(({ cells: [name = '', value = ''] }) => [name.slice(1, -1), Number(value.replaceAll(',', ''))]);
  expect(Object.fromEntries(told)).toEqual(DEFAULT_LIMITS);
});

const differences = page.tables.find(({ titles: [first] }) => first === 'template')?.rows ?? [];

test('there are rows to be tried', () => {
  expect(differences.length).toBeGreaterThan(10);
});

test.each(differences)('docs/jinja.md:$line', ({ cells: [template = '', here = ''] }) => {
  expect(`\`${outcomeOf(template.slice(1, -1))}\``).toBe(here);
});

/** What a template that knows all that there is makes: a text, or an exception and its message. */
function outcomeOf(text: string): string {
  const modules = moduleNames.map((name): readonly [string, Value] => [name, moduleNamed(name) ?? null]);
  const environment = createEnvironment({ globals: new Map<string, Value>([...builtins, ...modules]) });
  const compiled = environment.compile({ path: 'template', text });
  const rendered = compiled.ok ? compiled.value.render(new Map()) : compiled;
  if (rendered.ok) return rendered.value.text;
  const [{ kind, message }] = rendered.failures;
  return `${kind}: ${message}`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

test('the page is linked from the first one', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain('(docs/jinja.md)');
});
