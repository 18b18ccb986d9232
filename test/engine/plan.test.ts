import { describe, expect, test } from 'vitest';
import type { Part, PartDraft } from '../../src/engine/graph/index.js';
import { makeProfilePaths } from '../../src/engine/graph/profile-paths.js';
import type { InstalledPart } from '../../src/engine/installed/index.js';
import {
  compareIdentities,
  describeReason,
  identify,
  planParts,
  signatureOf,
  type IdentitySettings,
} from '../../src/engine/plan/index.js';
import { defineRecipe, option, succeed, type Resolution } from '../../src/engine/recipe/index.js';

const recipe = defineRecipe({
  name: 'tool',
  version: 3,
  compiles: true,
  options: { url: option.required('where it is') },
  presentation: ['keep'],
  install: () => Promise.resolve(succeed({ paths: [] })),
});

const settings: IdentitySettings = {
  platform: { os: 'linux', arch: 'x64' },
  toolchain: 'cc 12',
  passedEnvironment: {},
  storeRoots: ['/store'],
  paths: makeProfilePaths(['/home/me/profiles/x']),
  directory: '/release',
  needsCount: true,
  lockedSum: () => undefined,
};

function draft(texts: Readonly<Record<string, string>>, more: Partial<PartDraft> = {}): PartDraft {
  return {
    name: 'p',
    definition: recipe,
    texts: new Map(Object.entries(texts)),
    resolution: { location: 'own' },
    needs: [],
    inputs: new Map(),
    ...more,
  };
}

const signature = (
  texts: Readonly<Record<string, string>>,
  more?: Partial<PartDraft>,
  other?: Partial<IdentitySettings>,
): string => signatureOf(identify(draft(texts, more), { ...settings, ...other }, true));

describe('the signature of a shared part', () => {
  const base = signature({ recipe: 'tool', url: '/home/me/profiles/x/src', keep: 'true' });

  test('does not depend on where profiles, stores and the release lie, nor on what cannot change the content', () => {
    const moved = { paths: makeProfilePaths(['/elsewhere']), directory: '/other', storeRoots: ['/s2'] };
    expect(signature({ recipe: 'other.name:tool', url: '/elsewhere/src' }, {}, moved)).toBe(base);
    expect(signature({ a: '/store/zlib/1/lib' })).toBe(signature({ a: '/s2/zlib/1/lib' }, {}, moved));
  });

  test.each([
    ['an option', signature({ url: '/home/me/profiles/x/other' })],
    ['an option that nothing reads', signature({ url: '/home/me/profiles/x/src', depends: '' })],
    ['the content of an input', signature({ url: '/home/me/profiles/x/src' }, { inputs: new Map([['input:x', 'd']]) })],
    [
      'a fact',
      signature({ url: '/home/me/profiles/x/src' }, { resolution: { location: 'own', facts: { text: 'd' } } }),
    ],
    ['the toolchain', signature({ url: '/home/me/profiles/x/src' }, {}, { toolchain: 'cc 13' })],
    ['the platform', signature({ url: '/home/me/profiles/x/src' }, {}, { platform: { os: 'linux', arch: 'arm64' } })],
    ['a passed variable', signature({ url: '/home/me/profiles/x/src' }, {}, { passedEnvironment: { CC: 'clang' } })],
    ['the recipe version', signature({ url: '/home/me/profiles/x/src' }, { definition: { ...recipe, version: 4 } })],
  ])('changes with %s', (_what, changed) => {
    expect(changed).not.toBe(base);
  });

  test('is 40 hex digits, the same on every machine', () => {
    expect(base).toMatchInlineSnapshot(`"3ba72797223c20fbe2521b74d591b71a946ba750"`);
  });

  test('a passed value is in the identity as a digest only', () => {
    const identity = identify(draft({}), { ...settings, passedEnvironment: { TOKEN: 'hunter2' } }, true);
    expect(JSON.stringify(identity)).not.toContain('hunter2');
  });
});

describe('what a recipe narrowed', () => {
  const narrowed = { options: ['context'], paths: [], values: { 'value of `x`': '/store/zlib/1 hunter2' } };
  const resolution: Resolution = { location: 'own', narrowed };
  const inputs = new Map([
    ['read:s:x', 'hunter2'],
    ['input:x', 'digest'],
  ]);
  const identity = identify(draft({ url: 'u', context: 'key x s:x' }, { resolution, inputs }), settings, true);

  test('stands in the place of options and of values that were read', () => {
    expect(Object.keys(identity).filter((key) => /^(?:option|read|input|fact):/u.test(key))).toEqual([
      'option:url',
      'input:x',
      'fact:value of `x`',
    ]);
  });

  test('is there as a digest, that does not depend on where stores lie', () => {
    expect(JSON.stringify(identity)).not.toContain('hunter2');
    const values = { 'value of `x`': '/s2/zlib/1 hunter2' };
    const moved: Resolution = { location: 'own', narrowed: { ...narrowed, values } };
    const elsewhere = { ...settings, storeRoots: ['/s2'] };
    const texts = { url: 'u', context: 'key y s:y' };
    expect(identify(draft(texts, { resolution: moved, inputs }), elsewhere, true)).toEqual(identity);
  });
});

test('a profile directory is masked only where it stands as a whole', () => {
  const { mask } = makeProfilePaths(['/a/b', '/a/b/c', 'https://h/d']);
  expect(mask('-I/a/b -I/a/bc /a/b/c/x:/a/b/x https://h/d/y')).toBe(
    '-I@@PROFILE@@ -I/a/bc @@PROFILE@@/x:@@PROFILE@@/x @@PROFILE@@/y',
  );
});

test('what differs between two identities, the most telling first', () => {
  const was = {
    'fact:rendered text': '1',
    'input:a.in': '1',
    'locked:https://host/a': '1',
    'recipe-version': '1',
    'need:zlib': 'a',
    'option:url': 'x',
    'option:old': 'o',
    'platform:arch': 'x64',
  };
  const now = {
    'fact:rendered text': '2',
    'input:a.in': '2',
    'locked:https://host/a': '2',
    'recipe-version': '1',
    'need:zlib': 'b',
    'option:url': 'y',
    'option:new': 'n',
    'platform:arch': 'arm64',
  };
  expect(compareIdentities(was, now).map(describeReason)).toEqual([
    'option `new` is new: `n`',
    'option `old` is gone; it was `o`',
    'option `url` changed from `x` to `y`',
    'the content of `a.in` changed',
    'its rendered text changed',
    'what the lock has for `https://host/a` changed',
    '`arch` of this machine changed from `x64` to `arm64`',
    '`zlib`, which it needs, changed',
  ]);
});

const NOWHERE = { source: { path: 'p.cfg', text: '' }, start: 0, end: 0 };

function part(name: string, more: Partial<Part> = {}, resolution: Resolution = { location: 'own' }): Part {
  return {
    name,
    definition: recipe,
    texts: new Map(),
    resolution,
    needs: [],
    profileBase: '/',
    inputPaths: [],
    header: NOWHERE,
    spanOf: () => NOWHERE,
    nameSpanOf: () => NOWHERE,
    identity: { 'option:x': '1' },
    signature: 'one',
    location: `/r/parts/${name}`,
    shared: false,
    present: false,
    ...more,
  };
}

function installed(name: string, more: Partial<InstalledPart> = {}): InstalledPart {
  const location = `/r/parts/${name}`;
  return {
    name,
    recipe: 'tool',
    signature: 'one',
    identity: { 'option:x': '1' },
    options: {},
    location,
    shared: false,
    paths: [location],
    ...more,
  };
}

function planned(
  parts: readonly Part[],
  records: readonly InstalledPart[],
  more: { gone?: string; named?: string[] } = {},
) {
  const graph = { parts: new Map(parts.map((entry) => [entry.name, entry])) };
  const state = new Map(records.map((entry) => [entry.name, entry]));
  const plan = planParts(graph, {
    installed: state,
    exists: (path) => path !== more.gone,
    named: more.named,
    conditions: {},
  });
  return {
    parts: plan.parts.map((entry) => [entry.part.name, entry.action, ...entry.because.map(describeReason)].join(' | ')),
    removals: plan.removals.map((entry) => `${entry.installed.name} ${entry.because}`),
  };
}

describe('the plan', () => {
  test('a part that stands as it should is current', () => {
    expect(planned([part('a')], [installed('a')])).toEqual({ parts: ['a | current'], removals: [] });
  });

  test('a changed part is replaced, and says what changed', () => {
    const changed = part('a', { signature: 'two', identity: { 'option:x': '2' } });
    expect(planned([changed], [installed('a')])).toEqual({
      parts: ['a | install | option `x` changed from `1` to `2`'],
      removals: ['a replaced'],
    });
  });

  test('what is gone from the disk is made again, also a store entry', () => {
    expect(planned([part('a')], [installed('a')], { gone: '/r/parts/a' }).parts).toEqual([
      'a | install | `/r/parts/a` is gone',
    ]);
    const shared = part('s', { shared: true, location: '/store/s/one' });
    const record = installed('s', { shared: true, location: '/store/s/one', paths: [] });
    expect(planned([shared], [record]).parts).toEqual(['s | install | `/store/s/one` is gone from the store']);
  });

  test('a shared part that the store has is taken from it', () => {
    expect(planned([part('s', { shared: true, present: true })], []).parts).toEqual([
      's | reuse | it is not installed',
    ]);
  });

  test('removals are in reverse recorded order, and only a whole run takes away what is not wanted', () => {
    const changed = part('b', { signature: 'two', identity: {} });
    const records = ['a', 'b', 'c'].map((name) => installed(name));
    expect(planned([changed], records).removals).toEqual(['c not-wanted', 'b replaced', 'a not-wanted']);
    expect(planned([changed], records, { named: ['b'] }).removals).toEqual(['b replaced']);
  });

  test('a named part brings what it needs and does not stand yet', () => {
    const parts = [part('base'), part('other'), part('done'), part('top', { needs: ['base', 'done'] })];
    expect(planned(parts, [installed('done')], { named: ['top'] }).parts).toEqual([
      'base | install | it is not installed',
      'top | install | it is not installed',
    ]);
  });
});
