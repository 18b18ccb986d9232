import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { succeed } from '../../src/engine/diag/index.js';
import { DEFAULT_ENVIRONMENT, makeConditions } from '../../src/engine/profile/index.js';
import type { SectionInitialiser } from '../../src/engine/resolve/index.js';
import { makeDesk, type Desk } from '../cli/program.js';
import { makeSite, mistakes, option, resolve } from '../resolve/site.js';
import { readPage } from './page.js';
import { tryPage } from './trying.js';

const TESTS = fileURLToPath(new URL('../', import.meta.url));
const page = readPage('compatibility.md');

describe('the page', () => {
  tryPage(page);

  const differences = heldRows();

  test('has rows that tests hold', () => {
    expect(differences.length).toBeGreaterThan(40);
  });

  test.each(differences)('is held to its word: $what', ({ heldBy }) => {
    const titles = [...heldBy.matchAll(/`([a-z-]+\/[a-z-]+)`((?:,? "[^"]+")+)/gu)];
    expect(titles).not.toHaveLength(0);
    const unheld = titles.flatMap(([, path = '', quoted = '']) => missingTitles(path, quoted));
    const answers = [...heldBy.replaceAll(/"[^"]*"/gu, '').matchAll(/`([a-z-]+)`/gu)].map(([, id = '']) => id);
    const recorded = new Set(['language.json', 'install.json'].flatMap(idsIn));
    expect([...unheld, ...answers.filter((id) => !recorded.has(id))]).toEqual([]);
  });

  test('names conditions that can be decided instead', () => {
    const instead = page.trials.flatMap(({ results }) => results.get('instead') ?? []);
    const conditions = instead.filter((text) => text !== 'the same' && !text.startsWith('--'));
    expect(conditions.length).toBeGreaterThan(2);
    const { decide } = makeConditions(DEFAULT_ENVIRONMENT);
    expect(conditions.filter((condition) => typeof decide(condition) !== 'boolean')).toEqual([]);
  });

  test('names every recorded answer that is known to differ, and no other', () => {
    const known = idsIn('exceptions.json');
    const table = page.tables.find(({ titles: [first] }) => first === 'answer');
    const named = (table?.rows ?? []).map(
      ({ cells: [cell = ''] }) => new RegExp(`^${cell.slice(1, -1).replace('*', '.*')}$`, 'u'),
    );
    expect(known.filter((id) => !named.some((name) => name.test(id)))).toEqual([]);
    expect(named.filter((name) => !known.some((id) => name.test(id)))).toEqual([]);
  });
});

interface HeldRow {
  readonly what: string;
  readonly heldBy: string;
}

/** Rows of the tables whose last column is `held by`. */
function heldRows(): readonly HeldRow[] {
  const held = page.tables.filter(({ titles }) => titles.at(-1) === 'held by');
  return held.flatMap(({ rows }) => rows.map(({ cells }) => ({ what: cells[0] ?? '', heldBy: cells.at(-1) ?? '' })));
}

/** Titles in quotes that a file of tests does not have. */
function missingTitles(path: string, quoted: string): readonly string[] {
  const tests = readFileSync(join(TESTS, `${path}.test.ts`), 'utf8').replaceAll(/\(\s+/gu, '(');
  const titles = [...quoted.matchAll(/"([^"]+)"/gu)].map(([, title = '']) => title);
  return titles.filter((title) => !["'", '"', '`'].some((quote) => tests.includes(`(${quote}${title}${quote}`)));
}

function idsIn(name: string): readonly string[] {
  const text = readFileSync(join(TESTS, 'conformance', name), 'utf8');
  return [...text.matchAll(/^\s*"id": "([^"]+)"/gmu)].map(([, id = '']) => id);
}

const A = '[buildout]\nparts = a\n[a]\nrecipe = r\n';

test('a substituted text is not read again', () => {
  const dollar: SectionInitialiser = { initialise: () => succeed({ exports: new Map([['d', '$']]) }) };
  const text = `${A}x = \${s:d}{b:y}\nz = \${:x}\n[s]\nrecipe = r\n`;
  for (const dialect of ['slapos', 'zc'] as const) {
    const result = resolve(text, { initialiser: dollar, dialect });
    expect([option(result, 'a', 'x'), option(result, 'a', 'z')]).toEqual(['${b:y}', '${b:y}']);
  }
});

test('`[versions]` is always in use in dialect zc only', () => {
  const text = `${A}[versions]\nx = \${no:x}\n`;
  expect(mistakes(resolve(text))).toEqual([]);
  expect(mistakes(resolve(text, { dialect: 'zc' }))).toMatchObject([{ code: 'missing-section' }]);
});

test('`~` in `extends` is the home directory', () => {
  const home = makeSite({ 'b.cfg': '[a]\nx = home\n' });
  const text = '[buildout]\nextends = ~/b.cfg\nparts = a\n[a]\nrecipe = r\n';
  for (const dialect of ['slapos', 'zc'] as const) {
    expect(option(resolve(text, { home, dialect }), 'a', 'x')).toBe('home');
  }
});

test('`${buildout:executable}` is empty', () => {
  expect(option(resolve(`${A}x = <\${buildout:executable}>\n`), 'a', 'x')).toBe('<>');
});

describe('in a release', () => {
  const FILE = '[buildout]\nparts = a\n[a]\nrecipe = template\noutput = ${buildout:directory}/o\ninline =';

  test('a value with tabs is no reason to install a part again', async () => {
    const desk = deskWith(`${FILE}\n\tone\n\t\ttwo\n three\n`);
    await done(desk);
    desk.write('software.cfg', `# to be read again\n${FILE}\n\tone\n\t\ttwo\n three\n`);
    expect(await done(desk, 'plan')).toBe('nothing is to be done: 1 part up to date');
    expect(readFileSync(join(desk.directory, '.installed.cfg'), 'utf8')).toContain(
      '\tone%(__buildout_space_n__)s\t\ttwo\n',
    );
  });

  test('a state file of zc.buildout is taken over', async () => {
    const desk = deskWith(`${FILE} text\n`);
    desk.write('parts/old/file', 'kept');
    const old = `__buildout_installed__ = ${join(desk.directory, 'parts/old')}`;
    desk.write('.installed.cfg', `[buildout]\nparts = old a\n[old]\nrecipe = x\n${old}\n[a]\nrecipe = x\n`);
    expect(await done(desk)).toContain('a: installing, because it is known from the state file only');
    expect(existsSync(join(desk.directory, 'parts/old'))).toBe(false);
    expect(readFileSync(join(desk.directory, '.installed.cfg'), 'utf8')).not.toContain('[old]');
  });

  test('options for Python packages have no effect', async () => {
    const options = 'extensions = slapos.rebootstrap none.such\ndevelop = none\neggs = none\nfind-links = none';
    const desk = deskWith(FILE.replace('parts = a', `parts = a\n${options}\nindex = none`) + ' x\n');
    await done(desk);
    expect(readdirSync(desk.directory).sort()).toEqual(
      ['.installed.cfg', '.slapbuild', 'bin', 'o', 'parts', 'software.cfg'].sort(),
    );
  });

  test('a changed need counts in dialect slapos only', async () => {
    const need = (text: string): string =>
      `${FILE} \${b:output}\n[b]\nrecipe = template\noutput = \${buildout:directory}/b\ninline = ${text}\n`;
    const plans = await Promise.all(
      ['slapos', 'zc'].map(async (dialect) => {
        const desk = deskWith(need('one'));
        await done(desk, '--dialect', dialect);
        desk.write('software.cfg', need('two'));
        return done(desk, 'plan', '--dialect', dialect);
      }),
    );
    const changed = 'because option `inline` changed from `one` to `two`';
    expect(plans).toEqual([
      `install b  ${changed}\ninstall a  because \`b\`, which it needs, changed\n2 parts: 2 to install`,
      `install b  ${changed}\n2 parts: 1 to install, 1 up to date`,
    ]);
  });

  test('dialect zc has no store of its own', async () => {
    const sum = 'md5sum = 5d41402abc4b2a76b9719d911017c592';
    const desk = deskWith(
      `[buildout]\nparts = a\n[a]\nrecipe = download\nshared = true\n${sum}\nurl = \${:_profile_base_location_}/in\n`.replace(
        '${:_profile_base_location_}',
        '${buildout:directory}',
      ),
    );
    desk.write('in', 'hello');
    await done(desk, '--dialect', 'zc');
    expect(existsSync(join(desk.directory, 'parts/a/a'))).toBe(true);
    await done(desk);
    expect(existsSync(join(desk.directory, 'parts/a'))).toBe(false);
    expect(existsSync(join(desk.root, 'home/.local/share/slapbuild/store/a'))).toBe(true);
  });
});

function deskWith(profile: string): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  return desk;
}

/** What a run that succeeds prints, without its times. */
async function done(desk: Desk, ...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await desk.run(words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.replaceAll(/; [\d.]+ s$/gmu, '').trimEnd();
}
