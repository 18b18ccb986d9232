import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { makePlainReporter } from '../../src/reporters/plain.js';
import { redact } from '../../src/reporters/redact.js';
import { plainOptions, record } from './recording.js';
import { of } from './release.js';
import { finished, story } from './story.js';

function told(events: readonly EngineEvent[], verbosity = 0, color = false): string {
  const recording = record();
  const { report, close } = makePlainReporter(recording, plainOptions(verbosity, color));
  events.forEach(report);
  close();
  return recording.text();
}

describe('a whole run', () => {
  test('as it is told when nothing is said', () => {
    expect(told(story)).toMatchInlineSnapshot(`
      "fetching https://***@host/stack.cfg
      waiting for slapbuild/0.1.0 building /release
      ! warning[unused-value]: nobody reads it
      hello: removed
      xz: from the store
      libevent: installing, because option \`configure-options\` changed from \`--a\` to \`--b\` (and 1 more)
      popt: installing, because it is not installed
      popt: waiting for slapbuild/0.1.0 building popt for /other
      ! warning[part-warning]: part \`libevent\`: option \`x\` is old
      ! error[command-failed]: part \`popt\`: a command ended with status 2
      !  --> software.cfg:1:1
      !   |
      ! 1 | [popt]
      !   | ^^^^^^
      ! note: in /tmp/popt: make
      ! hint: the whole log is /release/.slapbuild/logs/popt.log
      libevent: installed in 12.3 s
      job: updated in 0.03 s
      popt: put back as it was
      7 parts: 1 built, 1 updated, 1 from the store, 2 unchanged, 1 removed, 1 failed (popt), 1 not built; 15.1 s
      "
    `);
  });

  test('with -v', () => {
    expect(told(story, 1)).toMatchInlineSnapshot(`
      "profile software.cfg
      fetching https://***@host/stack.cfg
      waiting for slapbuild/0.1.0 building /release
      ! warning[unused-value]: nobody reads it
      release /release
      hello: removed
      libevent: removed
      zlib: up to date
      xz: from the store, /store/xz/abc
      libevent: installing, because option \`configure-options\` changed from \`--a\` to \`--b\` (and 1 more)
      popt: installing, because it is not installed
      popt: waiting for slapbuild/0.1.0 building popt for /other
      libevent: configure
      popt: make
      libevent | checking for gcc... yes
      libevent | 10%
      libevent | 20%
      ! warning[part-warning]: part \`libevent\`: option \`x\` is old
      popt | popt.c:1: err
      ! error[command-failed]: part \`popt\`: a command ended with status 2
      !  --> software.cfg:1:1
      !   |
      ! 1 | [popt]
      !   | ^^^^^^
      ! note: in /tmp/popt: make
      ! hint: the whole log is /release/.slapbuild/logs/popt.log
      libevent | last
      libevent: installed in 12.3 s
      job: checking, because its recipe looks at it in every run
      job: updated in 0.03 s
      look: checking, because its recipe looks at it in every run
      look | nothing new
      look: up to date
      logrotate: not built, because a part it needs failed
      popt: put back as it was
      7 parts: 1 built, 1 updated, 1 from the store, 2 unchanged, 1 removed, 1 failed (popt), 1 not built; 15.1 s
      "
    `);
  });

  test('with -q', () => {
    expect(told(story, -1)).toMatchInlineSnapshot(`
      "! warning[unused-value]: nobody reads it
      ! warning[part-warning]: part \`libevent\`: option \`x\` is old
      ! error[command-failed]: part \`popt\`: a command ended with status 2
      !  --> software.cfg:1:1
      !   |
      ! 1 | [popt]
      !   | ^^^^^^
      ! note: in /tmp/popt: make
      ! hint: the whole log is /release/.slapbuild/logs/popt.log
      7 parts: 1 built, 1 updated, 1 from the store, 2 unchanged, 1 removed, 1 failed (popt), 1 not built; 15.1 s
      "
    `);
  });

  test('with -qq', () => {
    expect(told(story, -2)).toMatchInlineSnapshot(`
      "! error[command-failed]: part \`popt\`: a command ended with status 2
      !  --> software.cfg:1:1
      !   |
      ! 1 | [popt]
      !   | ^^^^^^
      ! note: in /tmp/popt: make
      ! hint: the whole log is /release/.slapbuild/logs/popt.log
      "
    `);
  });

  test('in colours says the same', () => {
    const colored = told(story, 0, true);
    expect(colored).toContain('\u001B[31m');
    expect(redact(colored)).toBe(told(story));
  });
});

describe('the last line', () => {
  test.each([
    ['nothing is to be done: 4 parts up to date; 0.05 s', [finished('unchanged', 4, 48)]],
    [
      '1 part: 1 built; 1.0 s',
      [
        of('a', { state: 'installed', action: 'install', signature: '', millis: 1 }),
        finished('done', 1, 999, { built: 1 }),
      ],
    ],
    ['2 parts; 3 min 5 s', [finished('done', 2, 185_400)]],
    [
      'interrupted; 1 part: 1 not built; 4.0 s',
      [of('a', { state: 'skipped', because: 'cancelled' }), finished('interrupted', 1, 4_000, { notBuilt: 1 })],
    ],
    [
      'interrupted; 3 parts: 2 stopped (a, b), 1 not built; 4.0 s',
      [
        of('a', { state: 'skipped', because: 'stopped' }),
        of('c', { state: 'skipped', because: 'cancelled' }),
        of('b', { state: 'skipped', because: 'stopped' }),
        finished('interrupted', 3, 4_000, { stopped: 2, notBuilt: 1 }),
      ],
    ],
    [
      '1 error, nothing was touched; 0.02 s',
      [
        { type: 'diagnostic', diagnostic: { code: 'x', severity: 'error', message: 'wrong', notes: [] } },
        finished('invalid', 0, 20, { errors: 1 }),
      ],
    ],
    [
      '5 parts: 5 failed (a, b, c and 2 more); 1.0 s',
      [
        ...['a', 'b', 'c', 'd', 'e'].map((part) => of(part, { state: 'failed', diagnostics: [], millis: 1 })),
        finished('failed', 5, 1_000, { failed: 5 }),
      ],
    ],
  ] satisfies readonly (readonly [string, readonly EngineEvent[]])[])('%s', (expected, events) => {
    expect(told(events).trimEnd().split('\n').at(-1)).toBe(expected);
  });
});

test('a long changed value is cut to where it differs', () => {
  const start = 'x'.repeat(100);
  const because = [
    { kind: 'option-changed', option: 'patches', was: `${start}\n one`, now: `${start}\n two` },
  ] as const;
  expect(told([of('a', { state: 'started', action: 'install', because })])).toMatchInlineSnapshot(`
    "a: installing, because option \`patches\` changed from \`…xxxxxxxxx ⏎ one\` to \`…xxxxxxxxx ⏎ two\`
    "
  `);
});

test('a notice is for people', () => {
  const recording = record();
  makePlainReporter(recording, plainOptions(-2)).notice('stopping');
  expect(recording.text()).toBe('! stopping\n');
});
