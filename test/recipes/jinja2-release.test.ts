import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../src/index.js';
import { textOf } from '../conformance/observe.js';

interface Site {
  write(name: string, text: string): void;
  read(name: string): string;
  /** Builds the profile; answers the outcome, or what is wrong. */
  run(): Promise<string>;
}

function makeSite(): Site {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'jinja2-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const home = join(directory, '.home');
  return {
    write: (name, text) => writeFileSync(join(directory, name), text),
    read: (name) => readFileSync(join(directory, name), 'utf8'),
    async run() {
      const { outcome, diagnostics } = await build({
        profile: join(directory, 'buildout.cfg'),
        workingDirectory: directory,
        home,
        userStore: join(home, 'store'),
        userCache: join(home, 'cache'),
      });
      const told = diagnostics.filter(({ severity }) => severity === 'error').map(textOf);
      return told.length === 0 ? outcome : told.join('\n').replaceAll(directory, '');
    },
  };
}

const profile = (made: string): string => `[buildout]
parts = t
[t]
recipe = slapos.recipe.template:jinja2
url = \${gen:output}
output = out
context = key x :x
x = !py!3
[gen]
recipe = slapos.recipe.template
inline = ${made}
output = gen.in
`;

test('a template that another part makes is rendered behind it, and follows it', async () => {
  const { write, read, run } = makeSite();
  write('buildout.cfg', profile('{{ x + 1 }}'));
  expect(await run()).toBe('done');
  expect(read('out')).toBe('4');
  write('buildout.cfg', profile('{{ x + 2 }}'));
  expect(await run()).toBe('done');
  expect(read('out')).toBe('5');
  expect(await run()).toBe('unchanged');
});

test('its mistakes are told with their place, and that of the part', async () => {
  const { write, run } = makeSite();
  write('buildout.cfg', profile('{{ y }}'));
  expect(await run()).toMatchInlineSnapshot(`
    "template-undefined: 'y' is undefined
     --> /gen.in:1:4 y
     --> buildout.cfg:5:7 \${gen:output}
    part \`t\` names it here
    did you mean \`x\`?"
  `);
});

test('a mistake in a template of the profile is told before anything is installed', async () => {
  const { write, run } = makeSite();
  write('lib.j', '{% macro m() %}\n{{ nope }}{% endmacro %}');
  write('t.in', '{% import "lib" as l %}\n{{ l.m() }}');
  write(
    'buildout.cfg',
    `[buildout]
parts = t
[t]
recipe = jinja2
url = t.in
output = out
import-list = rawfile lib lib.j
`,
  );
  expect(await run()).toMatchInlineSnapshot(`
    "template-undefined: 'nope' is undefined
     --> /lib.j:2:4 nope
     --> buildout.cfg:5:7 t.in
     --> /t.in:2:4 l.m()
    part \`t\` names it here
    macro \`m\` is called here
    "
  `);
});
