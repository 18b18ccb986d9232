import { describe, expect, test } from 'vitest';
import { makeStage, undisturbed, type Phase } from './phases.js';
import { startedBy, untilNothingRuns } from './processes.js';

/** Long enough for what is not held, on a machine that does other work too. */
const SECONDS = '6';

interface Told {
  readonly phase: Phase;
  readonly option: '--part-timeout' | '--command-timeout' | '--silence-timeout' | '--timeout';
  readonly error: string;
  readonly last: RegExp;
}

const FAILED = /^3 parts: 1 built, 1 failed \(second\), 1 not built; /u;
const partTimeout = (doing: string): string =>
  `part \`second\` took longer than 6 s\n[^]*note: it was ${doing} then\n[^]*--part-timeout`;

const CASES: readonly Told[] = [
  {
    phase: 'fetch',
    option: '--part-timeout',
    error: `error\\[part-timeout\\]: ${partTimeout('at `fetch`')}`,
    last: FAILED,
  },
  {
    phase: 'unpack',
    option: '--part-timeout',
    error: `error\\[part-timeout\\]: ${partTimeout('at `unpack`')}`,
    last: FAILED,
  },
  {
    phase: 'store lock',
    option: '--part-timeout',
    error: `error\\[part-timeout\\]: ${partTimeout('waiting for slapbuild/.* building second for .*/one \\(process \\d+\\)')}`,
    last: FAILED,
  },
  {
    phase: 'configure',
    option: '--silence-timeout',
    error: 'error\\[command-failed\\]: part `second`: a command printed nothing for 6 s\n',
    last: FAILED,
  },
  {
    phase: 'install',
    option: '--command-timeout',
    error: 'error\\[command-failed\\]: part `second`: a command took longer than 6 s\n',
    last: FAILED,
  },
  ...(['profile', 'release lock', 'make'] as const).map((phase): Told => ({
    phase,
    option: '--timeout',
    error: `error\\[run-timeout\\]: the run took longer than 6 s, and is ended\n${phase === 'make' ? 'note: it was busy with `second` \\(at `make`\\)\n' : ''}hint: `,
    last:
      phase === 'make' ? /^3 parts: 1 built, 1 stopped \(second\), 1 not built; /u : /^1 error, nothing was touched; /u,
  })),
];

describe('a limit', () => {
  test.each(CASES)('$option in the phase "$phase"', async ({ phase, option, error, last }) => {
    const stage = await makeStage();
    const expected = await undisturbed(stage);
    const { pid, ended } = await stage.hold(phase, [option, SECONDS]);
    const known = startedBy(pid);
    const { status, output } = await ended;
    expect(output).toMatch(new RegExp(error, 'u'));
    expect(status).toBe(1);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(last);
    expect(output).not.toContain('interrupted');
    if (!phase.endsWith('lock')) await untilNothingRuns(stage.site, known);
    await stage.release();
    await untilNothingRuns(stage.site, known);
    const builds = stage.builds();
    expect(await stage.finish()).toEqual(expected);
    if (phase !== 'profile') expect(stage.builds()).toBe(builds);
  });
});
