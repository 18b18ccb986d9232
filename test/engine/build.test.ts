import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineRecipe, option, succeed } from '../../src/engine/recipe/index.js';
import { makeDoors, makeWorld, makeWriter, told } from './world.js';

const TWO = `[buildout]
parts = top other
[base]
recipe = writer
text = base
[top]
recipe = writer
text = over \${base:location}
[other]
recipe = writer
text = other
`;

describe('a run', () => {
  test('installs what is needed first, records it, and says the second time that nothing is to be done', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    const first = await world.run({ jobs: 1 });
    expect(first.outcome).toBe('done');
    expect(installs).toEqual(['base', 'top', 'other']);
    expect(world.read('release/parts/top/text')).toBe(`over ${world.root}/release/parts/base`);
    expect(world.read('release/.installed.cfg')).toContain('parts = base top other\n');
    const second = await world.run({ jobs: 1 });
    expect([second.outcome, second.steps, installs.length]).toEqual(['unchanged', [], 3]);
  });

  test('independent parts run at once, dependants wait', async () => {
    const doors = makeDoors();
    const { recipe, installs } = makeWriter(doors.hold);
    const running = makeWorld(TWO, [recipe]).run({ jobs: 3 });
    await Promise.all([doors.arrival('base'), doors.arrival('other')]);
    expect(installs.toSorted()).toEqual(['base', 'other']);
    doors.open('base');
    await doors.arrival('top');
    doors.open('top');
    doors.open('other');
    expect((await running).outcome).toBe('done');
  });

  test('a changed option reinstalls the part and what needs it, and nothing else', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    installs.length = 0;
    const changed = await world.run({ assignments: ['base:text=new'] });
    expect(installs.toSorted()).toEqual(['base', 'top']);
    const because = changed.plan?.parts.map(({ part, because: reasons }) => [part.name, ...reasons]);
    expect(because).toEqual([
      ['base', { kind: 'option-changed', option: 'text', was: 'base', now: 'new' }],
      ['top', { kind: 'needed-part-changed', part: 'base' }],
      ['other'],
    ]);
  });

  test('a part that is no longer asked for is removed, and comes back when it is asked for again', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    const without = await world.run({ assignments: ['buildout:parts=top'] });
    expect(without.steps).toContain('removed other');
    expect(world.tree('release/parts')).toEqual(['base/', 'base/text', 'top/', 'top/text']);
    await world.run();
    expect(world.tree('release/parts')).toContain('other/text');
  });

  test('named parts bring what they miss and leave the rest alone', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run({ parts: ['top'] });
    expect(installs).toEqual(['base', 'top']);
    const state = world.read('release/.installed.cfg');
    await world.run({ parts: ['other'], assignments: ['buildout:parts=other'] });
    expect(world.read('release/.installed.cfg')).toContain(state.slice(state.indexOf('[base]')));
  });
});

describe('failures', () => {
  test('what was finished is kept, what needs the failed part is skipped, nothing half made stays', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO.replace('text = base', 'text = base\nfail = true'), [recipe]);
    const failed = await world.run({ jobs: 1, assignments: ['buildout:parts=other top'] });
    expect([failed.outcome, told(failed)]).toEqual(['failed', ['recipe-error software.cfg:6:8']]);
    expect(failed.steps.slice(-2)).toEqual(['failed base', 'skipped top']);
    expect(world.tree('release/parts')).toEqual(['other/', 'other/text']);
    installs.length = 0;
    const mended = await world.run({ assignments: ['buildout:parts=other top', 'base:fail=false'] });
    expect([mended.outcome, installs]).toEqual(['done', ['base', 'top']]);
  });

  test('a part whose successor fails is put back as it was', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    const before = [world.tree(), world.read('release/parts/base/text')];
    const failed = await world.run({ assignments: ['base:text=new', 'base:fail=true'] });
    expect(failed.steps).toContain('restored base');
    expect(failed.steps).toContain('restored top');
    expect([world.tree(), world.read('release/parts/base/text')]).toEqual(before);
    expect((await world.run()).outcome).toBe('unchanged');
  });

  test('files outside its directory, and dependants that were not begun, are put back too', async () => {
    const file = defineRecipe({
      name: 'file',
      version: 1,
      options: { path: option.required('where'), text: option.text('what'), fail: option.flag('fail after writing') },
      resolve: () => succeed({ location: 'none' }),
      async install({ options }, { files }) {
        const written = await files.write(options.path, options.text, { mode: 0o644 });
        if (!written.ok) return written;
        return options.fail
          ? { ok: false, failures: [{ kind: 'recipe-error', message: 'as asked' }] }
          : succeed({ paths: [options.path] });
      },
    });
    const profile = `[buildout]\nparts = b\n[a]\nrecipe = file\npath = bin/a\ntext = one\n[b]\nrecipe = file\npath = bin/b\ntext = \${a:text}\n`;
    const world = makeWorld(profile, [file]);
    await world.run();
    const before = [world.tree(), world.read('release/bin/a'), world.read('release/bin/b')];
    const failed = await world.run({ assignments: ['a:text=two', 'a:fail=true'] });
    expect(failed.steps.slice(-2)).toEqual(['restored b', 'restored a']);
    expect([world.tree(), world.read('release/bin/a'), world.read('release/bin/b')]).toEqual(before);
    expect((await world.run()).outcome).toBe('unchanged');
  });

  test('cancelling removes what was being made and keeps what stood', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const world = makeWorld(TWO, [recipe]);
    const abort = new AbortController();
    const running = world.run({ jobs: 1 }, { signal: abort.signal });
    doors.open('base');
    await doors.arrival('top');
    abort.abort();
    const ended = await running;
    expect([ended.outcome, ended.steps.slice(-2)]).toEqual(['interrupted', ['skipped top', 'skipped other']]);
    expect(world.tree('release/parts')).toEqual(['base/', 'base/text']);
  });

  test('a recipe that throws is told as its own bug, with the part', async () => {
    const broken = defineRecipe({
      name: 'broken',
      version: 1,
      options: {},
      install: () => Promise.reject(new TypeError('x is not a function')),
    });
    const failed = await makeWorld('[buildout]\nparts = a\n[a]\nrecipe = broken\n', [broken]).run();
    expect(failed.diagnostics[0]?.message).toBe('recipe `broken` crashed in part `a`: x is not a function');
    expect(told(failed)).toEqual(['recipe-crashed software.cfg:3:1']);
  });

  test.each(['..', '.', './', 'parts', 'parts/', 'bin', '.slapbuild', '../store', '/'])(
    'a recipe cannot record %s for removal',
    async (path) => {
      const greedy = defineRecipe({
        name: 'greedy',
        version: 1,
        options: {},
        resolve: () => succeed({ location: 'none' }),
        install: () => Promise.resolve(succeed({ paths: [path] })),
      });
      const world = makeWorld('[buildout]\nparts = a\n[a]\nrecipe = greedy\n', [greedy]);
      expect(told(await world.run())).toEqual(['path-outside software.cfg:3:1']);
      expect(existsSync(join(world.root, 'release/software.cfg'))).toBe(true);
    },
  );

  test('a listener that throws ends the run first, and reaches the caller then', async () => {
    const doors = makeDoors();
    const { recipe, installs } = makeWriter(doors.hold);
    const world = makeWorld(TWO, [recipe]);
    const running = world.run(
      { jobs: 1 },
      {
        onEvent(event) {
          if (event.type === 'part' && event.state === 'started') throw new Error('no more');
        },
      },
    );
    await expect(running).rejects.toThrow('no more');
    expect([installs, world.tree('release/parts')]).toEqual([['base'], []]);
  });
});

describe('after a kill', () => {
  test('a missing export is written again', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    rmSync(join(world.root, 'release/.installed.cfg'));
    await world.run();
    expect(world.read('release/.installed.cfg')).toContain('parts = ');
  });

  test('rubble goes away, a torn line is dropped, and the state is whole again', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    const journal = join(world.root, 'release/.slapbuild/state.jsonl');
    const rubble = join(world.root, 'release/parts/gone');
    mkdirSync(rubble);
    writeFileSync(join(rubble, 'half'), '');
    appendFileSync(journal, `${JSON.stringify({ type: 'started', name: 'gone', paths: [rubble] })}\n{"type":"inst`);
    rmSync(join(world.root, 'release/.slapbuild/last-run.json'), { force: true });
    installs.length = 0;
    expect((await world.run()).outcome).toBe('unchanged');
    expect([installs, existsSync(rubble)]).toEqual([[], false]);
    expect(world.read('release/.slapbuild/state.jsonl').endsWith('}\n')).toBe(true);
  });

  test('a damaged journal stops the run before anything is touched', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    await world.run();
    const before = world.tree();
    writeFileSync(join(world.root, 'release/.slapbuild/state.jsonl'), '{"schema":1}\nnonsense\n');
    const refused = await world.run({ assignments: ['base:text=new'] });
    expect([refused.outcome, told(refused), world.tree()]).toEqual(['invalid', ['state-damaged'], before]);
  });
});

const SHARED = `[buildout]
parts = tool
[tool]
recipe = writer
text = shared
shared = true
`;

describe('the store', () => {
  test('a second release takes what the first has built; its entry is read-only and says what it is', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    await world.run();
    world.write('two/software.cfg', SHARED);
    const second = await world.run({ profile: join(world.root, 'two/software.cfg') });
    expect([second.outcome, installs, second.steps]).toEqual(['done', ['tool'], ['substituted tool']]);
    const signature = readdirSync(join(world.root, 'store/tool')).find((name) => !name.startsWith('.')) ?? '';
    const manifest: unknown = JSON.parse(world.read(`store/tool/${signature}/.slapbuild.json`));
    expect(manifest).toMatchObject({
      name: 'tool',
      signature,
      identity: { 'option:text': 'shared', recipe: 'writer' },
      files: { text: { type: 'file', mode: 0o444, size: 6 } },
      references: [],
      size: 6,
    });
  });

  test('two runs at once build a part once; the second waits and says for whom', async () => {
    const doors = makeDoors();
    const { recipe, installs } = makeWriter(doors.hold);
    const world = makeWorld(SHARED, [recipe]);
    world.write('two/software.cfg', SHARED);
    const first = world.run();
    await doors.arrival('tool');
    const waits = new Promise<string>((resolve) => {
      void world
        .run(
          { profile: join(world.root, 'two/software.cfg') },
          {
            onEvent(event) {
              if (event.type === 'part' && event.state === 'waiting') resolve(event.for);
              if (event.type === 'run' && event.state === 'finished') resolve(event.outcome);
            },
          },
        )
        .then(({ outcome }) => ends.push(outcome));
    });
    const ends: string[] = [];
    expect(await waits).toContain('building tool');
    doors.open('tool');
    expect((await first).outcome).toBe('done');
    await expect.poll(() => ends).toEqual(['done']);
    expect(installs).toEqual(['tool']);
  });

  test('rubble of a killed build is no entry, and is built over', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    const { plan } = await world.run();
    const entry = plan?.parts[0]?.part.location ?? '';
    chmodSync(entry, 0o755);
    rmSync(join(entry, '.slapbuild.json'));
    writeFileSync(join(entry, 'half'), '');
    const again = await world.run();
    expect([again.outcome, installs]).toEqual(['done', ['tool', 'tool']]);
    expect(readdirSync(entry).toSorted()).toEqual(['.buildout-shared.json', '.slapbuild.json', 'text']);
  });

  test('a failed build leaves no entry', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    const failed = await world.run({ assignments: ['tool:fail=true'] });
    expect(failed.outcome).toBe('failed');
    expect(world.tree('store/tool').filter((path) => !path.startsWith('.'))).toEqual([]);
  });

  test('store directories are the same however they are written', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    mkdirSync(join(world.root, 'store'));
    await world.run({ assignments: ['buildout:shared-part-list=${buildout:directory}/../store/.'] });
    expect(world.tree('release')).toEqual(['bin/', 'parts/']);
    await world.run({ profile: join(world.root, 'release/software.cfg'), stores: [join(world.root, 'x/../store/')] });
    expect(installs).toEqual(['tool']);
  });

  test('a store that cannot be written is told, and the release gets the part', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    const done = await world.run({ assignments: ['buildout:shared-part-list=/nonexistent'] });
    expect([done.outcome, told(done), world.tree('release/parts')]).toEqual([
      'done',
      ['store-not-writable software.cfg:3:1'],
      ['tool/', 'tool/text'],
    ]);
  });

  test('a release below a place without directories fails, and does not hang', async () => {
    const { recipe } = makeWriter();
    const failed = await makeWorld(SHARED, [recipe]).run({ assignments: ['buildout:directory=/proc/nowhere/release'] });
    expect([failed.outcome, failed.diagnostics[0]?.code]).toEqual(['failed', 'file-failed']);
  });

  test('without a store, shared parts are built into the release', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(SHARED, [recipe]);
    await world.run({ stores: 'none' });
    expect(world.tree('release/parts')).toEqual(['tool/', 'tool/text']);
    expect(existsSync(join(world.root, 'store'))).toBe(false);
  });
});

describe('mistakes found before anything runs', () => {
  const placed = defineRecipe({
    name: 'placed',
    version: 1,
    options: { path: option.required('where'), 'long-name': option.text('something') },
    resolve: (part) => succeed({ location: 'none', outputs: [part.options.path] }),
    install: () => Promise.resolve(succeed({ paths: [] })),
  });

  test.each([
    ['unknown recipe', '[a]\nrecipe = writre\n', 'recipe-not-found software.cfg:4:10', 'did you mean `writer`?'],
    ['two colons', '[a]\nrecipe = a:b:c\n', 'invalid-recipe-name software.cfg:4:10', undefined],
    [
      'a slip in an option',
      '[a]\nrecipe = placed\npath = /x\nlong-nmae = 1\n',
      'unknown-option software.cfg:6:1',
      'did you mean `long-name`?',
    ],
    [
      'a slip in a required option',
      '[a]\nrecipe = placed\npaht = /x\n',
      'bad-option software.cfg:5:1',
      '`paht` stands here: did you mean `path`?',
    ],
    ['a missing option', '[a]\nrecipe = placed\n', 'bad-option software.cfg:3:1', undefined],
    ['a bad flag', '[a]\nrecipe = writer\nfail = True\n', 'bad-option software.cfg:5:8', 'write `true`'],
    [
      'one path of two parts',
      '[a]\nrecipe = placed\npath = /x\nb = ${b:path}\n[b]\nrecipe = placed\npath = /x\n',
      'path-claimed-twice software.cfg:3:1',
      'give one of them another path',
    ],
    [
      'a shared part that needs one of the release',
      '[a]\nrecipe = writer\nshared = true\ntext = ${b:location}\n[b]\nrecipe = writer\n',
      'shared-needs-unshared software.cfg:6:8',
      undefined,
    ],
    [
      'a shared part that names the release',
      '[a]\nrecipe = writer\nshared = true\ntext = ${buildout:parts-directory}/x\n',
      'shared-refers-to-release software.cfg:6:8',
      'a shared part may refer only to shared parts and to itself',
    ],
  ])('%s', async (_name, section, expected, hint) => {
    const { recipe } = makeWriter();
    const world = makeWorld(`[buildout]\nparts = a\n${section}`, [recipe, placed]);
    const refused = await world.run();
    expect([refused.outcome, told(refused)]).toEqual(['invalid', [expected]]);
    if (hint !== undefined) expect(refused.diagnostics[0]?.hint).toBe(hint);
    expect(world.tree()).toEqual([]);
  });

  test.each(['../b', 'a/../../b', '.b', 'a//b'])('a part named %s would not stay in its place', async (name) => {
    const { recipe, installs } = makeWriter();
    const refused = await makeWorld(`[buildout]\nparts = ${name}\n[${name}]\nrecipe = writer\n`, [recipe]).run();
    expect([refused.outcome, told(refused), installs]).toEqual(['invalid', ['bad-part-name software.cfg:3:1'], []]);
  });

  test('an unknown option that something reads is a name in a name space, not a mistake', async () => {
    const { recipe } = makeWriter();
    const profile = '[buildout]\nparts = a\n[a]\nrecipe = writer\ntexts = x\ntext = ${:texts}\n';
    expect((await makeWorld(profile, [recipe]).run()).outcome).toBe('done');
  });
});

describe('the shortcut', () => {
  test('is taken while nothing changed, and not after a change of a profile, an input or an output', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    const planned = async (): Promise<boolean> =>
      (await world.run()).events.some((event) => event.type === 'run' && event.state === 'planned');
    await world.run();
    // The profile was written right before the first run, so only a later run may trust its time stamp.
    await expect.poll(planned).toBe(false);
    rmSync(join(world.root, 'release/parts/other'), { recursive: true });
    expect(await planned()).toBe(true);
    await expect.poll(planned).toBe(false);
    world.write('release/software.cfg', `${TWO}# a comment\n`);
    expect(await planned()).toBe(true);
  });
});

describe('files beside a profile', () => {
  test('a part whose input changes while it is built is not kept', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const profile =
      '[buildout]\nparts = a\n[a]\nrecipe = writer\nshared = true\ntext = ${:_profile_base_location_}/f\n';
    const world = makeWorld(profile, [recipe]);
    world.write('release/f', 'one\n');
    const running = world.run();
    await doors.arrival('a');
    world.write('release/f', 'other\n');
    doors.open('a');
    const failed = await running;
    expect([failed.outcome, told(failed)]).toEqual(['failed', ['input-changed software.cfg:3:1']]);
    expect(world.tree('store/a').filter((path) => !path.startsWith('.'))).toEqual([]);
  });

  test('of one name in two directories count both, and so do directories', async () => {
    const { recipe } = makeWriter();
    const world = makeWorld('', [recipe]);
    const text = '${:_profile_base_location_}/x ${:_profile_base_location_}/d/*';
    world.write(
      'release/software.cfg',
      `[buildout]\nextends = a/a.cfg b/b.cfg\nparts = p\n[p]\nrecipe = writer\nshared = true\n`,
    );
    for (const name of ['a', 'b']) {
      world.write(`release/${name}/${name}.cfg`, `[p]\n${name} = ${text}\n`);
      world.write(`release/${name}/x`, 'x\n');
      world.write(`release/${name}/d/y`, 'y\n');
    }
    await world.run();
    for (const path of ['a/x', 'b/x', 'a/d/y', 'b/d/y']) {
      world.write(`release/${path}`, `new ${path}\n`);
      const again = await world.run();
      expect([path, again.outcome, again.plan?.parts[0]?.because[0]?.kind]).toEqual([path, 'done', 'input-changed']);
    }
  });

  test('that cannot be read as content do no harm', async () => {
    const { recipe } = makeWriter();
    const base = '${:_profile_base_location_}';
    const text = `${base}/software.cfg/x ${base}/loop ${base}/pipe ${base}/${'n'.repeat(300)}`;
    const world = makeWorld(`[buildout]\nparts = p\n[p]\nrecipe = writer\ntext = ${text}\n`, [recipe]);
    symlinkSync('loop', join(world.root, 'release/loop'));
    execFileSync('mkfifo', [join(world.root, 'release/pipe')]);
    expect((await world.run()).outcome).toBe('done');
  });

  test('count by content when an option names them, wherever the profile lies', async () => {
    const { recipe, installs } = makeWriter();
    const profile =
      '[buildout]\nparts = a\n[a]\nrecipe = writer\nshared = true\ntext = run ${:_profile_base_location_}/run.sh "now"\n';
    const world = makeWorld(profile, [recipe]);
    world.write('release/run.sh', 'one\n');
    const first = await world.run();
    world.write('release/run.sh', 'two\n');
    const second = await world.run();
    expect(second.plan?.parts[0]?.because).toEqual([{ kind: 'input-changed', input: '@@PROFILE@@/run.sh' }]);
    world.write('elsewhere/software.cfg', profile);
    world.write('elsewhere/run.sh', 'one\n');
    await world.run({ profile: `${world.root}/elsewhere/software.cfg` });
    expect([first.outcome, second.outcome, installs]).toEqual(['done', 'done', ['a', 'a']]);
  });
});

test('credentials of a URL reach neither the state nor the signature', async () => {
  const { recipe } = makeWriter();
  const profile = '[buildout]\nparts = a\n[a]\nrecipe = writer\ntext = https://me:hunter2@host.invalid/x\n';
  const world = makeWorld(profile, [recipe]);
  await world.run();
  const written = ['release/.slapbuild/state.jsonl', 'release/.installed.cfg'].map((path) => world.read(path)).join('');
  expect(written).not.toContain('hunter2');
  expect(world.read('release/parts/a/text')).toContain('hunter2');
  const other = await world.run({ assignments: ['a:text=https://you:swordfish@host.invalid/x'] });
  expect(other.outcome).toBe('unchanged');
});
