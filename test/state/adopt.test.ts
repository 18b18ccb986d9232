import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeJournal, encodeState } from '../../src/engine/installed/index.js';
import { makeWorld, told, type World } from '../engine/world.js';
import { makeFileRecipe } from './recipes.js';

const PROFILE = '[buildout]\nparts = a b\n[a]\nrecipe = file\nfiles = a.txt\n[b]\nrecipe = file\nfiles = b.txt\n';

/** A state file as zc.buildout writes it. */
function theirs(world: World, parts: Readonly<Record<string, readonly string[]>>, head = ''): void {
  const sections = Object.entries(parts).map(([name, paths]) =>
    [
      `[${name}]`,
      `__buildout_installed__ = ${paths.join('\n\t')}`,
      '__buildout_signature__ = pip-23 setuptools-65',
      'recipe = some.recipe',
      '',
    ].join('\n'),
  );
  const buildout = `[buildout]\ninstalled_develop_eggs = ${head}\nparts = ${Object.keys(parts).join(' ')}\n`;
  world.write('release/.installed.cfg', `${buildout}\n${sections.join('\n')}`);
}

function recorded(world: World): readonly string[] {
  const content = decodeJournal('', world.read('release/.slapbuild/state.jsonl'));
  if (!content.ok) throw new Error('damaged');
  return [...content.value.state.values()].map(({ name, adopted }) => (adopted === true ? `${name} (theirs)` : name));
}

const isThere = (world: World, path: string): boolean => existsSync(join(world.root, 'release', path));

describe('a release that zc.buildout has installed', () => {
  test('is taken over: what is wanted is replaced, the rest goes by its recorded paths', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    for (const path of ['a.txt', 'old-a.txt', 'gone/x', 'kept.txt', 'develop-eggs/e.egg-link'])
      world.write(`release/${path}`, 'theirs');
    const eggs = join(world.root, 'release/develop-eggs/e.egg-link');
    theirs(world, { gone: ['gone'], a: [join(world.root, 'release/a.txt'), 'old-a.txt'] }, eggs);
    const ran = await world.run({ jobs: 1 });
    expect([ran.outcome, told(ran)]).toEqual(['done', []]);
    expect(ran.steps).toEqual([
      'removed a',
      'removed gone',
      'removed buildout',
      'started a',
      'installed a',
      'started b',
      'installed b',
    ]);
    expect(world.tree()).toEqual(['a.txt', 'b.txt', 'bin/', 'develop-eggs/', 'kept.txt', 'parts/']);
    expect(world.read('release/.installed.cfg')).not.toMatch(/theirs|some\.recipe|egg-link/u);
    expect((await world.run()).outcome).toBe('unchanged');
  });

  test('the plan says why, and touches nothing', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    world.write('release/a.txt', 'theirs');
    theirs(world, { a: ['a.txt'] });
    const before = world.read('release/.installed.cfg');
    const made = await world.run({ assignments: ['a:fail=true'], jobs: 1 });
    expect(made.plan?.parts[0]?.because).toEqual([{ kind: 'adopted' }]);
    expect([made.outcome, world.read('release/a.txt')]).toEqual(['failed', 'theirs']);
    expect(recorded(world)).toEqual(['a (theirs)']);
    expect(world.read('release/.installed.cfg')).toContain('pip-23 setuptools-65');
    expect(before).toContain('some.recipe');
  });

  test('parts that a run does not name stay as they are, and are known as theirs ever after', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    for (const path of ['a.txt', 'gone.txt']) world.write(`release/${path}`, 'theirs');
    theirs(world, { gone: ['gone.txt'], a: ['a.txt'] });
    await world.run({ parts: ['b'] });
    expect([world.read('release/a.txt'), recorded(world)]).toEqual(['theirs', ['gone (theirs)', 'a (theirs)', 'b']]);
    expect(world.read('release/.installed.cfg')).toMatch(/\[gone\]\n__buildout_installed__ = gone\.txt\n/u);
    await world.run();
    expect([world.read('release/a.txt'), isThere(world, 'gone.txt')]).toEqual(['\n', false]);
    expect(recorded(world).toSorted()).toEqual(['a', 'b']);
  });

  test('what zc.buildout installs later in a release of ours is taken over too', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    await world.run({ jobs: 1 });
    // The second run leaves a shortcut that must not lead past what comes now.
    expect((await world.run({ jobs: 1 })).outcome).toBe('unchanged');
    const ours = world.read('release/.installed.cfg');
    world.write('release/c.txt', 'theirs');
    world.write('release/a.txt', 'theirs');
    const signature = /(?<=\[a\]\n.*\n__buildout_signature__ = ).*/u;
    const text = ours.replace('parts = a b', 'parts = b a c').replace(signature, 'pip-23');
    world.write('release/.installed.cfg', `${text}[c]\n__buildout_installed__ = c.txt\n__buildout_signature__ = pip\n`);
    const ran = await world.run({ jobs: 1 });
    expect(ran.steps).toEqual(['removed c', 'removed a', 'started a', 'installed a', 'up-to-date b']);
    expect([world.read('release/a.txt'), isThere(world, 'c.txt')]).toEqual(['\n', false]);
  });

  test('a run that was killed when it had taken over does not take over again', async () => {
    const world = makeWorld('[buildout]\nparts = z\n[z]\nrecipe = file\nfiles = x.txt\n', [makeFileRecipe()]);
    world.write('release/x.txt', 'theirs');
    theirs(world, { a: ['x.txt'] });
    const file = world.read('release/.installed.cfg');
    await world.run();
    // As the killed run leaves it: all in the journal, nothing exported.
    const journal = 'release/.slapbuild/state.jsonl';
    const lines = world.read(journal).split('\n');
    expect(lines.findLast((line) => line !== '')).toContain('"exported"');
    world.write(journal, `${lines.slice(0, -2).join('\n')}\n`);
    rmSync(join(world.root, 'release/.slapbuild/last-run.json'), { force: true });
    world.write('release/.installed.cfg', file);
    const again = await world.run();
    expect(again.steps).toEqual(['up-to-date z']);
    expect(world.read('release/.installed.cfg')).toContain('[z]');
  });

  test.each([
    ['the release itself', '.'],
    ['what holds it', '..'],
    ['the root', '/'],
    ['the directory of parts', 'parts'],
  ])('%s is not taken for a file of a part', async (_, path) => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    world.write('release/kept.txt', 'kept');
    theirs(world, { gone: [path] });
    const before = world.read('release/.installed.cfg');
    const ran = await world.run();
    expect([ran.outcome, told(ran)]).toEqual(['invalid', ['recorded-path-refused']]);
    expect([world.tree(), world.read('release/.installed.cfg')]).toEqual([['kept.txt'], before]);
  });

  test('a file that cannot be read stops the run before it touches anything', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    world.write('release/.installed.cfg', '[buildout]\nparts = a\n[a]\nwhat is this\n');
    const ran = await world.run();
    expect([ran.outcome, told(ran), world.tree()]).toEqual(['invalid', ['installed-cfg-unreadable'], []]);
  });
});

describe('a lost journal', () => {
  test('is made up for by the export: nothing is left behind, everything is made anew', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    await world.run({ jobs: 1 });
    rmSync(join(world.root, 'release/.slapbuild'), { recursive: true });
    const ran = await world.run({ assignments: ['buildout:parts=b'], jobs: 1 });
    expect(ran.steps).toEqual(['removed b', 'removed a', 'started b', 'installed b']);
    expect(world.tree()).toEqual(['b.txt', 'bin/', 'parts/']);
  });

  test('without a single entry it is lost, with one it is the truth', async () => {
    const world = makeWorld(PROFILE, [makeFileRecipe()]);
    await world.run({ jobs: 1 });
    const journal = 'release/.slapbuild/state.jsonl';
    const content = decodeJournal('', world.read(journal));
    if (!content.ok) throw new Error('damaged');
    const onlyB = new Map([...content.value.state].filter(([name]) => name === 'b'));
    world.write(journal, encodeState(onlyB));
    rmSync(join(world.root, 'release/.slapbuild/last-run.json'), { force: true });
    const ran = await world.run({ jobs: 1 });
    expect(ran.steps).toEqual(['started a', 'installed a', 'up-to-date b']);
  });
});
