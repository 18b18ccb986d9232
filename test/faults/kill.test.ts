import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeSite, pidIn, stopIn, untilGone, type Site } from './site.js';

const PROFILE = `[buildout]
parts = start
[base]
recipe = cmmi
shared = true
url = \${:_profile_base_location_}/base
[own]
recipe = cmmi
url = \${:_profile_base_location_}/base
post-install = echo \${base:location} > \${:location}/base
location = @@LOCATION@@
[start]
recipe = template
inline = \${own:prefix}
output = \${buildout:directory}/start
`;

/** A source folder whose three steps can be stopped, and that counts how often each was begun. */
function writeSources(site: Site, profile = PROFILE): void {
  execFileSync('mkfifo', [site.path('fifo')]);
  const steps = ['configure', 'make', 'install'].map((step) => [step, stopIn(site, step)] as const);
  const step = Object.fromEntries(steps);
  site.write('profile/software.cfg', profile);
  site.write(
    'profile/base/configure',
    `#!/bin/sh\nprefix=\${1#--prefix=}\n${step['configure'] ?? ''}\necho "P = $prefix" > config.mk\n`,
    0o755,
  );
  site.write(
    'profile/base/Makefile',
    `include config.mk
all:
\t@${(step['make'] ?? '').replaceAll('$', '$$')}
\techo made > made
install:
\tmkdir -p $(P)/bin
\tcp made $(P)/bin/made
\t@${(step['install'] ?? '').replaceAll('$', '$$')}
\tln -s made $(P)/bin/link
`,
  );
}

const ARGUMENTS = ['profile/software.cfg', '--store', 'store', '--jobs', '1'];

/** The tree digests of a run that nobody disturbed, at the same paths. */
async function undisturbed(site: Site): Promise<readonly string[]> {
  const ended = await site.run(...ARGUMENTS, '-d', 'release');
  expect(ended).toMatchObject({ status: 0 });
  const digests = [site.digest('release'), site.digest('store')];
  execFileSync('chmod', ['-R', 'u+w', site.path('store')]);
  for (const name of ['release', 'store', 'cache', 'configure.pid', 'make.pid', 'install.pid']) site.remove(name);
  return digests;
}

describe('the engine is killed', () => {
  test.each(['configure', 'make', 'install'])(
    'in the middle of %s: its processes end, and the next run ends as if nothing had been',
    async (step) => {
      const site = makeSite();
      writeSources(site);
      const expected = await undisturbed(site);
      writeFileSync(site.path(`hold-${step}`), '');
      const { child, ended } = site.start([...ARGUMENTS, '-d', 'release']);
      const pid = await pidIn(site, `${step}.pid`);
      child.kill('SIGKILL');
      await ended;
      await untilGone(pid);
      site.remove(`hold-${step}`);
      expect(await site.run(...ARGUMENTS, '-d', 'release')).toMatchObject({ status: 0 });
      expect([site.digest('release'), site.digest('store')]).toEqual(expected);
      expect(readdirSync(site.path('release/.slapbuild/tmp'))).toEqual([]);
    },
  );

  test('in the middle of an unpack: the next run ends as if nothing had been', async () => {
    const site = makeSite();
    execFileSync('mkfifo', [site.path('fifo')]);
    site.write('source/top/file', 'content\n');
    execFileSync('tar', ['-cJf', site.path('archive.tar.xz'), '-C', site.path('source'), 'top']);
    site.write('bin/xz', `#!/bin/sh\n${stopIn(site, 'unpack')}\nexec /usr/bin/xz "$@"\n`, 0o755);
    site.write(
      'profile/software.cfg',
      `[buildout]\nparts = a\n[a]\nrecipe = download-unpacked\nurl = ${site.path('archive.tar.xz')}\nenvironment =\n  PATH=${site.path('bin')}:%(PATH)s\n`,
    );
    const expected = (await undisturbed2(site))[0];
    writeFileSync(site.path('hold-unpack'), '');
    const { child, ended } = site.start([...ARGUMENTS, '-d', 'release']);
    const pid = await pidIn(site, 'unpack.pid');
    child.kill('SIGKILL');
    await ended;
    await untilGone(pid);
    site.remove('hold-unpack');
    expect(await site.run(...ARGUMENTS, '-d', 'release')).toMatchObject({ status: 0 });
    expect(site.digest('release')).toBe(expected);
    expect(readFileSync(site.path('release/parts/a/file'), 'utf8')).toBe('content\n');
  });
});

async function undisturbed2(site: Site): Promise<readonly string[]> {
  expect(await site.run(...ARGUMENTS, '-d', 'release')).toMatchObject({ status: 0 });
  const digest = site.digest('release');
  for (const name of ['release', 'unpack.pid']) site.remove(name);
  return [digest];
}

describe('the user interrupts', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle of make: exit 4, nothing running, nothing half made',
    async (signal) => {
      const site = makeSite();
      writeSources(site);
      writeFileSync(site.path('hold-make'), '');
      const { child, ended } = site.start([...ARGUMENTS, '-d', 'release']);
      const pid = await pidIn(site, 'make.pid');
      child.kill(signal);
      expect(await ended).toMatchObject({ status: 4 });
      await untilGone(pid);
      expect(readdirSync(site.path('store/base')).filter((name) => !name.startsWith('.'))).toEqual([]);
      site.remove('hold-make');
      expect(await site.run(...ARGUMENTS, '-d', 'release')).toMatchObject({ status: 0 });
    },
  );
});

describe('two runs on one store at once', () => {
  test.each(['configure', 'make', 'install'])(
    'the second starts while the first is in %s: both succeed, the part is built once',
    async (step) => {
      const site = makeSite();
      writeSources(site, PROFILE.replace('parts = start', 'parts = base'));
      writeFileSync(site.path(`hold-${step}`), '');
      const first = site.start([...ARGUMENTS, '-d', 'one']);
      await pidIn(site, `${step}.pid`);
      const second = site.start([...ARGUMENTS, '-d', 'two']);
      let output = '';
      second.child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      second.child.stderr?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      await expect.poll(() => output, { timeout: 20_000 }).toContain('waiting');
      site.remove(`hold-${step}`);
      execFileSync('sh', ['-c', 'echo > "$0"', site.path('fifo')]);
      expect([(await first.ended).status, (await second.ended).status]).toEqual([0, 0]);
      expect(readFileSync(site.path('configure.pid'), 'utf8').trim().split('\n')).toHaveLength(1);
      expect(existsSync(site.path('two/.installed.cfg'))).toBe(true);
    },
  );

  test('the second starts with the first: both succeed, the part is built once', async () => {
    const site = makeSite();
    writeSources(site, PROFILE.replace('parts = start', 'parts = base'));
    const runs = ['one', 'two'].map((name) => site.start([...ARGUMENTS, '-d', name]).ended);
    expect((await Promise.all(runs)).map(({ status }) => status)).toEqual([0, 0]);
    expect(readFileSync(site.path('configure.pid'), 'utf8').trim().split('\n')).toHaveLength(1);
  });
});
