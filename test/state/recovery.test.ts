import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJournal, type InstalledPart } from '../../src/engine/installed/index.js';
import { makeWorld, makeWriter, told, type World } from '../engine/world.js';
import { makeFileRecipe } from './recipes.js';

const JOURNAL = 'release/.slapbuild/state.jsonl';

const PROFILE = `[buildout]
parts = c
[a]
recipe = writer
text = ä
[b]
recipe = file
files = bin/b sub/b
text = \${a:text}
outputs = bin/b
[c]
recipe = file
files = bin/c
text = \${b:text}
`;

function makeRelease(): World {
  return makeWorld(PROFILE, [makeFileRecipe(), makeWriter().recipe]);
}

function forgetShortcut(world: World): void {
  rmSync(join(world.root, 'release/.slapbuild/last-run.json'), { force: true });
}

function partsOf(world: World): readonly InstalledPart[] {
  const content = decodeJournal(JOURNAL, world.read(JOURNAL));
  if (!content.ok) throw new Error('the journal is damaged');
  return [...content.value.state.values()];
}

/** All that can be seen of a release. */
function sight(world: World): unknown {
  return [world.tree(), world.read('release/bin/c'), world.read('release/.installed.cfg'), partsOf(world)];
}

describe('after a crash that tore the journal', () => {
  test('the next run comes to the same end, wherever it was torn', { timeout: 120_000 }, async () => {
    const world = makeRelease();
    await world.run({ jobs: 1 });
    const bytes = Buffer.from(world.read(JOURNAL));
    const before = sight(world);
    const lineEnds = [...bytes.keys()].filter((at) => bytes[at] === 0x0a);
    const lengths = fc.oneof(fc.constantFrom(...lineEnds.flatMap((at) => [at, at + 1])), fc.nat({ max: bytes.length }));
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        writeFileSync(join(world.root, JOURNAL), bytes.subarray(0, length));
        forgetShortcut(world);
        const ran = await world.run({ jobs: 1 });
        expect([told(ran), sight(world)]).toEqual([[], before]);
      }),
      { numRuns: 25 },
    );
  });

  test('damage in the middle stops the run, which touches nothing', async () => {
    const world = makeRelease();
    await world.run({ jobs: 1 });
    const lines = world.read(JOURNAL).split('\n');
    world.write(JOURNAL, lines.with(2, '{"type":').join('\n'));
    forgetShortcut(world);
    const before = [world.tree(), world.read('release/.installed.cfg'), world.read(JOURNAL)];
    const ran = await world.run({ assignments: ['a:text=new'] });
    expect(ran.outcome).toBe('invalid');
    expect(ran.diagnostics.map(({ message }) => message)).toEqual([
      `the record of this release, \`${world.root}/${JOURNAL}\`, is damaged in line 3`,
    ]);
    expect([world.tree(), world.read('release/.installed.cfg'), world.read(JOURNAL)]).toEqual(before);
  });

  test('what a killed part left is not taken away when another part has recorded it since', async () => {
    const world = makeRelease();
    await world.run({ jobs: 1 });
    const path = join(world.root, 'release/bin/c');
    world.write(JOURNAL, `${world.read(JOURNAL)}${JSON.stringify({ type: 'started', name: 'x', paths: [path] })}\n`);
    forgetShortcut(world);
    const ran = await world.run();
    expect([ran.outcome, world.read('release/bin/c')]).toEqual(['unchanged', 'ä\n']);
  });
});

describe('a journal of schema 1', () => {
  /** As schema 1 wrote it. */
  const LITERAL = [
    '{"schema":1}',
    '{"type":"started","name":"a","paths":["/r/parts/a"]}',
    '{"type":"installed","part":{"name":"a","recipe":"cmmi","signature":"s","identity":{"schema":"1"},"options":{"url":"x"},"location":"/r/parts/a","shared":false,"paths":["/r/parts/a"]}}',
    '{"type":"removed","name":"gone"}',
    '{"type":"installed","part":{"name":"b","recipe":"template","signature":"t","identity":{},"options":{},"location":null,"shared":false,"paths":["/r/b"]}}',
    '',
  ].join('\n');

  test('is read as it stands, and asks for a fresh one', () => {
    const content = decodeJournal('s', LITERAL);
    expect(content.ok && [...content.value.state.keys()]).toEqual(['a', 'b']);
    expect(content).toMatchObject({ ok: true, value: { isOld: true, exported: undefined, entries: 4 } });
    expect(content.ok && content.value.state.get('a')).toEqual({
      name: 'a',
      recipe: 'cmmi',
      signature: 's',
      identity: { schema: '1' },
      options: { url: 'x' },
      location: '/r/parts/a',
      shared: false,
      paths: ['/r/parts/a'],
    });
  });

  test('in a release: nothing is made again, and the next run that writes begins a fresh one', async () => {
    const world = makeRelease();
    await world.run({ jobs: 1 });
    const before = partsOf(world);
    const entries = world.read(JOURNAL).split('\n').slice(1);
    const old = ['{"schema":1}', ...entries.filter((line) => !line.includes('"exported"'))].join('\n');
    world.write(JOURNAL, old);
    forgetShortcut(world);
    const ran = await world.run({ jobs: 1 });
    expect([ran.outcome, ran.steps]).toEqual(['unchanged', ['up-to-date a', 'up-to-date b', 'up-to-date c']]);
    expect(world.read(JOURNAL).split('\n')[0]).toBe('{"schema":2}');
    expect(partsOf(world)).toEqual(before);
  });

  test('one of a later schema is refused, and stays as it is', async () => {
    const world = makeRelease();
    await world.run();
    world.write(JOURNAL, world.read(JOURNAL).replace('{"schema":2}', '{"schema":3}'));
    forgetShortcut(world);
    const before = world.read(JOURNAL);
    const ran = await world.run({ assignments: ['a:text=new'] });
    expect([ran.outcome, told(ran), world.read(JOURNAL)]).toEqual(['invalid', ['state-of-other-version'], before]);
  });
});

describe('the cost of a part', () => {
  test('is its own lines, however many stand there: no part writes the journal anew', async () => {
    const seen: { readonly size: number; readonly inode: number }[] = [];
    const names = Array.from({ length: 120 }, (_, at) => `p${String(at).padStart(3, '0')}`);
    const sections = names.map((name) => `[${name}]\nrecipe = file\nfiles = bin/${name}\n`).join('');
    const recipe = makeFileRecipe({
      onInstall() {
        const { size, ino } = statSync(join(world.root, JOURNAL));
        seen.push({ size, inode: ino });
      },
    });
    const world: World = makeWorld(`[buildout]\nparts = ${names.join(' ')}\n${sections}`, [recipe]);
    await world.run({ jobs: 1 });
    const growth = seen.slice(1).map(({ size }, at) => size - (seen[at]?.size ?? 0));
    expect(new Set(seen.map(({ inode }) => inode)).size).toBe(1);
    expect(seen).toHaveLength(120);
    expect(new Set(growth).size).toBe(1);
  });

  test('a journal that many runs have made long is written anew, and says the same', async () => {
    const world = makeWorld('[buildout]\nparts = a\n[a]\nrecipe = file\nfiles = a\n', [makeFileRecipe()]);
    for (let run = 0; run < 8; run++) await world.run({ assignments: [`a:text=${String(run)}`] });
    expect(world.read(JOURNAL).split('\n').length).toBeLessThan(16);
    expect(partsOf(world).map(({ name, options }) => [name, options['text']])).toEqual([['a', '7']]);
    expect((await world.run({ assignments: ['a:text=7'] })).outcome).toBe('unchanged');
  });
});

describe('the state file for other programs', () => {
  test('that was deleted is written again; nothing else happens', async () => {
    const world = makeRelease();
    await world.run({ jobs: 1 });
    const before = sight(world);
    rmSync(join(world.root, 'release/.installed.cfg'));
    const ran = await world.run({ jobs: 1 });
    expect([ran.steps.filter((step) => !step.startsWith('up-to-date')), sight(world)]).toEqual([[], before]);
  });

  test('in dialect zc: once written it counts, and a run that was killed before is no deletion', async () => {
    const world = makeRelease();
    await world.run({ jobs: 1, dialect: 'zc' });
    rmSync(join(world.root, 'release/.installed.cfg'));
    expect((await world.run({ jobs: 1, dialect: 'zc' })).steps).toContain('installed a');
    const entries = world.read(JOURNAL).split('\n');
    world.write(JOURNAL, entries.filter((line) => !line.includes('"exported"')).join('\n'));
    rmSync(join(world.root, 'release/.installed.cfg'));
    forgetShortcut(world);
    expect((await world.run({ jobs: 1, dialect: 'zc' })).steps).not.toContain('installed a');
  });

  test('leaves nothing beside it, not even after a run that was killed while it wrote', async () => {
    const world = makeRelease();
    world.write('release/.installed.cfg.slapbuild-tmp', '[buildout]\nparts = half');
    world.write(`${JOURNAL}.slapbuild-tmp`, '{"schema":');
    expect((await world.run()).outcome).toBe('done');
    expect(world.tree()).toEqual(['bin/', 'bin/b', 'bin/c', 'parts/', 'parts/a/', 'parts/a/text', 'sub/', 'sub/b']);
  });
});
