import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BUILDOUT_OPTIONS, COMMANDS, OWN_OPTIONS } from '../../src/cli/options.js';
import { makeDesk } from './program.js';
import { KINDS } from '../../src/jinja/evaluate/codes.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

function document(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

describe('README.md', () => {
  const readme = document('README.md');
  const profile = /```ini\n([^]*?)```/u.exec(readme)?.[1] ?? '';
  const sessions = [...readme.matchAll(/^\$ slapbuild (.*)\n((?:(?!\$ |```).*\n)*)/gmu)];

  test('shows what its profile does, as it is told today', async () => {
    const desk = makeDesk();
    cpSync(join(root, 'profiles/quickstart'), join(desk.directory, 'profiles/quickstart'), { recursive: true });
    expect(sessions).toHaveLength(7);
    for (const [, words = '', shown = ''] of sessions) {
      const text = shown.includes('hashtabel') ? profile.replace('rpath=${hashtable:', 'rpath=${hashtabel:') : profile;
      desk.write('profiles/quickstart/try.cfg', text);
      const { stdout, stderr } = await desk.run(words.split(' '));
      expect(sorted(stdout + stderr)).toEqual(sorted(shown));
    }
  });

  /** Lines without what differs from run to run and from compiler to compiler, whichever stream they came from. */
  function sorted(text: string): readonly string[] {
    return (
      text
        .split('\n')
        .filter((line) => !line.startsWith('    '))
        // Told of long runs only, as on a busy machine.
        .filter((line) => !/^(?:critical path|its commands kept|saved) /u.test(line))
        .map((line) => line.replaceAll(/[0-9a-f]{40}/gu, 'SIGNATURE').replaceAll(/\d+\.\d+ s$/gu, 'TIME'))
        .map((line) =>
          line.replaceAll('/home/anna/slapbuild', '/somewhere/desk').replaceAll('/home/anna', '/somewhere/home'),
        )
        .toSorted()
    );
  }
});

describe('docs/command-line.md', () => {
  const page = document('docs/command-line.md');

  test.each(COMMANDS.map(({ name }) => name))('tells of the command %s', (name) => {
    expect(page).toContain(`### ${name}\n`);
  });

  test.each(OWN_OPTIONS.map(({ long }) => long))('tells of --%s', (long) => {
    expect(page).toMatch(new RegExp(`^\\| .*\`--${long}[ \`]`, 'mu'));
  });

  test.each(BUILDOUT_OPTIONS.flatMap(({ flags }) => flags.split(', ')))('tells of %s', (flags) => {
    expect(page).toMatch(new RegExp(`^\\| .*\`${flags}\``, 'mu'));
  });
});

describe('docs/failures.md', () => {
  const page = document('docs/failures.md');
  const told = [...page.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, code = '']) => code);
  /** Members of the unions that never reach people, and ways in which a command ends. */
  const inner = ['input-pending', 'reference-failed', 'cancelled', 'profile-mistake', 'section-refused'];
  const endings = ['exit', 'signal', 'not-started', 'timeout'];

  test('tells of every failure that a stage can have', () => {
    const stages = readdirSync(join(root, 'src/engine'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const kinds = stages.flatMap(({ name }) => kindsIn(`src/engine/${name}/failures.ts`));
    expect(kinds.length).toBeGreaterThan(50);
    const shown = new Set(kinds.filter((kind) => ![...inner, ...endings].includes(kind)));
    expect([...shown].filter((kind) => !told.includes(kind))).toEqual([]);
  });

  test('tells of every kind of failure of a template', () => {
    const codes = Object.values(KINDS).map(({ code }) => code);
    expect(codes.filter((code) => !told.includes(code))).toEqual([]);
    expect(told.filter((code) => code.startsWith('template-') && !codes.includes(code))).toEqual([]);
  });

  test('tells of every code that stands in the sources, and of nothing else', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const all = sources.map((path) => document(join('src', path))).join('\n');
    const codes = [...all.matchAll(/\bcode: '([a-z]+(?:-[a-z]+)*)'/gu)].map(([, code = '']) => code);
    expect(codes.filter((code) => !told.includes(code))).toEqual([]);
    expect(told.filter((code) => !all.includes(`'${code}'`) && !all.includes(`[${code}]`))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  function kindsIn(path: string): readonly string[] {
    const names = readdirSync(join(root, path, '..'));
    const text = names.includes('failures.ts') ? document(path) : '';
    const kinds = [...text.matchAll(/\breadonly kind:((?:\s*\|?\s*'[a-z-]+')+)/gu)];
    return kinds.flatMap(([, union = '']) => [...union.matchAll(/'([a-z-]+)'/gu)].map(([, kind = '']) => kind));
  }
});
