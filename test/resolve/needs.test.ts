import { describe, expect, test } from 'vitest';
import { fail, succeed, type Diagnostic } from '../../src/engine/diag/index.js';
import { resolveSections, type SectionInitialiser } from '../../src/engine/resolve/index.js';
import { load, locations, makeSite, mistakes, option, resolve } from './site.js';

function needs(profile: string, parts = 'a'): Readonly<Record<string, readonly string[]>> {
  const result = resolve(`[buildout]\nparts = ${parts}\n${profile}`);
  if (!result.ok)
    throw new Error(
      mistakes(result)
        .map(({ message }) => message)
        .join('; '),
    );
  const { sections } = result.value;
  return Object.fromEntries(result.value.parts.map((name) => [name, sections.get(name)?.needs ?? []]));
}

describe('needs', () => {
  test('follow references in the order met, through sections without a recipe', () => {
    const profile =
      '[a]\nrecipe = r\ny = ${p:k}\nx = ${c:location}\n[p]\nk = 1\nj = ${q:j}\n[q]\nj = ${d:location} ${c:location}\n[c]\nrecipe = r\n[d]\nrecipe = r\n';
    expect(needs(profile)).toEqual({ c: [], d: [], a: ['c', 'd'] });
  });

  test('of mutual references go one way', () => {
    const profile = '[a]\nrecipe = r\nk = 1\nx = ${b:y}\n[b]\nrecipe = r\ny = ${a:k}\n';
    expect(needs(profile, 'a b')).toEqual({ b: [], a: ['b'] });
  });

  test('look through a part that is being initialised', () => {
    const profile = '[a]\nrecipe = r\nk = ${c:location}\nx = ${b:y}\n[b]\nrecipe = r\ny = ${a:k}\n[c]\nrecipe = r\n';
    expect(needs(profile)).toEqual({ c: [], b: ['c'], a: ['c', 'b'] });
  });

  test('see through sections without a recipe that refer to each other', () => {
    const profile =
      '[a]\nrecipe = r\nx = ${p:y}\n[p]\nk = ${c:location}\ny = ${q:y}\n[q]\ny = ${p:k}\n[c]\nrecipe = r\n[d]\nrecipe = r\nx = ${q:y}\n';
    expect(needs(profile, 'a d')).toEqual({ c: [], a: ['c'], d: ['c'] });
  });

  test('come from [buildout] for the options that are read only', () => {
    const profile =
      'tool = ${c:location}\nplain = ${:other}\nother = 1\n[a]\nrecipe = r\nx = ${buildout:plain} ${buildout:directory}\n[b]\nrecipe = r\nx = ${buildout:tool}\n[c]\nrecipe = r\n';
    expect(needs(profile, 'a b')).toEqual({ c: [], a: [], b: ['c'] });
  });

  test('come from `=>` too', () => {
    expect(needs('[a]\nrecipe = r\n=> c b\n[b]\nrecipe = r\n[c]\nrecipe = r\n')).toEqual({
      c: [],
      b: [],
      a: ['c', 'b'],
    });
  });
});

describe('a recipe', () => {
  const profile = '[buildout]\nparts = a\n[a]\nrecipe = r\nlist = b:y\n[b]\ny = ${c:location}\n[c]\nrecipe = r\n';

  function asking(
    ask: (section: Parameters<SectionInitialiser['initialise']>[0]) => Record<string, string>,
  ): SectionInitialiser {
    return {
      initialise: (section) =>
        section.name === 'a'
          ? succeed({ exports: new Map(Object.entries(ask(section))) })
          : locations.initialise(section),
    };
  }

  test('reads other sections, which makes needs', () => {
    const seen: (readonly string[])[] = [];
    const initialiser = asking((section) => {
      seen.push(section.needs());
      const value = section.read('b', 'y', 'list');
      seen.push(section.needs());
      return { got: value.ok ? value.value : 'nothing' };
    });
    const result = resolve(profile, { initialiser });
    expect(option(result, 'a', 'got')).toBe('/opt/c');
    expect(seen).toEqual([[], ['c']]);
    expect(result.ok && result.value.parts).toEqual(['c', 'a']);
  });

  test('reads whole sections, with what their recipes add', () => {
    const initialiser = asking((section) => {
      const options = section.readSection('c', 'list');
      return options.ok ? Object.fromEntries(options.value) : {};
    });
    expect(option(resolve(profile, { initialiser }), 'a', 'location')).toBe('/opt/c');
  });

  test('substitutes texts of its own; mistakes point into them', () => {
    const met: Diagnostic[] = [];
    const initialiser = asking((section) => {
      const good = section.substitute({
        path: 'page.in',
        text: 'one ${b:y}\ntwo $<:list> $${x} ${:_profile_base_location_}\n',
      });
      const bad = section.substitute({ path: 'bad.in', text: 'x\n  ${b:nope} ${no:x}\n' });
      if (!bad.ok) met.push(...bad.failures);
      return { good: good.ok ? good.value : '' };
    });
    const result = resolve(profile, { initialiser });
    const directory = result.ok ? result.value.directory : '';
    expect(option(result, 'a', 'good')).toBe(`one /opt/c\ntwo b:y \${x} ${directory}\n`);
    expect(met.map(({ code, at }) => [code, at?.source.path, at?.start])).toEqual([
      ['missing-option', 'bad.in', 4],
      ['missing-section', 'bad.in', 14],
    ]);
  });

  test('adds sections, whose parts precede it', () => {
    const initialiser = asking((section) => {
      const added = section.addSections({ path: 'added', text: '[n]\nrecipe = r\nx = ${c:location}\n[b]\n' });
      const fresh = section.addSections({ path: 'added', text: '[n]\nrecipe = r\nx = ${c:location}\n' });
      return { refused: added.ok ? '' : added.failures[0].code, fresh: `${fresh.ok}` };
    });
    const result = resolve(profile, { initialiser });
    expect([option(result, 'a', 'refused'), option(result, 'a', 'fresh')]).toEqual(['section-already-exists', 'true']);
    expect(result.ok && result.value.parts).toEqual(['c', 'n', 'a']);
  });

  test('sees its options sorted and resolved, with their places', () => {
    const places: string[] = [];
    const initialiser = asking((section) => {
      places.push(...[...section.options].map(([name, value]) => `${name}=${value}@${section.spanOf(name).start}`));
      return {};
    });
    resolve('[buildout]\nparts = a\n[a]\nz = 1\nrecipe = r\nB = ${:z}\n', { initialiser });
    expect(places).toEqual(['B=1@46', 'recipe=r@40', 'z=1@29']);
  });
});

describe('what a recipe refuses', () => {
  const pending: Diagnostic = { code: 'input-pending', severity: 'error', message: 'not yet', notes: [] };
  const profile =
    '[buildout]\nparts = a d\n[a]\nrecipe = r\nx = ${b:location}\n[b]\nrecipe = r\n[c]\nx = ${b:anything}\n[d]\nrecipe = r\nx = ${c:x}\n';

  test('is told once, not by each of its users', () => {
    const initialiser: SectionInitialiser = {
      initialise: ({ name }) => (name === 'b' ? fail(pending) : succeed({ exports: new Map() })),
    };
    expect(mistakes(resolve(profile, { initialiser }))).toEqual([
      { code: 'input-pending', message: 'not yet', at: 'nowhere' },
    ]);
  });

  test('is told once when its users hand it on', () => {
    const initialiser: SectionInitialiser = {
      initialise(section) {
        if (section.name !== 'd') return section.name === 'b' ? fail(pending) : succeed({ exports: new Map() });
        const value = section.read('b', 'location', 'recipe');
        return value.ok ? succeed({ exports: new Map() }) : value;
      },
    };
    const text = '[buildout]\nparts = d a\n[d]\nrecipe = r\n[b]\nrecipe = r\n[a]\nrecipe = r\nx = ${b:location}\n';
    expect(mistakes(resolve(text, { initialiser }))).toHaveLength(1);
  });

  test('can be answered in a second go over the same merged profile', () => {
    const merged = load(makeSite({ 'software.cfg': profile.replace('anything', 'location') }));
    if (!merged.ok) throw new Error('the profile is good');
    const known = new Set<string>();
    const initialiser: SectionInitialiser = {
      initialise: (section) =>
        known.has(section.name) ? locations.initialise(section) : fail({ ...pending, message: section.name }),
    };
    const asked: string[] = [];
    let result = resolveSections(merged.value, initialiser);
    while (!result.ok) {
      const names = mistakes(result).map(({ message }) => message);
      asked.push(...names);
      for (const name of names) known.add(name);
      result = resolveSections(merged.value, initialiser);
    }
    expect(asked).toEqual(['b', 'a', 'd']);
    expect(result.value.parts).toEqual(['b', 'a', 'd']);
  });
});

test('named parts come alone, in the order given; what they use is resolved', () => {
  const text = '[buildout]\nparts = a b\n[a]\nrecipe = r\nx = ${c:location}\n[b]\nrecipe = r\n[c]\nrecipe = r\n';
  const result = resolve(text, { parts: ['b', 'a', 'b'] });
  expect(result.ok && [result.value.requested, result.value.parts]).toEqual([
    ['b', 'a'],
    ['b', 'c', 'a'],
  ]);
  expect(mistakes(resolve(text, { parts: ['zzz'] }))).toMatchObject([
    { code: 'unknown-part', at: '<command line>:1:1 "zzz"' },
  ]);
});

test('every reference of the profile is known by name, in use or not', () => {
  const text = '[buildout]\nparts =\n[m]\nx = ${:y} $${no:no} ${b:c}\n[n]\nx = $<d:e>\n';
  const result = resolve(text);
  expect(result.ok && [...result.value.referencedNames].sort()).toEqual([':y', 'b:c', 'd:e']);
});
