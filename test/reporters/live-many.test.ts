import { describe, expect, test } from 'vitest';
import { makeLiveReporter } from '../../src/reporters/live.js';
import type { Reporter } from '../../src/reporters/reporter.js';
import { FakeTerminal, FakeTimers } from './fake-terminal.js';
import { plainOptions } from './recording.js';
import { NEW, of, planned, planOf } from './release.js';
import { compileFailed } from './story.js';

/** Parts of a release by name: what each needs, and the seconds it took before. */
const RELEASE: Readonly<Record<string, { readonly needs: readonly string[]; readonly seconds: number }>> = {
  zlib: { needs: [], seconds: 6 },
  openssl: { needs: ['zlib'], seconds: 84 },
  libevent: { needs: ['openssl'], seconds: 20 },
  popt: { needs: [], seconds: 9 },
  xz: { needs: [], seconds: 14 },
  bzip2: { needs: [], seconds: 3 },
  pcre2: { needs: [], seconds: 40 },
  libxml2: { needs: ['zlib'], seconds: 31 },
  logrotate: { needs: ['popt'], seconds: 8 },
  memcached: { needs: ['libevent'], seconds: 17 },
};

interface View {
  readonly terminal: FakeTerminal;
  readonly timers: FakeTimers;
  readonly reporter: Reporter;
}

/** A run of the release that has just been planned. */
function open({ columns = 80, rows = 24, known = true } = {}): View {
  const terminal = new FakeTerminal();
  terminal.columns = columns;
  terminal.rows = rows;
  const timers = new FakeTimers();
  const reporter = makeLiveReporter(terminal, timers, plainOptions());
  const names = Object.keys(RELEASE);
  const plan = planOf([planned('hello', 'current'), ...names.map((name) => planned(name, 'install', ...NEW))]);
  reporter.report({ type: 'run', state: 'planned', directory: '/release', plan });
  reporter.report(of('hello', { state: 'queued', needs: [] }));
  for (const [name, { needs, seconds }] of Object.entries(RELEASE))
    reporter.report(of(name, { state: 'queued', needs, ...(known && { expectedMillis: seconds * 1_000 }) }));
  reporter.report(of('hello', { state: 'up-to-date' }));
  return { terminal, timers, reporter };
}

function start({ reporter, timers }: View, phases: Readonly<Record<string, string>>): void {
  for (const [name, phase] of Object.entries(phases)) {
    reporter.report(of(name, { state: 'started', action: 'install', because: NEW }));
    reporter.report(of(name, { state: 'phase', phase }));
  }
  timers.advance(100);
}

function installed({ reporter }: View, part: string, millis: number): void {
  reporter.report(of(part, { state: 'installed', action: 'install', signature: 's', millis }));
}

const EIGHT = {
  openssl: 'make',
  popt: 'configure',
  xz: 'make',
  bzip2: 'install',
  pcre2: 'make',
  libxml2: 'configure',
  logrotate: 'unpack',
  memcached: 'fetch',
};

describe('the live view of many parts', () => {
  test('tells of each what it does, since when, and what it took before; and how far the run has come', () => {
    const view = open();
    start(view, { zlib: 'make' });
    view.timers.advance(5_900);
    installed(view, 'zlib', 6_000);
    start(view, EIGHT);
    view.timers.advance(64_000);
    expect(view.terminal.text).toMatchInlineSnapshot(`
      "zlib: installed in 6.0 s
        openssl       1:04 of ~1:24  make
        popt          1:04 of ~9 s   configure
        xz            1:04 of ~14 s  make
        bzip2         1:04 of ~3 s   install
        pcre2         1:04 of ~40 s  make
        libxml2       1:04 of ~31 s  configure
        logrotate     1:04 of ~8 s   unpack
        memcached     1:04 of ~17 s  fetch
      1 of 10 parts, 8 at work; 1:10, about 40 s left
      "
    `);
  });

  test('leaves the usual times out of a window of 45 columns, and keeps the phases', () => {
    const view = open({ columns: 45 });
    start(view, EIGHT);
    view.timers.advance(12_000);
    expect(view.terminal.text).toMatchInlineSnapshot(`
      "  openssl       12 s  make
        popt          12 s  configure
        xz            12 s  make
        bzip2         12 s  install
        pcre2         12 s  make
        libxml2       12 s  configure
        logrotate     12 s  unpack
        memcached     12 s  fetch
      0 of 10 parts, 8 at work; 12 s, about 2 min…
      "
    `);
  });

  test('fits a window of 60 columns', () => {
    const view = open({ columns: 60 });
    start(view, EIGHT);
    view.timers.advance(12_000);
    expect(Math.max(...view.terminal.text.split('\n').map((line) => line.length))).toBeLessThan(60);
    expect(view.terminal.text).toMatchInlineSnapshot(`
      "  openssl       12 s of ~1:24  make
        popt          12 s of ~9 s   configure
        xz            12 s of ~14 s  make
        bzip2         12 s of ~3 s   install
        pcre2         12 s of ~40 s  make
        libxml2       12 s of ~31 s  configure
        logrotate     12 s of ~8 s   unpack
        memcached     12 s of ~17 s  fetch
      0 of 10 parts, 8 at work; 12 s, about 2 min left
      "
    `);
  });

  test('tells a failure above the block, at once, and counts it', () => {
    const view = open();
    start(view, { openssl: 'make', popt: 'make' });
    view.reporter.report(of('popt', { state: 'failed', diagnostics: [compileFailed], millis: 900 }));
    view.reporter.report(of('logrotate', { state: 'skipped', because: 'needed-part-failed' }));
    view.timers.advance(100);
    expect(view.terminal.text).toMatchInlineSnapshot(`
      "error[command-failed]: part \`popt\`: a command ended with status 2
       --> software.cfg:1:1
        |
      1 | [popt]
        | ^^^^^^
      note: in /tmp/popt: make
      hint: the whole log is /release/.slapbuild/logs/popt.log
        openssl      0 s of ~1:24  make
      2 of 10 parts, 1 at work, 1 failed; 0 s, about 2 min left
      "
    `);
  });

  test('keeps the line of the run in a low window', () => {
    const view = open({ rows: 6 });
    start(view, EIGHT);
    expect(view.terminal.text.split('\n').slice(-5)).toMatchInlineSnapshot(`
      [
        "  openssl      0 s of ~1:24  make",
        "  popt         0 s of ~9 s   configure",
        "  and 6 more",
        "0 of 10 parts, 8 at work; 0 s, about 2 min left",
        "",
      ]
    `);
  });

  test('guesses no end when nothing was made before', () => {
    const view = open({ known: false });
    start(view, EIGHT);
    expect(view.terminal.text.split('\n').at(-2)).toBe('0 of 10 parts, 8 at work; 0 s');
  });

  test('takes the longest chain for what is left, and all of it side by side when that takes longer', () => {
    const chain = open();
    start(chain, { zlib: 'make' });
    // Nothing ran beside zlib so far: all 232 s of work, one after the other.
    expect(chain.terminal.text).toContain('about 4 min left');
    start(chain, EIGHT);
    // Eight at once: openssl, libevent and memcached follow each other, 84 + 20 + 17 s.
    expect(chain.terminal.text).toContain('about 2 min left');
  });

  test('says hours of a part that takes hours', () => {
    const view = open();
    start(view, { openssl: 'make' });
    view.timers.advance(2 * 3_600_000 + 63_000);
    expect(view.terminal.text).toContain('  openssl  2:01:03 of ~1:24  make');
  });
});
