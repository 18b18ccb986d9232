import { describe, expect, test } from 'vitest';
import { makeLiveReporter } from '../../src/reporters/live.js';
import type { Reporter } from '../../src/reporters/reporter.js';
import { FakeTerminal, FakeTimers } from './fake-terminal.js';
import { plainOptions } from './recording.js';
import { NEW, of } from './release.js';
import { compileFailed, finished } from './story.js';

interface View {
  readonly terminal: FakeTerminal;
  readonly timers: FakeTimers;
  readonly reporter: Reporter;
}

function open(): View {
  const terminal = new FakeTerminal();
  const timers = new FakeTimers();
  return { terminal, timers, reporter: makeLiveReporter(terminal, timers, plainOptions()) };
}

function start(reporter: Reporter, ...parts: readonly string[]): void {
  for (const part of parts) reporter.report(of(part, { state: 'started', action: 'install', because: NEW }));
}

function installed(part: string): ReturnType<typeof of> {
  return of(part, { state: 'installed', action: 'install', signature: 's', millis: 2_500 });
}

describe('the live view', () => {
  test('has a line per running part with its time and phase, below what is finished', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'libevent', 'xz');
    timers.advance(1_500);
    reporter.report(of('libevent', { state: 'phase', phase: 'configure' }));
    reporter.report(of('xz', { state: 'waiting', for: 'slapbuild/0.1.0 building xz' }));
    timers.advance(62_000);
    reporter.report(installed('libevent'));
    timers.advance(100);
    expect(terminal.text).toMatchInlineSnapshot(`
      "xz: waiting for slapbuild/0.1.0 building xz
      libevent: installed in 2.5 s
        xz     1:03  waiting for slapbuild/0.1.0 building xz
      "
    `);
    reporter.report(installed('xz'));
    reporter.report(finished('done', 2, 64_000, { built: 2 }));
    reporter.close();
    expect(terminal.text).toMatchInlineSnapshot(`
      "xz: waiting for slapbuild/0.1.0 building xz
      libevent: installed in 2.5 s
      xz: installed in 2.5 s
      2 parts: 2 built; 64.0 s
      "
    `);
  });

  test('moves its clock when nothing happens, once a second', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a');
    timers.advance(100);
    const before = terminal.writes;
    timers.advance(5_000);
    expect(terminal.writes - before).toBe(5);
    expect(terminal.text).toContain('5 s');
  });

  test('draws at most ten pictures a second, whatever happens', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a');
    timers.advance(1_000);
    const before = terminal.writes;
    for (let step = 0; step < 1_000; step++) {
      reporter.report(of('a', { state: 'phase', phase: `phase ${step}` }));
      timers.advance(1);
    }
    expect(terminal.writes - before).toBeLessThanOrEqual(11);
  });

  test('tells a failure at once', () => {
    const { terminal, reporter } = open();
    start(reporter, 'popt', 'xz');
    reporter.report(of('popt', { state: 'failed', diagnostics: [compileFailed], millis: 900 }));
    expect(terminal.text).toMatchInlineSnapshot(`
      "error[command-failed]: part \`popt\`: a command ended with sta
      tus 2
       --> software.cfg:1:1
        |
      1 | [popt]
        | ^^^^^^
      note: in /tmp/popt: make
      hint: the whole log is /release/.slapbuild/logs/popt.log
        xz      0 s  start
      "
    `);
  });

  test('says a notice at once', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a');
    timers.advance(100);
    reporter.notice('stopping');
    expect(terminal.text.split('\n').slice(-3)).toEqual(['stopping', '  a      0 s  start', '']);
  });

  test('cuts lines to a narrow window', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a', 'part-with-a-name');
    reporter.report(of('a', { state: 'phase', phase: '部品を作っている' }));
    terminal.columns = 31;
    timers.advance(100);
    expect(terminal.text).toBe('  a                    0 s  …\n  part-with-a-na…      0 s  s…\n');
    terminal.resize(12);
    timers.advance(1_000);
    expect(terminal.text).toBe('  a       …\n  part-…  …\n');
  });

  test('does not fill a low window', () => {
    const { terminal, timers, reporter } = open();
    terminal.rows = 5;
    start(reporter, 'a', 'b', 'c', 'd', 'e');
    timers.advance(100);
    expect(terminal.text.split('\n').slice(-4)).toEqual([
      '  a      0 s  start',
      '  b      0 s  start',
      '  and 3 more',
      '',
    ]);
  });

  test('leaves no rests in a window that became narrower', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a-part-with-a-long-name', 'b');
    timers.advance(100);
    terminal.resize(15);
    reporter.report(installed('a-part-with-a-long-name'));
    reporter.report(installed('b'));
    reporter.close();
    const text = terminal.text.replaceAll('\n', '');
    expect(text.match(/start/gu)).toBeNull();
    expect(text).toContain('a-part-with-a-long-name: installed in 2.5 sb: installed in 2.5 s');
  });

  test('is gone when it is closed in the middle, with no timer left and the cursor shown', () => {
    const { terminal, timers, reporter } = open();
    start(reporter, 'a');
    timers.advance(100);
    reporter.close();
    expect(terminal.text).toBe('');
    expect(timers.pending).toBe(0);
    expect(terminal.raw).not.toContain('\u001B[?25l');
  });
});
