import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeWorld, makeWriter, told, type World } from '../engine/world.js';
import { makeFileRecipe } from './recipes.js';

const isThere = (world: World, path: string): boolean => existsSync(join(world.root, 'release', path));

function profile(sections: Readonly<Record<string, string>>): string {
  const texts = Object.entries(sections).map(([name, body]) => `[${name}]\nrecipe = ${body}\n`);
  return `[buildout]\nparts = ${Object.keys(sections).join(' ')}\n${texts.join('')}`;
}

describe('paths that two parts declare, found before anything runs', () => {
  const refused = [
    ['the same output', 'file\noutputs = x', 'file\noutputs = x', 'both install `@/x`'],
    ['an output that is the directory of another', 'writer', 'file\noutputs = parts/a', 'both install `@/parts/a`'],
    ['an output inside the directory of another', 'writer', 'file\noutputs = parts/a/x', 'inside `@/parts/a`'],
    ['an output inside an output', 'file\noutputs = d', 'file\noutputs = d/e/x', 'inside `@/d`'],
    ['an output that holds an output', 'file\noutputs = d/e/x', 'file\noutputs = d', 'inside `@/d`'],
    ['an output that holds a directory', 'writer', 'file\noutputs = parts', 'inside `@/parts`'],
  ] as const;

  test.each(refused)('%s', async (_, a, b, words) => {
    const world = makeWorld(profile({ a, b }), [makeFileRecipe(), makeWriter().recipe]);
    const ran = await world.run();
    expect([ran.outcome, ran.diagnostics.map(({ code }) => code), world.tree()]).toEqual([
      'invalid',
      ['path-claimed-twice'],
      [],
    ]);
    expect(ran.diagnostics[0]?.message).toContain(words.replace('@', join(world.root, 'release')));
  });

  test('a directory inside a directory, whoever needs whom', async () => {
    const recipes = [makeWriter().recipe];
    const world = makeWorld(profile({ a: 'writer', 'a/b': 'writer\ntext = ${a:location}' }), recipes);
    expect(told(await world.run())).toEqual(['path-claimed-twice software.cfg:5:1']);
  });

  test.each([
    ['inside what a needed part makes', 'file\noutputs = parts/a/x\nfiles = parts/a/x\nneed = ${a:location}'],
    ['inside what a part makes that is needed by a needed part', 'file\nfiles = parts/a/x\nneed = ${c:files}'],
    ['beside a name that begins alike', 'file\noutputs = parts/a-x\nfiles = parts/a-x'],
  ])('is no mistake: %s', async (_, b) => {
    const c = 'file\nfiles = c.txt\nneed = ${a:location}';
    const world = makeWorld(profile({ a: 'writer', b, c }), [makeFileRecipe(), makeWriter().recipe]);
    expect(told(await world.run())).toEqual([]);
  });
});

describe('paths that only an install tells', () => {
  test('what another part has recorded is a failure of the part that comes later', async () => {
    const sections = { a: 'file\nfiles = x', b: 'file\nfiles = b.txt x' };
    const world = makeWorld(profile(sections), [makeFileRecipe()]);
    const ran = await world.run({ jobs: 1 });
    expect([ran.outcome, ran.steps.slice(-1), told(ran)]).toEqual([
      'failed',
      ['failed b'],
      ['path-claimed-twice software.cfg:6:1'],
    ]);
    expect(ran.diagnostics[0]?.message).toBe(
      `part \`b\` recorded \`${world.root}/release/x\`, which part \`a\` has installed`,
    );
    expect(isThere(world, 'x')).toBe(true);
  });

  test('also when the other one was installed by an earlier run, and under another name for the path', async () => {
    const sections = { a: 'file\nfiles = x', b: 'file\nfiles = b.txt\nrecord = d/../x' };
    const world = makeWorld(profile(sections), [makeFileRecipe()]);
    await world.run({ assignments: ['buildout:parts=a'] });
    const ran = await world.run({ jobs: 1 });
    expect(told(ran)).toEqual(['path-claimed-twice software.cfg:6:1']);
  });

  test('the directory of a part is not emptied when another part has recorded it', async () => {
    const sections = { a: 'file\nfiles = parts/b/x\nrecord = parts/b', b: 'writer' };
    const world = makeWorld(profile(sections), [makeFileRecipe(), makeWriter().recipe]);
    const ran = await world.run({ jobs: 1 });
    expect(told(ran)).toEqual(['path-claimed-twice software.cfg:7:1']);
    expect(isThere(world, 'parts/b/x')).toBe(true);
  });

  test('a file may move from one part to another', async () => {
    const world = makeWorld(profile({ a: 'file\nfiles = x', b: 'file\nfiles = y' }), [makeFileRecipe()]);
    await world.run();
    const ran = await world.run({ assignments: ['a:files=y', 'b:files=x', 'b:text=new'] });
    expect([ran.outcome, world.read('release/x'), world.read('release/y')]).toEqual(['done', 'new\n', '\n']);
  });

  test('a part is not put back over what another part has taken', async () => {
    const world = makeWorld(profile({ b: 'file\nfiles = y', a: 'file\nfiles = x\ntext = old' }), [makeFileRecipe()]);
    await world.run();
    const changes = ['b:files=x', 'b:text=new', 'a:files=y', 'a:fail=true'];
    const ran = await world.run({ jobs: 1, assignments: changes });
    expect(ran.steps.slice(-2)).toEqual(['failed a', 'warning a']);
    expect(world.read('release/x')).toBe('new\n');
    expect(world.read('release/.installed.cfg')).not.toContain('[a]');
    expect((await world.run()).outcome).toBe('done');
  });
});

describe('what goes with a part that is taken away', () => {
  const sections = { a: 'writer\ntext = ${:more}\nmore = 1', b: 'file\nfiles = parts/a/sub/x', c: 'file\nfiles = c' };

  test('is made anew in the same run, though nothing of its own part has changed', async () => {
    const world = makeWorld(profile(sections), [makeFileRecipe(), makeWriter().recipe]);
    await world.run({ jobs: 1 });
    const ran = await world.run({ jobs: 1, assignments: ['a:more=2'] });
    expect(ran.steps).toEqual([
      'removed b',
      'removed a',
      'started a',
      'installed a',
      'started b',
      'installed b',
      'up-to-date c',
    ]);
    expect(isThere(world, 'parts/a/sub/x')).toBe(true);
    const path = join(world.root, 'release/parts/a/sub/x');
    expect(ran.plan?.parts[1]?.because).toEqual([{ kind: 'output-taken', path, by: 'a' }]);
  });

  test('and what goes with that, and so on', async () => {
    const chain = {
      ...sections,
      c: 'file\nfiles = parts/a/sub/x.d/y',
      b: 'file\nfiles = parts/a/sub/x.d/z\nrecord = parts/a/sub/x.d',
    };
    const world = makeWorld(profile(chain), [makeFileRecipe(), makeWriter().recipe]);
    await world.run({ jobs: 1 });
    const ran = await world.run({ jobs: 1, assignments: ['b:text=new'] });
    expect(ran.plan?.parts.map(({ part, action }) => `${part.name} ${action}`)).toEqual([
      'a current',
      'b install',
      'c install',
    ]);
    expect(isThere(world, 'parts/a/sub/x.d/y')).toBe(true);
  });
});

describe('uninstalling from what is recorded', () => {
  test('needs no recipe', async () => {
    const world = makeWorld(profile({ a: 'file\nfiles = d/x y', b: 'writer' }), [
      makeFileRecipe(),
      makeWriter().recipe,
    ]);
    await world.run();
    const ran = await world.run({ assignments: ['buildout:parts='], recipes: [] });
    expect([ran.outcome, told(ran), world.tree()]).toEqual(['done', [], ['bin/', 'd/', 'parts/']]);
    expect(isThere(world, '.installed.cfg')).toBe(false);
    expect((await world.run({ assignments: ['buildout:parts='], recipes: [] })).outcome).toBe('unchanged');
  });

  test('calls the hook of a recipe that is there, and no other', async () => {
    const calls: string[] = [];
    const recipe = makeFileRecipe({ onUninstall: (part) => calls.push(part) });
    const world = makeWorld(profile({ a: 'file\nfiles = x', b: 'file\nfiles = y' }), [recipe]);
    await world.run();
    await world.run({ assignments: ['buildout:parts=b'] });
    await world.run({ assignments: ['buildout:parts='], recipes: [] });
    expect([calls, world.tree()]).toEqual([['a'], ['bin/', 'parts/']]);
  });
});

describe('named parts', () => {
  const needy = {
    a: 'file\nfiles = a\nneed = ${b:files}',
    b: 'file\nfiles = b\nneed = ${c:files}',
    c: 'file\nfiles = c',
    d: 'file\nfiles = d',
  };

  test('bring what is missing, also behind what stands, and touch nothing else', async () => {
    const installs: string[] = [];
    const world = makeWorld(profile(needy), [makeFileRecipe({ onInstall: (part) => installs.push(part) })]);
    await world.run({ parts: ['b'] });
    expect(installs.splice(0)).toEqual(['c', 'b']);
    await world.run({ assignments: ['buildout:parts=d'], parts: ['d'] });
    installs.length = 0;
    rmSync(join(world.root, 'release/c'));
    const ran = await world.run({ parts: ['a'], jobs: 1 });
    expect(ran.steps).toEqual(['removed c', 'started c', 'installed c', 'started a', 'installed a']);
    expect(['a', 'b', 'c', 'd'].filter((path) => !isThere(world, path))).toEqual([]);
  });
});
