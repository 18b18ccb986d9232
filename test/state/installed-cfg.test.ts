import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BUILDOUT,
  explain,
  formatInstalledCfg,
  readInstalledCfg,
  type InstalledPart,
} from '../../src/engine/installed/index.js';
import { value } from './arbitraries.js';
import { record } from './records.js';

type Options = Readonly<Record<string, string>>;
type Read = Readonly<Record<string, Options>>;

function exported(parts: readonly InstalledPart[]): string {
  return formatInstalledCfg(new Map(parts.map((part) => [part.name, part])));
}

function withOptions(options: Options): InstalledPart {
  return record('a', { options });
}

/** The sections as our own reader has them. */
function readBack(text: string): Read {
  const state = readInstalledCfg('.installed.cfg', text);
  if (!state.ok) throw new Error(explain(state.failures[0]).message);
  const sections = state.value.parts.map(({ name, installed, signature, options }) => {
    const own = { __buildout_installed__: installed.join('\n'), __buildout_signature__: signature };
    return [name, { ...options, ...own }] as const;
  });
  return Object.fromEntries(sections);
}

function expectedOf({ options, paths, signature }: InstalledPart): Options {
  return { ...options, __buildout_installed__: paths.join('\n'), __buildout_signature__: signature };
}

describe('.installed.cfg', () => {
  test('any value comes back through our own reader', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
        const part = withOptions(Object.fromEntries(values.map((text, at) => [`o${String(at)}`, text])));
        expect(readBack(exported([part]))).toEqual({ a: expectedOf(part) });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a tab before text', 'one\n\ttwo', 'one%(__buildout_space_n__)s\ttwo'],
    ['a tab behind text', 'one\t\ntwo', 'one\t%(__buildout_space_n__)stwo'],
    ['blanks at the ends', ' one ', '%(__buildout_space__)sone%(__buildout_space__)s'],
    ['an empty line', 'one\n\ntwo', 'one\n\t%(__buildout_space_n__)stwo'],
    ['line breaks at the ends', '\none\n', '%(__buildout_space_n__)sone%(__buildout_space_n__)s'],
    ['a carriage return', 'one\rtwo', 'one%(__buildout_space_r__)stwo'],
    ['lines that look like others', 'one\n# two\n[three]\nfour = 4', 'one\n\t# two\n\t[three]\n\tfour = 4'],
    [
      'a tab at the start, and a line that is less indented',
      '\tone\n  two',
      '\n\t\tone\n\t%(__buildout_space__)s%(__buildout_space__)stwo',
    ],
    ['a tab before every line', '\tone', '%(__buildout_space_t__)sone'],
    ['a no-break space at the start', '\u00a0one', '\n\t\u00a0one'],
    ['a no-break space at a line end', 'one\u00a0\ntwo', 'one\u00a0%(__buildout_space_n__)stwo'],
  ])('%s is written so that reading keeps it', (_, text, written) => {
    expect(exported([withOptions({ o: text })])).toContain(`\no = ${written}\n`);
  });

  test('paths stand there as their recipe named them', () => {
    const part = record('a', { paths: ['/r/d', '/r/s/x'], named: ['/r/d/', 's/x'] });
    expect(exported([part])).toContain('__buildout_installed__ = /r/d/\n\ts/x\n');
  });

  test('develop eggs of buildout are kept where buildout has them', () => {
    const eggs = record(BUILDOUT, { paths: ['/r/develop-eggs/x'], adopted: true });
    expect(exported([eggs, record('a')])).toMatch(
      /^\[buildout\]\ninstalled_develop_eggs = \/r\/develop-eggs\/x\nparts = a\n\n\[a\]\n/u,
    );
  });

  test('a file as zc.buildout leaves it: sections again, text below its name, comments', () => {
    const text = [
      '# made by hand',
      '[buildout]',
      'installed_develop_eggs = /d/one',
      '\t/d/two',
      'parts = a gone b',
      '',
      '[a]',
      '__buildout_installed__ = /d/x',
      '__buildout_signature__ = zc.recipe-1.0-py3.11.egg other-2',
      'block = ',
      '',
      '\t\tone',
      '\t\t  two',
      'recipe = zc:x',
      '',
      '[b] ; of the first run',
      'recipe = y',
      '[buildout]',
      'parts = b a',
      '',
    ].join('\r\n');
    const state = readInstalledCfg('f', text);
    expect(state).toEqual({
      ok: true,
      value: {
        developEggs: ['/d/one', '/d/two'],
        parts: [
          { name: 'b', installed: [], signature: '', options: { recipe: 'y' } },
          {
            name: 'a',
            installed: ['/d/x'],
            signature: 'zc.recipe-1.0-py3.11.egg other-2',
            options: { block: 'one\n  two', recipe: 'zc:x' },
          },
        ],
      },
    });
  });

  test.each([
    ['text before a header', 'x = 1\n', 1],
    ['a line without a name', '[buildout]\nparts = a\n[a]\nwords\n', 4],
    ['a condition', '[buildout]\nparts = a\n[a:linux]\nrecipe = x\n', 3],
  ])('%s is told with its line', (_, text, line) => {
    expect(readInstalledCfg('f', text)).toEqual({
      ok: false,
      failures: [{ kind: 'installed-cfg-unreadable', path: 'f', line }],
    });
  });
});

const READER = fileURLToPath(new URL('./read_installed.py', import.meta.url));

/** A Python that has zc.buildout, or the virtual environment it is in, named by `SLAPBUILD_ORACLE`. */
function findOracle(): string | undefined {
  const named = process.env['SLAPBUILD_ORACLE'];
  if (named === undefined || named === '') return undefined;
  const inside = join(named, 'bin', 'python');
  return existsSync(inside) ? inside : named;
}

const oracle = findOracle();

/** What zc.buildout itself reads in each of the texts; or what it writes for each of the values. */
function ask(command: 'read' | 'write', texts: readonly string[]): readonly unknown[] {
  const options = { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(oracle ?? '', ['-W', 'ignore', READER, command], options);
  if (status !== 0) throw new Error(stderr);
  // The answers of our own program.
  return JSON.parse(stdout) as readonly unknown[];
}

/** There is no way to write these so that zc.buildout reads them; its own state files lose them too. */
const LOST = String.raw`[\t\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const LOST_AT_AN_END = new RegExp(`^\\t|${LOST}$`, 'u');

/** What begins with a tab is kept when a later line is less indented. */
const BELOW_THEIR_NAME = ['\tone\n\t\ttwo\n three', '\tone\ntwo', '\t# two\n[three]\n\tfour'];

function textAt(answers: readonly unknown[], at: number): string {
  const answer = answers[at];
  if (typeof answer !== 'string') throw new Error(`no text: ${JSON.stringify(answer)}`);
  return answer;
}

const NOTHING = { __buildout_installed__: '', __buildout_signature__: 's' };

describe.skipIf(oracle === undefined)('zc.buildout (only when SLAPBUILD_ORACLE names a Python with it)', () => {
  const many = (values: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
    fc.array(values, { minLength: 300, maxLength: 300 });
  const slowly = { numRuns: 2, endOnFailure: true };

  test('reads any value as it was', { timeout: 180_000 }, () => {
    const kept = fc.oneof(
      { weight: 9, arbitrary: value.filter((text) => !LOST_AT_AN_END.test(text)) },
      fc.constantFrom(...BELOW_THEIR_NAME),
    );
    fc.assert(
      fc.property(many(kept), (values) => {
        const parts = values.map((text) => withOptions({ o: text, recipe: 'x' }));
        const answers = ask(
          'read',
          parts.map((part) => exported([part])),
        );
        for (const [at, part] of parts.entries()) expect(answers[at]).toEqual({ a: expectedOf(part) });
      }),
      slowly,
    );
  });

  test('writes values that we read as they were', { timeout: 180_000 }, () => {
    // It writes these so that nobody can read them.
    const kept = value.filter((text) => !/[\r\t]/u.test(text));
    fc.assert(
      fc.property(many(kept), (values) => {
        const texts = ask('write', values);
        for (const [at, text] of values.entries())
          expect(readBack(textAt(texts, at))).toEqual({ a: { o: text, recipe: 'x', ...NOTHING } });
      }),
      slowly,
    );
  });
});
