import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

const PROFILE = `[buildout]
parts = t
[settings]
port = 80
unread = x
[inst]
a = 1
b = 2
[t]
recipe = slapos.recipe.template:jinja2
url = \${:_profile_base_location_}/t.in
output = \${buildout:directory}/out
md5sum = a6cd1cd6c81198132f7e81ac8c12c592
own = mine
own-unread = mine
import-list =
  rawfile macros \${:_profile_base_location_}/macros.j
  rawfile unread \${:_profile_base_location_}/unread.j
  rawfolder lib \${:_profile_base_location_}/lib
context =
  key port settings:port
  key unread settings:unread
  key own :own
  key own_unread :own-unread
  section inst inst
  raw word hunter2
  raw never given
`;
const FILES: Readonly<Record<string, string>> = {
  'software.cfg': PROFILE,
  't.in': "{% from 'macros' import m %}{{ m() }}{{ port }}{{ own }}{{ inst.a }}{{ word }}{% include 'lib/a.j' %}\n",
  'macros.j': '{% macro m() %}M{% endmacro %}\n',
  'unread.j': 'U\n',
  'lib/a.j': 'A\n',
  'lib/b.j': 'B\n',
};

async function makeBuilt(): Promise<Desk> {
  const desk = makeDesk();
  for (const [path, text] of Object.entries(FILES)) desk.write(path, text);
  expect((await desk.run(['-q'])).stderr).toBe('');
  return desk;
}

/** The plan after a text of the profile, or of another file, was replaced. */
async function planAfter(desk: Desk, was: string, now: string, path = 'software.cfg'): Promise<string> {
  const text = FILES[path] ?? '';
  expect(text).toContain(was);
  desk.write(path, text.replace(was, now));
  const { stdout } = await desk.run(['plan']);
  desk.write(path, text);
  return stdout;
}

const installed = (...reasons: readonly string[]): string =>
  `install t  because ${reasons.join('\n               and ')}\n1 part: 1 to install\n`;
const NOTHING = 'nothing is to be done: 1 part up to date\n';

test('what a rendering read makes its part again, and is told; what it was only given does not', async () => {
  const desk = await makeBuilt();
  const text = 'its rendered text changed';
  const plans: readonly (readonly [string, string, string | undefined, string])[] = [
    ['port = 80', 'port = 81', undefined, installed('its context value `port` changed', text)],
    ['hunter2', 'hunter3', undefined, installed('its context value `word` changed', text)],
    ['a = 1', 'a = 2', undefined, installed('its context value `inst.a` changed', text)],
    ['raw word hunter2', 'json word "hunter2"', undefined, installed('its context value `word` changed')],
    [
      'own = mine',
      'own = yours',
      undefined,
      installed('option `own` changed from `mine` to `yours`', 'its context value `own` changed', text),
    ],
    ['M', 'N', 'macros.j', installed('the content of `${:_profile_base_location_}/macros.j` changed', text)],
    ['A', 'AA', 'lib/a.j', installed('the content of `${:_profile_base_location_}/lib/a.j` changed', text)],
    ['unread = x', 'unread = y', undefined, NOTHING],
    ['own-unread = mine', 'own-unread = yours', undefined, NOTHING],
    ['raw never given', 'raw never asked\n  raw more 1', undefined, NOTHING],
    ['rawfile unread', 'rawfile renamed', undefined, NOTHING],
    ['U', 'UU', 'unread.j', NOTHING],
    ['B', 'BB', 'lib/b.j', NOTHING],
  ];
  for (const [was, now, path, expected] of plans) expect(await planAfter(desk, was, now, path)).toBe(expected);
});

test('a changed template is told', async () => {
  const desk = makeDesk();
  for (const [path, text] of Object.entries(FILES)) desk.write(path, text.replace(/^md5sum.*\n/mu, ''));
  await desk.run(['-q']);
  desk.write('t.in', '{{ port }}');
  expect((await desk.run(['plan'])).stdout).toContain('the content of `${:_profile_base_location_}/t.in` changed');
});

test('the values that it read are not in the record', async () => {
  const desk = await makeBuilt();
  const entries = readFileSync(join(desk.directory, '.slapbuild/state.jsonl'), 'utf8');
  const identity = /"identity":\{.*?\}/u.exec(entries)?.[0] ?? '';
  expect(identity).toContain('"fact:context value `word`":');
  expect(identity).not.toContain('hunter2');
});
