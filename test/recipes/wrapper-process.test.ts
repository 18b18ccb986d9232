import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wrapper } from '../../src/recipes/wrapper/index.js';
import { addProbe, argumentsOf, ignores, runWrapper, startWrapper, until } from './probe.js';
import { makeRelease, valueOf, type Release } from './release.js';

const less = (mode: number): string => (mode & ~process.umask()).toString(8).padStart(4, '0');

async function withWrapper(options: Readonly<Record<string, string>>, words = 'a b'): Promise<Release> {
  const release = makeRelease();
  const all = { 'command-line': `${addProbe(release)} ${words}`, 'wrapper-path': 'w', ...options };
  valueOf(await release.bench.install(wrapper, { options: all }));
  return release;
}

describe('a pidfile', () => {
  test('holds the process id of the program', async () => {
    const release = await withWrapper({ pidfile: 'pid', environment: "A=1\nC=it's $HOME %(x)s" });
    const started = startWrapper(release, 'w', { args: ['c'], env: { A: 'caller' } });
    const run = await started.done;
    expect(run).toMatchObject({ status: 0, samePid: true });
    expect(argumentsOf(run)).toEqual(['a', 'b', 'c']);
    expect(run.report).toEqual(expect.arrayContaining(['env A=1', "env C=it's $HOME %(x)s"]));
    expect(release.read('pid')).toBe(String(started.process.pid));
    expect([release.mode('w'), release.mode('pid')]).toEqual([less(0o777), less(0o666)]);
  });

  test('refuses a second start while the program runs, and not afterwards', async () => {
    const release = makeRelease();
    const program = release.write('program', '#!/bin/sh\n: > started\nread line < fifo\n', 0o755);
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', release.at('fifo')]);
    const options = { 'command-line': `${program} 'a  b'`, 'wrapper-path': 'w', pidfile: 'pid' };
    valueOf(await release.bench.install(wrapper, { options }));
    const first = startWrapper(release, 'w', { args: ['more'] });
    await until(() => existsSync(release.at('started')));
    const second = await runWrapper(release, 'w');
    expect(second).toMatchObject({ status: 1, stderr: `Already running with pid ${String(first.process.pid)}.\n` });
    expect(release.read('pid')).toBe(String(first.process.pid));
    writeFileSync(release.at('fifo'), 'end\n');
    await first.done;
    const third = startWrapper(release, 'w');
    writeFileSync(release.at('fifo'), 'end\n');
    expect(await third.done).toMatchObject({ status: 0 });
  });

  test.each([
    ['of another program', String(process.pid)],
    ['of nobody', '999999999'],
    ['that is no number', 'x1'],
    ['that is empty', ''],
    ['with a line end', '1\n'],
  ])('%s is overwritten', async (_about, text) => {
    const release = await withWrapper({ pidfile: 'pid' });
    release.write('pid', text);
    const started = startWrapper(release, 'w');
    expect(await started.done).toMatchObject({ status: 0, stderr: '' });
    expect(release.read('pid')).toBe(String(started.process.pid));
  });

  test('in a missing directory: the program does not start', async () => {
    const run = await runWrapper(await withWrapper({ pidfile: 'no/pid' }), 'w');
    expect([run.status, run.report]).toEqual([1, []]);
  });

  test('goes away when the program cannot start; there is no search for it', async () => {
    const release = makeRelease();
    const options = { 'command-line': 'printf x', 'wrapper-path': 'w', pidfile: 'pid' };
    valueOf(await release.bench.install(wrapper, { options }));
    const run = await runWrapper(release, 'w');
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: `${release.at('w')}: cannot run printf\n` });
    expect(existsSync(release.at('pid'))).toBe(false);
  });

  test('a signal is ignored only when asked for', async () => {
    const without = await runWrapper(await withWrapper({ pidfile: 'pid' }), 'w');
    const asked = await runWrapper(await withWrapper({ pidfile: 'pid', 'sig-ign': 'HUP' }), 'w');
    expect([ignores(without, 1), ignores(without, 10), ignores(asked, 1)]).toEqual([false, false, true]);
  });
});

describe('waiting for files', () => {
  test('begins behind the pidfile, and ends when all are there', async () => {
    const release = await withWrapper({ pidfile: 'pid', 'wait-for-files': "one\n it's" });
    const started = startWrapper(release, 'w');
    await until(() => existsSync(release.at('pid')));
    release.write('one', '');
    expect(existsSync(release.at('probe/report-0'))).toBe(false);
    release.write("it's", '');
    expect(await started.done).toMatchObject({ status: 0, samePid: true });
  });

  test('does not delay when they are there, dangling links among them', async () => {
    const release = await withWrapper({ 'wait-for-files': 'f link' });
    release.write('f', '');
    execFileSync('ln', ['-s', 'nowhere', release.at('link')]);
    expect(await runWrapper(release, 'w')).toMatchObject({ status: 0, samePid: true });
  });

  test('needs their directories', async () => {
    const release = await withWrapper({ 'wait-for-files': 'no/f', pidfile: 'pid' });
    const run = await runWrapper(release, 'w');
    expect(run).toMatchObject({ status: 1, stderr: `${release.at('w')}: no is not a directory\n`, report: [] });
    expect(existsSync(release.at('pid'))).toBe(false);
  });
});

describe('reserve-cpu', () => {
  test.each(['true', 'YES', 'y', '1'])('%s appends the process id to a file in HOME', async (text) => {
    const release = await withWrapper({ 'reserve-cpu': text, environment: 'HOME=/nowhere' });
    release.write('.slapos-cpu-exclusive', '1\n');
    const started = startWrapper(release, 'w');
    expect(await started.done).toMatchObject({ status: 0, samePid: true });
    expect(release.read('.slapos-cpu-exclusive')).toBe(`1\n${String(started.process.pid)}\n`);
  });
});

describe('redirected output', () => {
  const env = { PROBE_STDOUT: 'out\n', PROBE_STDERR: 'err\n', PROBE_EXIT: '5' };

  test('is appended to files, and the status is passed on', async () => {
    const release = await withWrapper({
      'redirect-signal': 'HUP',
      'redirect-stdout': 'o.log',
      'redirect-stderr': "it's e.log",
      environment: "A=it's \\ 1",
      pidfile: 'pid',
    });
    release.write('o.log', 'before\n');
    const run = await runWrapper(release, 'w', { env, args: ['x y'] });
    expect(run).toMatchObject({ status: 5, stdout: '', stderr: '', samePid: false });
    expect(argumentsOf(run)).toEqual(['a', 'b', 'x y']);
    expect(run.report).toContain("env A=it's \\ 1");
    expect([ignores(run, 1), ignores(run, 10)]).toEqual([true, false]);
    expect([release.read('o.log'), release.read("it's e.log")]).toEqual(['before\nout\n', 'err\n']);
    expect(release.mode("it's e.log")).toBe(less(0o666));
    expect(existsSync(release.at('pid'))).toBe(false);
  });

  test('may be one stream only, or both in one file', async () => {
    const one = await withWrapper({ 'redirect-signal': 'USR1', 'redirect-stdout': 'l' });
    const first = await runWrapper(one, 'w', { env });
    expect(first).toMatchObject({ status: 5, stderr: 'err\n' });
    expect([one.read('l'), ignores(first, 10)]).toEqual(['out\n', true]);
    const both = await withWrapper({ 'redirect-signal': 'HUP', 'redirect-stdout': 'l', 'redirect-stderr': 'l' });
    expect(await runWrapper(both, 'w', { env })).toMatchObject({ status: 5, stdout: '', stderr: '' });
    expect(both.read('l')).toBe('out\nerr\n');
  });

  test('is bytes, however many', async () => {
    const release = makeRelease();
    const size = 3_000_000;
    const program = release.write('program', `#!/bin/sh\nhead -c ${String(size)} /dev/urandom | tee copy\n`, 0o755);
    const options = {
      'command-line': program,
      'wrapper-path': 'w',
      'redirect-signal': 'HUP',
      'redirect-stdout': 'l',
    };
    valueOf(await release.bench.install(wrapper, { options }));
    expect(await runWrapper(release, 'w')).toMatchObject({ status: 0 });
    expect(spawnSync('cmp', [release.at('l'), release.at('copy')]).status).toBe(0);
  });

  test.each([
    ['USR1', {}],
    ['USR2', { 'sig-ign': 'USR2' }],
  ] as const)('is reopened on %s, and the program gets its own signal', async (signal, more) => {
    const release = makeRelease();
    const program = release.write(
      'program',
      `#!/usr/bin/perl
use strict; use warnings;
$| = 1;
my $told = 0;
$SIG{HUP} = sub { $told = 1 };
print "ready\\n";
select undef, undef, undef, 0.05 until $told and -e 'l';
print "told\\n";
kill 'TERM', $$;
`,
      0o755,
    );
    const options = {
      ...more,
      'command-line': program,
      'wrapper-path': 'w',
      'redirect-signal': 'HUP',
      'redirect-stdout': 'l',
    };
    valueOf(await release.bench.install(wrapper, { options }));
    const started = startWrapper(release, 'w');
    await until(() => existsSync(release.at('l')) && release.read('l') === 'ready\n');
    renameSync(release.at('l'), release.at('l.1'));
    started.process.kill(`SIG${signal}`);
    expect(await started.done).toMatchObject({ status: 128 + 15 });
    expect([release.read('l.1'), release.read('l')]).toEqual(['ready\n', 'told\n']);
  });

  test('into a missing directory: the program does not start', async () => {
    const release = await withWrapper({ 'redirect-signal': 'HUP', 'redirect-stdout': 'no/l', pidfile: 'pid' });
    const run = await runWrapper(release, 'w');
    expect([run.status, run.report, existsSync(release.at('pid'))]).toEqual([1, [], false]);
    expect(run.stderr).toBe(`${release.at('w')}: cannot open no/l: No such file or directory\n`);
  });

  test('keeps a second start away too', async () => {
    const release = makeRelease();
    const program = release.write('program', '#!/bin/sh\necho started\nread line < fifo\n', 0o755);
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', release.at('fifo')]);
    const options = {
      'command-line': `${program} a`,
      'wrapper-path': 'w',
      pidfile: 'pid',
      'redirect-signal': 'HUP',
      'redirect-stdout': 'l',
    };
    valueOf(await release.bench.install(wrapper, { options }));
    const first = startWrapper(release, 'w');
    await until(() => existsSync(release.at('l')) && release.read('l') === 'started\n');
    expect(await runWrapper(release, 'w')).toMatchObject({ status: 1 });
    writeFileSync(release.at('fifo'), 'end\n');
    expect(await first.done).toMatchObject({ status: 0 });
  });
});

const USER_NAMESPACES = spawnSync('/bin/sh', ['-c', 'unshare --user --mount true']).status === 0;

describe.runIf(USER_NAMESPACES)('private file systems', () => {
  const tmpfs = (release: Release): readonly string[] => [
    `mount ${release.at('t1')}`,
    `mount ${release.at('t\\0402')}`,
  ];

  test('are mounted for the program only, at directories that are made', async () => {
    const release = makeRelease();
    const options = {
      'command-line': `${addProbe(release)} a`,
      'wrapper-path': 'w',
      'private-tmpfs': `1m ${release.at('t1')}\n2m ${release.at('t 2')}`,
      environment: 'A=1',
      pidfile: 'pid',
    };
    valueOf(await release.bench.install(wrapper, { options }));
    const run = await runWrapper(release, 'w', { args: ['b'] });
    expect(run).toMatchObject({ status: 0, stderr: '', samePid: true });
    expect(argumentsOf(run)).toEqual(['a', 'b']);
    expect(run.report).toEqual(expect.arrayContaining([...tmpfs(release), 'env A=1']));
    expect([release.mode('t1'), release.mode('t 2')]).toEqual([less(0o777), less(0o777)]);
  });

  test('go together with redirected output', async () => {
    const release = makeRelease();
    const options = {
      'command-line': `${addProbe(release)} a`,
      'wrapper-path': 'w',
      'private-tmpfs': `1m ${release.at('t1')}`,
      'redirect-signal': 'HUP',
      'redirect-stdout': 'l',
    };
    valueOf(await release.bench.install(wrapper, { options }));
    const run = await runWrapper(release, 'w', { env: { PROBE_STDOUT: 'out' } });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.report).toContain(`mount ${release.at('t1')}`);
    expect(release.read('l')).toBe('out');
  });

  test.runIf(process.getuid?.() === 0)('work for an ordinary user, who stays who he is', async () => {
    const release = makeRelease();
    const program = release.write('program', '#!/bin/sh\nid -u\nid -g\ngrep -c CapEff:.0*$ /proc/self/status\n', 0o755);
    const options = {
      'command-line': program,
      'wrapper-path': 'w',
      'private-tmpfs': `1m ${release.at('t1')}`,
    };
    valueOf(await release.bench.install(wrapper, { options }));
    execFileSync('chown', ['-R', '65534:65534', release.directory]);
    const through = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
    expect(await runWrapper(release, 'w', { through })).toMatchObject({ status: 0, stdout: '65534\n65534\n1\n' });
  });

  test('that cannot be mounted keep the program from starting', async () => {
    const release = await withWrapper({ 'private-tmpfs': '1m no/such/place', pidfile: 'pid' });
    const run = await runWrapper(release, 'w');
    expect([run.status, run.report, existsSync(release.at('pid'))]).toEqual([1, [], false]);
    expect(run.stderr).toBe(`${release.at('w')}: cannot make no/such/place: No such file or directory\n`);
  });
});
