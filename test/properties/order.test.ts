import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ProfileLoader } from '../../src/engine/resolve/index.js';
import { createProfileLoader } from '../../src/platform/profile-loader.js';
import { createMemoryLoader } from './memory-loader.js';
import { atOnce, load, observe, resolve } from './observe.js';
import { profileSets, type Files } from './profiles.js';

const DIRECTORY = '/release';

function inMemory(files: Files): ProfileLoader {
  return createMemoryLoader(new Map(files.map(([name, text]) => [`${DIRECTORY}/${name}`, text])));
}

function observeInMemory(files: Files): string {
  const observing = { directory: DIRECTORY, loader: inMemory(files) };
  return observe(atOnce(load(observing)), observing);
}

/** A set, and its files in another order. */
const shuffled = profileSets.chain((files) => fc.tuple(fc.constant(files), shuffle(files)));

function shuffle<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

describe('the result does not depend on the order of files', () => {
  test('in a loader', () => {
    fc.assert(
      fc.property(shuffled, ([files, others]) => {
        expect(observeInMemory(others)).toBe(observeInMemory(files));
      }),
      { numRuns: 500 },
    );
  });

  test('in directories, written in any order and beside other files', () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'order-')));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const directory = join(root, 'release');
    const observeOnDisk = (files: Files): string => {
      rmSync(directory, { recursive: true, force: true });
      for (const [name, text] of files) {
        mkdirSync(dirname(join(directory, name)), { recursive: true });
        writeFileSync(join(directory, name), text);
      }
      const observing = { directory, loader: createProfileLoader() };
      return observe(atOnce(load(observing)), observing);
    };
    const crowds = fc.uniqueArray(
      fc.constantFrom('0.cfg', 'a.cfg', 'zz.cfg', 'folder/0.cfg', 'folder/zz.cfg', 'software.cfg~'),
    );
    fc.assert(
      fc.property(shuffled, crowds, ([files, others], crowd) => {
        const strangers = crowd.map((name) => [name, '[a]\nx = stranger\n'] as const);
        expect(observeOnDisk([...strangers, ...others])).toBe(observeOnDisk(files));
      }),
      { numRuns: 50 },
    );
  });

  test('in a loader that answers later', async () => {
    const later = (files: Files): ProfileLoader => {
      const { load: loadNow, canonical } = inMemory(files);
      return { load: async (location, options) => loadNow(location, options), canonical };
    };
    await fc.assert(
      fc.asyncProperty(shuffled, async ([files, others]) => {
        const observing = { directory: DIRECTORY, loader: later(others) };
        expect(observe(await load(observing), observing)).toBe(observeInMemory(files));
      }),
      { numRuns: 200 },
    );
  });

  test('twice in one process', () => {
    fc.assert(
      fc.property(profileSets, (files) => {
        expect(observeInMemory(files)).toBe(observeInMemory(files));
      }),
    );
  });
});

/** Sections `s0`, `s1`, … with recipes, and the references of each to earlier options. */
interface Web {
  readonly text: string;
  readonly names: readonly string[];
  readonly order: readonly string[];
}

/** Options refer to earlier options wherever those stand, so sections may refer to each other both ways. */
const webs: fc.Arbitrary<Web> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const names = Array.from({ length: count }, (_, at) => `s${at}`);
  const option = fc.record({
    home: fc.integer({ min: 0, max: count - 1 }),
    to: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  });
  return fc.tuple(fc.array(option, { maxLength: 15 }), shuffle(names)).map(([options, order]) => ({
    names,
    order,
    text: webText(names, options),
  }));
});

interface WebOption {
  readonly home: number;
  readonly to: readonly number[];
}

function webText(names: readonly string[], options: readonly WebOption[]): string {
  const lines = new Map(names.map((name) => [name, [`[${name}]`, 'recipe = r']]));
  for (const [at, { home, to }] of options.entries()) {
    const references = to.flatMap((target) => {
      const earlier = at === 0 ? undefined : target % at;
      const section = earlier === undefined ? undefined : options[earlier]?.home;
      return section === undefined ? [] : `\${s${section}:o${earlier}}`;
    });
    lines.get(`s${home}`)?.push(`o${at} = ${[at, ...references].join(' ')}`);
  }
  return [`[buildout]\nparts =`, ...[...lines.values()].flat(), ''].join('\n');
}

describe('a chain of references', () => {
  function valuesOf(
    { text }: Web,
    parts: readonly string[],
  ): ReadonlyMap<string, readonly (readonly [string, string])[]> {
    const resolved = resolve(atOnce(load({ directory: DIRECTORY, loader: inMemory([['software.cfg', text]]) })), parts);
    if (!resolved.ok) throw new Error(`${text}\n${JSON.stringify(resolved.failures.map(({ kind }) => kind))}`);
    return new Map([...resolved.value.sections.values()].map(({ name, options }) => [name, [...options]]));
  }

  test('gives the same values whichever part comes first', () => {
    fc.assert(
      fc.property(webs, (web) => {
        const [one, other] = [valuesOf(web, web.names), valuesOf(web, web.order)];
        for (const name of web.names) expect(other.get(name)).toEqual(one.get(name));
      }),
      { numRuns: 1000 },
    );
  });

  test('gives the same values for one part alone', () => {
    fc.assert(
      fc.property(webs, (web) => {
        const all = valuesOf(web, web.names);
        const [part = 's0'] = web.order;
        for (const [name, values] of valuesOf(web, [part])) {
          if (name !== 'buildout') expect(values).toEqual(all.get(name));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('sees what recipes set, whichever part comes first, as long as sections do not refer back', () => {
    const chains = fc.integer({ min: 1, max: 7 }).chain((count) => {
      const names = Array.from({ length: count }, (_, at) => `s${at}`);
      const needs = fc.tuple(...names.map((_, at) => fc.subarray(names.slice(0, at))));
      return fc.tuple(needs, shuffle(names)).map(([all, order]): Web => {
        const sections = all.map(
          (its, at) =>
            `[s${at}]\nrecipe = r\nx = ${its.map((name) => `\${${name}:location} \${${name}:x}`).join(' ')}\n`,
        );
        return { names, order, text: ['[buildout]\nparts =\n', ...sections].join('') };
      });
    });
    fc.assert(
      fc.property(chains, (web) => {
        const [one, other] = [valuesOf(web, web.names), valuesOf(web, web.order)];
        for (const name of web.names) expect(other.get(name)).toEqual(one.get(name));
      }),
      { numRuns: 300 },
    );
  });
});
