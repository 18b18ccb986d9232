import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeStage, PHASES, printed, undisturbed, type Phase } from './phases.js';
import { serve } from '../platform/support/server.js';
import { startedBy, untilNothingRuns } from './processes.js';
import { makeSite } from './site.js';

/** Phases in which the first part stands already. */
const AFTER_FIRST: ReadonlySet<Phase> = new Set(['fetch', 'unpack', 'configure', 'make', 'install', 'store lock']);
/** Phases in which nothing of the release has been touched. */
const BEFORE_ALL: ReadonlySet<Phase> = new Set(['profile', 'release lock']);

describe.each(PHASES)('in the phase "%s"', (phase) => {
  test.each(['SIGINT', 'SIGKILL'] as const)(
    '%s: nothing runs on, what is finished is kept, and the next run ends as if nothing had been',
    async (signal) => {
      const stage = await makeStage();
      const expected = await undisturbed(stage);
      const { child, pid, ended } = await stage.hold(phase);
      const known = startedBy(pid);
      child.kill(signal);
      const { status, output } = await ended;
      if (signal === 'SIGKILL') expect(status).toBe(null);
      else {
        expect({ status, output }).toMatchObject({ status: 4 });
        const last = output.trimEnd().split('\n').at(-1);
        expect(last).toMatch(
          BEFORE_ALL.has(phase) ? /^interrupted, nothing was touched; / : /^interrupted; \d parts: /u,
        );
      }
      // Another run of the same store goes on where one is waited for.
      if (!phase.endsWith('lock')) await untilNothingRuns(stage.site, known);
      const builds = stage.builds();
      if (AFTER_FIRST.has(phase)) expect(existsSync(stage.site.path('two/parts/first/file'))).toBe(true);
      await stage.release();
      await untilNothingRuns(stage.site, known);
      expect(await stage.finish()).toEqual(expected);
      if (AFTER_FIRST.has(phase)) expect(stage.builds()).toBe(builds);
    },
  );
});

describe('a command that ignores SIGTERM', () => {
  const STUBBORN = "trap '' TERM; ";

  test('is killed when its grace is over', async () => {
    const stage = await makeStage(STUBBORN);
    const expected = await undisturbed(stage);
    const { child, pid, ended } = await stage.hold('make');
    const known = startedBy(pid);
    child.kill('SIGINT');
    const { status, output } = await ended;
    expect({ status, lines: output.trimEnd().split('\n').slice(-2) }).toEqual({
      status: 4,
      lines: [
        'stopping; once more to stop at once',
        expect.stringMatching(/^interrupted; 3 parts: 1 built, 1 stopped \(second\), 1 not built; /u),
      ],
    });
    await untilNothingRuns(stage.site, known);
    await stage.release();
    expect(await stage.finish()).toEqual(expected);
  });

  test('is killed at once by the second signal', async () => {
    const stage = await makeStage(STUBBORN);
    const expected = await undisturbed(stage);
    const held = await stage.hold('make');
    const known = startedBy(held.pid);
    held.child.kill('SIGINT');
    await printed(held, 'stopping');
    held.child.kill('SIGINT');
    const { status, output } = await held.ended;
    expect({ status, last: output.trimEnd().split('\n').at(-1) }).toEqual({
      status: 4,
      last: 'stopped at once; the next run removes what is half built',
    });
    await untilNothingRuns(stage.site, known);
    await stage.release();
    expect(await stage.finish()).toEqual(expected);
    expect(stage.builds()).toBe(1);
  });
});

describe('a command that only reads profiles', () => {
  test.each(['plan', 'check', 'lock', 'resolve', 'why a:b', 'annotate', 'query a:b'])(
    '%s: SIGINT while a server does not answer',
    async (words) => {
      const site = makeSite();
      const server = await serve(() => undefined);
      site.write('software.cfg', `[buildout]\nextends = ${server.url}/base.cfg\nparts =\n`);
      const running = site.start(words.split(' '));
      await expect.poll(() => server.requests, { timeout: 20_000 }).toEqual(['/base.cfg']);
      running.child.kill('SIGINT');
      expect(await running.ended).toMatchObject({ status: 4, output: 'stopping; once more to stop at once\n' });
    },
  );
});
