import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cmmi } from '../../src/recipes/cmmi/index.js';
import type { BenchSettings } from '../../src/testing/index.js';
import { RECORDER } from './recorder.js';
import { failureOf, makeRelease, md5, valueOf, type Release } from './release.js';

const URL_ONLY = { url: 'pkg.tar.gz' };

function withSources(settings: Omit<BenchSettings, 'directory' | 'tools'> = {}): Release {
  const release = makeRelease(settings);
  release.archive('pkg.tar.gz', RECORDER);
  return release;
}

describe('a build', () => {
  test('runs its steps in order, in the source directory', async () => {
    const { bench, read, tree, at } = withSources();
    const options = {
      ...URL_ONLY,
      environment: 'FOO=1',
      'make-options': 'X=%(own)s',
      own: 'OWN',
      'pre-configure': './record pre-configure',
      'pre-build': './record pre-build',
      'pre-install': './record pre-install',
      'post-install': './record post-install\ncp log %(location)s/log',
    };
    expect(valueOf(await bench.install(cmmi, { name: 'pkg', options })).paths).toEqual([]);
    const location = at('parts/pkg');
    const source = `${location}/.build/pkg-1.0`;
    const make = `  <prefix=${location}>\n  <X=OWN>\n`;
    const steps = [
      ['pre-configure', ''],
      ['configure', `  <--prefix=${location}>\n`],
      ['pre-build', ''],
      ['make', make],
      ['pre-install', ''],
      ['install', make],
      ['post-install', ''],
    ];
    expect(read('parts/pkg/log')).toBe(
      steps.map(([name = '', words = '']) => `[${name}] in ${source}\n${words}  FOO=<1>\n`).join(''),
    );
    expect(tree('parts/pkg')).toEqual(['bin/', 'bin/tool', 'log']);
  });

  test('tells its phases, and lets make use the cores', async () => {
    const { bench } = withSources();
    valueOf(await bench.install(cmmi, { options: { ...URL_ONLY, 'post-install': 'true' } }));
    const phases = bench.calls.flatMap((call) => (call.kind === 'phase' ? [call.name] : []));
    expect(phases).toEqual(['fetch', 'unpack', 'configure', 'make', 'install', 'post-install']);
    const runs = bench.calls.flatMap((call) => (call.kind === 'run' ? [call] : []));
    expect(runs.map(({ argv, cores }) => [argv[2], cores])).toEqual([
      [expect.stringMatching(/^set -e;\.\/configure --prefix="/), 'shared'],
      ['set -e;make ', 'shared'],
      ['set -e;make  install', 'shared'],
      ['set -e;true', 'shared'],
    ]);
  });

  test('each step stops at its first failing line', async () => {
    const { bench, tree } = withSources();
    const options = { ...URL_ONLY, 'pre-configure': 'echo one\nfalse\necho two' };
    expect(failureOf(await bench.install(cmmi, { options }))).toMatchObject({
      kind: 'command-failed',
      outcome: { kind: 'exit', status: 1 },
    });
    expect(bench.output()).toBe('one\n');
    expect(tree()).toEqual(['parts/', 'pkg.tar.gz']);
  });

  test('that installs nothing is fine, one that removes its location is not', async () => {
    const { bench, tree } = withSources();
    const options = { ...URL_ONLY, 'configure-command': 'true', 'make-binary': 'true' };
    valueOf(await bench.install(cmmi, { options }));
    expect(tree('parts/part')).toEqual([]);
    const gone = { ...options, 'post-install': 'rm -r %(location)s' };
    expect(failureOf(await bench.install(cmmi, { options: gone }))).toMatchObject({ kind: 'recipe-error' });
  });

  test('compiles for real', async () => {
    const { bench, at, archive } = makeRelease();
    archive('hello.tar.gz', {
      'hello.c': '#include <stdio.h>\nint main(void) { puts(TEXT); return 0; }\n',
      configure: 'program:#!/bin/sh -e\nprefix=${1#--prefix=}\nsed "s|@prefix@|$prefix|" Makefile.in > Makefile\n',
      'Makefile.in':
        'all: hello\nhello: hello.c\n\t$(CC) -DTEXT=\'"@prefix@"\' -o $@ $<\ninstall: all\n\tmkdir -p @prefix@/bin\n\tcp hello @prefix@/bin/\n',
    });
    valueOf(await bench.install(cmmi, { options: { url: 'hello.tar.gz' } }));
    expect(execFileSync(at('parts/part/bin/hello'), { encoding: 'utf8' })).toBe(`${at('parts/part')}\n`);
  });

  test('in place leaves the source directory where it is', async () => {
    const { bench, write, tree } = makeRelease();
    for (const [name, text] of Object.entries(RECORDER))
      write(`src/${name}`, text.replace(/^program:/u, ''), text.startsWith('program:') ? 0o755 : 0o644);
    valueOf(await bench.install(cmmi, { options: { path: 'src' } }));
    expect(tree('parts/part')).toEqual(['bin/', 'bin/tool', 'log']);
    expect(tree('src/pkg-1.0')).toContain('log');
  });

  test('in place needs the directory', async () => {
    const { bench, at } = makeRelease();
    expect(failureOf(await bench.install(cmmi, { options: { path: 'nowhere' } }))).toEqual({
      kind: 'recipe-error',
      option: 'path',
      message: `source directory \`${at('nowhere')}\` does not exist`,
    });
  });

  test.each<[Record<string, string>, string]>([
    [{}, '.build/pkg-1.0'],
    [{ 'strip-top-level-dir': 'true' }, '.build'],
    [{ 'strip-top-level-dir': '' }, '.build/pkg-1.0'],
  ])('%j starts in %s', async (options, expected) => {
    const { bench, at } = withSources();
    valueOf(await bench.install(cmmi, { options: { ...URL_ONLY, ...options, 'pre-configure': 'pwd' } }));
    expect(bench.output()).toBe(`${at('parts/part')}/${expected}\n`);
  });

  test('two entries at the top: the build starts above them', async () => {
    const { bench, archive, at } = makeRelease();
    archive('two.tar.gz', { 'a/x': '1', b: '2' });
    const options = { url: 'two.tar.gz', 'configure-command': 'pwd; ls', 'make-binary': 'true' };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.output()).toBe(`${at('parts/part/.build')}\na\nb\n`);
  });

  test('missing promises are only told', async () => {
    const { bench, at } = withSources();
    const options = { ...URL_ONLY, promises: `${at('parts/part/bin/tool')}\n\n${at('parts/part/100%')}` };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.calls.filter(({ kind }) => kind === 'warn')).toEqual([
      { kind: 'warn', message: `\`${at('parts/part/100%')}\`, listed in \`promises\`, was not made` },
    ]);
  });
});

describe('the environment', () => {
  const show = { ...URL_ONLY, 'configure-command': 'env | sort; true', 'make-binary': 'true' };

  test('is the engine’s own with what the part adds, formatted against it once', async () => {
    const { bench } = withSources({ environment: { OUTER: 'out' } });
    const environment = 'B = a=%(OUTER)s = c\n\nA="q" %% \nPATH=/x:%(PATH)s\nC=%(HOME)s';
    valueOf(await bench.install(cmmi, { options: { ...show, environment } }));
    const lines = bench.output().split('\n');
    expect(lines).toEqual(expect.arrayContaining(['A="q" %', 'B=a=out = c', 'OUTER=out', 'TZ=UTC']));
    expect(lines.find((line) => line.startsWith('PATH='))).toMatch(/^PATH=\/x:\/usr\/local\/sbin:/);
    const logged = bench.calls.flatMap((call) => (call.kind === 'info' ? [call.message] : []));
    expect(logged.slice(0, 2)).toEqual(['[ENV] A = "q" %', '[ENV] B = a=out = c']);
  });

  test('may be a section, whose values may have several lines and keep the placeholder', async () => {
    const { bench, read } = withSources({ sections: { env: { FOO: 'two\nlines', BAR: '@@LOCATION@@/x %(PATH)s' } } });
    valueOf(await bench.install(cmmi, { options: { ...URL_ONLY, environment: 'env' } }));
    expect(read('parts/part/log')).toContain('  FOO=<two\nlines>\n  BAR=<@@LOCATION@@/x /usr');
  });

  test('values do not see one another', async () => {
    const { bench } = withSources();
    const failure = failureOf(await bench.install(cmmi, { options: { ...URL_ONLY, environment: 'A=1\nB=%(A)s' } }));
    expect(failure).toEqual({
      kind: 'recipe-error',
      option: 'environment',
      text: '%(A)',
      message: '`%(A)s` in `environment` names no variable',
      hint: 'a value may use `HOME`, `LANG`, `PATH`, `SOURCE_DATE_EPOCH`, `TMPDIR`, `TZ`, and what `--pass-env` passes; nothing else of the caller',
    });
  });

  test('a stray percent sign is a mistake', async () => {
    const { bench } = withSources();
    const failure = failureOf(await bench.install(cmmi, { options: { ...URL_ONLY, environment: 'A=50% x' } }));
    expect(failure).toMatchObject({ option: 'environment', message: 'stray percent sign in `environment`, at `% x`' });
  });

  test('the placeholder in lines is the location', async () => {
    const { bench, at, read } = withSources();
    valueOf(await bench.install(cmmi, { options: { ...URL_ONLY, environment: 'FOO=@@LOCATION@@/y' } }));
    expect(read('parts/part/log')).toContain(`  FOO=<${at('parts/part')}/y>\n`);
  });
});

describe('patches', () => {
  const patch = (line: number, from: string, to: string): string =>
    `--- hello.txt\n+++ hello.txt\n@@ -${String(line)} +${String(line)} @@\n-${from}\n+${to}\n`;

  test('are applied in order, before everything else', async () => {
    const { bench, write, at } = withSources();
    write('a.patch', patch(2, 'world', 'patched'));
    const second = patch(2, 'patched', 'twice');
    write('b.patch', second);
    const options = {
      ...URL_ONLY,
      patches: `${at('a.patch')}\n${at('b.patch')}#${md5(second)}`,
      'pre-configure': 'sed -n 2p hello.txt',
    };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.output()).toMatch(/\ntwice\n$/);
  });

  test('a relative one lies in the sources', async () => {
    const { bench, write, archive } = makeRelease();
    archive('pkg.tar.gz', { ...RECORDER, 'pkg-1.0/debian/x.patch': patch(1, 'hello', 'inside') });
    write('debian/x.patch', patch(1, 'hello', 'beside the profile'));
    const options = { ...URL_ONLY, patches: 'debian/x.patch', 'pre-configure': 'sed -n 1p hello.txt' };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.output()).toMatch(/\ninside\n$/);
  });

  test('another program gets the patch as its input, and its words as they are', async () => {
    const { bench, write, at } = withSources();
    write('a patch', 'text\n');
    write('b.patch', 'text\n');
    const options = {
      ...URL_ONLY,
      patches: at('b.patch'),
      'patch-binary': 'cat; echo',
      'patch-options': ' -x  "50%%" ',
    };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.output()).toBe('text\n-x 50%%\n');
  });

  test.each([
    ['-p1', 'a/hello.txt'],
    ['', 'a/hello.txt'],
  ])('patch-options = %j', async (text, name) => {
    const { bench, write, at } = withSources();
    write('a.patch', patch(2, 'world', 'patched').replaceAll('hello.txt', name));
    const options = { ...URL_ONLY, patches: at('a.patch'), 'patch-options': text, 'pre-configure': 'cat hello.txt' };
    valueOf(await bench.install(cmmi, { options }));
    expect(bench.output()).toContain('hello\npatched\n');
  });

  test.each([
    ['does not apply', '', 'command-failed'],
    ['has another sum', `#${'0'.repeat(32)}`, 'checksum-mismatch'],
    ['has another long sum', `#${'0'.repeat(64)}`, 'checksum-mismatch'],
  ])('one that %s fails the part', async (_about, sum, kind) => {
    const { bench, write, at, tree } = withSources();
    write('a.patch', patch(2, 'nothing like it', 'patched'));
    const options = { ...URL_ONLY, patches: `${at('a.patch')}${sum}`, 'patch-options': '-p0 -F0' };
    expect(failureOf(await bench.install(cmmi, { options }))).toMatchObject({ kind });
    expect(tree('parts')).toEqual([]);
  });
});

describe('a kept build directory', () => {
  test('stays with a script that has the environment and the commands', async () => {
    const { bench, read, tree, at } = withSources();
    const options = {
      ...URL_ONLY,
      'keep-compile-dir': 'true',
      'make-options': 'X=1',
      environment: `FOO=it's "q"\nTMPDIR=${at('t')}\nBAR=plain-1.0\nEMPTY=`,
    };
    valueOf(await bench.install(cmmi, { options }));
    expect(tree('parts/part')).toContain('.build/pkg-1.0/Makefile');
    const script = read('parts/part/.build/pkg-1.0/slapos.recipe.build.env.sh');
    expect(script.split('\n').slice(0, 4)).toEqual([
      'export BAR=plain-1.0',
      "export EMPTY=''",
      `export FOO='it'"'"'s "q"'`,
      `#export TMPDIR=${at('t')}`,
    ]);
    const sourced = execFileSync('/bin/sh', ['-c', `${script}\nprintf '%s|%s' "$FOO" "\${EMPTY-unset}"`], {
      encoding: 'utf8',
    });
    expect(sourced).toContain(`  ./configure --prefix="${at('parts/part')}"\n`);
    expect(sourced).toContain('  make X=1 install\n');
    expect(sourced.endsWith(`it's "q"|`)).toBe(true);
  });
});

describe('long interpreter lines', () => {
  test('are started by a wrapper, also through a link and with an argument', async () => {
    const { bench, at, write, read, mode, tree } = makeRelease();
    const folder = `${'x'.repeat(60)}/${'y'.repeat(60)}`;
    write(`${folder}/interpreter`, '#!/bin/sh\nprintf "<%s>" "$@"\n', 0o755);
    const long = `#!${at(folder)}/interpreter`;
    const padded = (length: number): string => `#!/${'z'.repeat(length - 3)}`;
    write('in/bin/plain', `${long}\nbody\n`, 0o750);
    write('in/bin/argument', `${long}   -arg two  \nbody\n`, 0o755);
    write('in/bin/short-no-newline', '#!/bin/sh', 0o755);
    write('in/bin/fits', `${padded(127)}\nbody\n`, 0o755);
    write('in/bin/over', `${padded(128)}\nbody\n`, 0o644);
    write('in/bin/text', 'y'.repeat(200));
    write('in/bin/sub/deep', `${long}\n`, 0o755);
    write('in/libexec/elsewhere', `${long}\n`, 0o755);
    write('in/sbin/daemon', `${long}\n`, 0o700);
    symlinkSync('plain', at('in/bin/link'));
    const options = {
      path: 'in',
      'configure-command': 'cp -a bin sbin libexec %(location)s/',
      'make-binary': 'true',
    };
    valueOf(await bench.install(cmmi, { options }));
    expect(tree('parts/part')).toEqual([
      'bin/',
      'bin/argument',
      'bin/argument.shebang',
      'bin/fits',
      'bin/link',
      'bin/over',
      'bin/over.shebang',
      'bin/plain',
      'bin/plain.shebang',
      'bin/short-no-newline',
      'bin/short-no-newline.shebang',
      'bin/sub/',
      'bin/sub/deep',
      'bin/text',
      'libexec/',
      'libexec/elsewhere',
      'sbin/',
      'sbin/daemon',
      'sbin/daemon.shebang',
    ]);
    expect([mode('parts/part/bin/plain'), mode('parts/part/bin/over')]).toEqual(['0750', '0644']);
    expect(read('parts/part/bin/plain.shebang')).toBe(`${long}\nbody\n`);
    const run = (name: string): string => execFileSync(at(`parts/part/bin/${name}`), ['a b', ''], { encoding: 'utf8' });
    const script = at('parts/part/bin/plain.shebang');
    expect(run('plain')).toBe(`<${script}><a b><>`);
    expect(run('link')).toBe(`<${script}><a b><>`);
    expect(run('argument')).toBe(`<-arg two><${at('parts/part/bin/argument.shebang')}><a b><>`);
    expect(run('short-no-newline')).toBe('');
  });
});
