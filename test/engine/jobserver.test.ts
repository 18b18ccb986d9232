import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makefile, makeJobYard, outputOf, type JobYard } from './job-yard.js';
import { MAKES } from './makes.js';
import type { Ran } from './world.js';

/** A profile of parts that each run a shell text. */
function profileOf(parts: Readonly<Record<string, string>>, more = ''): string {
  const sections = Object.entries(parts).map(([name, text]) => `[${name}]\nrecipe = command\ncommand = ${text}\n`);
  return `[buildout]\nparts = ${Object.keys(parts).join(' ')}\n${sections.join('')}${more}`;
}

/** Parts that each run make on a makefile with so many jobs. */
function makingYard(counts: Readonly<Record<string, number>>, words = ''): JobYard {
  return makeJobYard(({ world, job }) => {
    const texts = Object.entries(counts).map(([name, count]) => {
      world.write(`yard/${name}.mk`, makefile({ job }, name, count));
      return [name, `make -f ${world.root}/yard/${name}.mk ${words}`] as const;
    });
    return profileOf(Object.fromEntries(texts));
  });
}

function expectQuiet(ran: Ran): void {
  expect(outputOf(ran)).not.toMatch(/jobserver|forced in submake/u);
  expect(ran.outcome).toBe('done');
}

function poolsOf({ world }: JobYard): readonly string[] {
  return readdirSync(join(world.root, 'release/.slapbuild/tmp')).filter((name) => name.startsWith('.jobserver-'));
}

describe.each(MAKES)('with $name', ({ path }) => {
  const passEnvironment = { PATH: path };

  test.skipIf(path === '')('parts and the make inside them share the cores', async () => {
    const yard = makingYard({ a: 6, b: 6, c: 6 });
    const run = yard.world.run({ jobs: 3, passEnvironment });
    for (let ended = 0; ended < 12; ended++) {
      await yard.reach(3);
      await yard.release(yard.running()[ended % 3] ?? '');
    }
    expectQuiet(await yard.finish(run));
    expect([yard.most(), yard.started()]).toEqual([3, 18]);
    expect(poolsOf(yard)).toEqual([]);
  });

  test.skipIf(path === '')('a part that runs alone has all cores, a make below its make too', async () => {
    const yard = makeJobYard(({ world, job }) => {
      world.write('yard/one.mk', makefile({ job }, 'one', 4));
      world.write('yard/two.mk', makefile({ job }, 'two', 4));
      world.write('yard/top.mk', 'all: one two\none two: ; @$(MAKE) -f $@.mk\n');
      return profileOf({ alone: `make -C ${world.root}/yard -f top.mk` });
    });
    const run = yard.world.run({ jobs: 5, passEnvironment });
    await yard.reach(5);
    const ran = await yard.finish(run);
    expectQuiet(ran);
    expect([yard.most(), yard.started()]).toEqual([5, 8]);
  });

  test.skipIf(path === '')('a number of its own is counted, and waited for', async () => {
    const yard = makeJobYard(({ world, job }) => {
      for (const name of ['free', 'two', 'one']) world.write(`yard/${name}.mk`, makefile({ job }, name, 4));
      const make = (name: string): string => `make -f ${world.root}/yard/${name}.mk`;
      const after = (name: string, words: string): string =>
        `[${name}]\nrecipe = command\ncommand = ${words} # \${first:command}\n`;
      const later = `${after('free', make('free'))}${after('one', `${make('one')} -j1`)}`;
      return profileOf({ two: `${make('two')} -j2`, first: job('first') }, later).replace(
        'parts =',
        'parts = free one',
      );
    });
    const run = yard.world.run({ jobs: 3, passEnvironment });
    await yard.reach(3);
    expect(yard.running().toSorted()).toEqual(['first', 'two-1', 'two-2']);
    await yard.release('first');
    await yard.reach(3);
    expectQuiet(await yard.finish(run));
    expect([yard.most(), yard.started()]).toEqual([3, 13]);
  });

  test.skipIf(path === '')('a make that is killed takes no cores along', async () => {
    const yard = makeJobYard(({ world, job }) => {
      for (const name of ['killed', 'later', 'last']) world.write(`yard/${name}.mk`, makefile({ job }, name, 8));
      const make = (name: string): string => `make -f ${world.root}/yard/${name}.mk`;
      const texts = { killed: make('killed'), beside: `make --version; ${job('beside')}` };
      const after = (name: string, need: string): string =>
        `[${name}]\nrecipe = command\ncommand = ${make(name)} # \${${need}:command}\n`;
      return profileOf(texts, `${after('later', 'killed')}${after('last', 'beside')}`).replace(
        'parts = ',
        'parts = later last ',
      );
    });
    const run = yard.world.run({ jobs: 4, passEnvironment });
    await yard.reach(4);
    const jobs = yard.running().filter((name) => name !== 'beside');
    expect(jobs).toHaveLength(3);
    process.kill(yard.starterOf(jobs[0] ?? ''), 'SIGKILL');
    // The engine ends the jobs that the make has left behind; only then does `later` start.
    await expect.poll(yard.running).toContain('later-1');
    // `beside` may have taken the two that are missing, and nobody can tell while it runs.
    await yard.reach(2);
    expect(yard.running()).toContain('beside');
    await yard.release('beside');
    await yard.reach(4);
    expect(yard.running()).not.toContain('beside');
    const ran = await yard.finish(run);
    expectQuiet(ran);
    expect([yard.most(), yard.started()]).toEqual([4, 4 + 16]);
    expect(poolsOf(yard)).toEqual([]);
  });

  test.skipIf(path === '')('a part that adds tokens has them only for itself', async () => {
    const yard = makeJobYard(({ world, job }) => {
      world.write('yard/honest.mk', makefile({ job }, 'honest', 8));
      const forge =
        'p=${MAKEFLAGS##*fifo:}; case $MAKEFLAGS in *fifo:*) ;; *) p=/dev/fd/61 ;; esac; printf ++++++++ >$p && echo forged';
      const honest = `[honest]\nrecipe = command\ncommand = make -f ${world.root}/yard/honest.mk # \${forger:command}\n`;
      world.write('yard/forge', forge);
      return profileOf({ forger: `. ${world.root}/yard/forge` }, honest).replace('parts = forger', 'parts = honest');
    });
    const run = yard.world.run({ jobs: 2, passEnvironment });
    await yard.reach(2);
    const ran = await yard.finish(run);
    expectQuiet(ran);
    expect(outputOf(ran)).toContain('forged\n');
    expect([yard.most(), yard.started()]).toEqual([2, 8]);
  });
});

describe('without a pool', () => {
  const told = `echo "flags [$MAKEFLAGS]"`;

  test.each([
    ['one core', { jobs: 1 }],
    ['no jobserver', { jobs: 3, jobserver: false }],
  ])('%s: commands have one core each', async (_, request) => {
    const yard = makeJobYard(({ world, job }) => {
      for (const name of ['a', 'b']) world.write(`yard/${name}.mk`, makefile({ job }, name, 3));
      return profileOf({ a: `${told}; make -f ${world.root}/yard/a.mk`, b: `make -f ${world.root}/yard/b.mk` });
    });
    const ran = await yard.finish(yard.world.run(request));
    expectQuiet(ran);
    expect(outputOf(ran)).toContain('flags []\n');
    expect(yard.most()).toBe(request.jobs === 1 ? 1 : 2);
  });
});

describe('the pool', () => {
  test('is for its user alone, and goes when the run is cancelled while a part waits for cores', async () => {
    const yard = makeJobYard(({ job }) =>
      profileOf(
        { holds: job('holds'), first: job('first') },
        `[waits]\nrecipe = command\ncommand = ${job('never')}; make -j2 --version # \${first:command}\n`,
      ).replace('parts = ', 'parts = waits '),
    );
    const ended = new AbortController();
    const run = yard.world.run({ jobs: 2 }, { signal: ended.signal });
    await yard.reach(2);
    await yard.release('first');
    await yard.reach(1);
    const [pool = ''] = poolsOf(yard);
    const folder = join(yard.world.root, 'release/.slapbuild/tmp', pool);
    const modes = [folder, join(folder, 'tokens')].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
    ended.abort();
    expect((await run).outcome).toBe('interrupted');
    expect([yard.started(), poolsOf(yard)]).toEqual([2, []]);
  });

  test('is told by a name without blanks, whatever the release is called', async () => {
    const yard = makeJobYard(({ world, job }) => {
      world.write('yard/a.mk', makefile({ job }, 'a', 4));
      const profile = profileOf({ a: `make -f ${world.root}/yard/a.mk` });
      world.write('release/with blank/software.cfg', profile);
      return profile;
    });
    const profile = join(yard.world.root, 'release/with blank/software.cfg');
    const path = process.env['SLAPBUILD_OTHER_MAKE'];
    const run = yard.world.run({
      jobs: 3,
      profile,
      ...(path !== undefined && { passEnvironment: { PATH: `${path}:/usr/bin:/bin` } }),
    });
    await yard.reach(3);
    expectQuiet(await yard.finish(run));
    expect(yard.most()).toBe(3);
  });
});
