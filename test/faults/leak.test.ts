import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeSite, type Site } from './site.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** Everything that a process has from its parent and that a build could look at. */
const LOOK = [
  'env | sort',
  'umask',
  'locale 2>&1',
  'ulimit -S -c; ulimit -S -s; ulimit -S -n',
  'grep -E "^Sig(Blk|Ign)" /proc/self/status',
  'ls /proc/self/fd',
  'tty || :; if (: </dev/tty) 2>/dev/null; then echo terminal; fi',
  'readlink /proc/self/fd/0',
].join('; ');

/** A shared part and parts of the release, made by commands and by the engine itself. */
const PROFILE = `[buildout]
parts = tool words folder linked said
[tool]
recipe = cmmi
shared = true
url = \${:_profile_base_location_}/../sources
configure-command = true
make-binary = true
environment = SEARCH=%(PATH)s:/opt/more
post-install = (${LOOK}) >%(location)s/report; mkdir -p %(location)s/bin; echo x >%(location)s/bin/x
[words]
recipe = template
output = \${buildout:directory}/words
inline = tool is in \${tool:location}
[folder]
recipe = mkdirectory
etc = \${buildout:directory}/made/deeper
[linked]
recipe = wrapper
command-line = /bin/true \${tool:location}
wrapper-path = \${buildout:directory}/bin/linked
[said]
recipe = command
location = \${buildout:directory}/said
stop-on-error = true
command = (${LOOK}) >said
`;

interface Caller {
  /** What the caller's shell does before it becomes slapbuild. */
  readonly before: string;
  readonly variables: Readonly<Record<string, string>>;
}

const CLEAN: Caller = { before: 'umask 022', variables: {} };

const HOSTILE: Caller = {
  before: [
    'umask 077',
    'ulimit -S -s 4096; ulimit -S -n 512',
    "trap '' PIPE INT QUIT HUP TERM USR1 CHLD TSTP",
    'exec 7</dev/null 63</dev/null 200</dev/null',
  ].join('; '),
  variables: {
    CFLAGS: '-O0 -DHOSTILE',
    CPPFLAGS: '-I/hostile',
    LDFLAGS: '-L/hostile',
    MAKEFLAGS: '-j7 --trace',
    MFLAGS: '-k',
    MAKELEVEL: '3',
    LD_LIBRARY_PATH: '/hostile/lib',
    PKG_CONFIG_PATH: '/hostile/pc',
    CONFIG_SITE: '/hostile/config.site',
    PYTHONPATH: '/hostile/py',
    CC: 'hostile-cc',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Tokyo',
    SOURCE_DATE_EPOCH: '1',
    TMPDIR: '/var/tmp',
    BASH_ENV: '/hostile/env',
    ENV: '/hostile/env',
    'BASH_FUNC_make%%': '() { echo hostile; }',
    SHELLOPTS: 'nounset',
    TERM: 'xterm',
    'A.B': 'no identifier',
  },
};

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as `caller` would. Its home and its additions to PATH are its own. */
async function runAs(site: Site, caller: Caller, words: readonly string[]): Promise<Ended> {
  const own = caller === CLEAN ? 'clean' : 'hostile';
  const env = {
    HOME: site.path(`home-${own}`),
    PATH: `${caller === CLEAN ? '' : `${site.path('hostile-bin')}:`}${process.env['PATH'] ?? ''}`,
    XDG_CACHE_HOME: site.path(`cache-${own}`),
    ...caller.variables,
  };
  const shell = ['-p', '-c', `${caller.before}; exec "$@"`, 'bash', process.execPath, PROGRAM, ...words];
  const child = spawn('/bin/bash', shell, { cwd: site.root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...text };
}

const PLACES = ['profile/software.cfg', '--store', 'store', '-d', 'release', '-j', '1'] as const;

test('nothing of the caller reaches a part', async () => {
  const site = makeSite();
  site.write('profile/software.cfg', PROFILE);
  site.write('sources/README', 'sources');
  for (const name of ['make', 'true', 'sh', 'cc']) site.write(`hostile-bin/${name}`, '#!/bin/sh\nexit 9\n', 0o755);
  const told = [];
  for (const caller of [CLEAN, HOSTILE]) {
    const plan = await runAs(site, caller, ['plan', '--json', ...PLACES]);
    expect({ code: plan.code, stderr: plan.stderr.replace(/^.*setlocale.*\n/u, '') }).toEqual({ code: 0, stderr: '' });
    const built = await runAs(site, caller, PLACES);
    expect({ ...built, stderr: built.stderr.replace(/^.*setlocale.*\n/u, '') }).toMatchObject({ code: 0, stderr: '' });
    const signature = /"name":"tool".*?"signature":"([0-9a-f]{40})"/u.exec(plan.stdout)?.[1] ?? 'none';
    // The engine's own record of the release is not of a part.
    site.remove('release/.installed.cfg');
    told.push({
      plan: plan.stdout,
      report: readFileSync(join(site.path('store/tool'), signature, 'report'), 'utf8'),
      said: readFileSync(site.path('release/said'), 'utf8'),
      store: site.digest(join('store/tool', signature)),
      release: site.digest('release'),
    });
    // The owner, who is not root everywhere, may remove what is published.
    await once(spawn('chmod', ['-R', 'u+w', site.path('store')]), 'close');
    for (const name of ['store', 'release']) site.remove(name);
  }
  const [clean, hostile] = told;
  expect(hostile).toEqual(clean);
  const shown = (clean?.report ?? '').replaceAll(site.root, '/somewhere').replaceAll(/[0-9a-f]{40}/gu, 'SIGNATURE');
  expect(shown.split('\n').filter((line) => !/^L(?:C_|ANG)/u.test(line))).toMatchInlineSnapshot(`
    [
      "HOME=/somewhere/release/.slapbuild/tmp/tool/home",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "PWD=/somewhere/store/tool/SIGNATURE/.build",
      "SEARCH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/more",
      "SOURCE_DATE_EPOCH=315532800",
      "TMPDIR=/somewhere/release/.slapbuild/tmp/tool/tmp",
      "TZ=UTC",
      "0022",
      "0",
      "8192",
      "1024",
      "SigBlk:	0000000000000000",
      "SigIgn:	0000000000000000",
      "0",
      "1",
      "2",
      "3",
      "not a tty",
      "/dev/null",
      "",
    ]
  `);
});
