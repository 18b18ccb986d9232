import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startedBy, untilNothingRuns } from './processes.js';
import { makeSite, type Site } from './site.js';

const COMPILERS = 4;

/** Parts that compile a file with so many functions that it takes the compiler a while, as long as `large` exists. */
function writeParts(site: Site): void {
  const names = Array.from({ length: COMPILERS }, (_, index) => `c${String(index)}`);
  const part = (name: string, needs: string): string =>
    `[${name}]\nrecipe = cmmi\nurl = \${:_profile_base_location_}/source\nneeds = ${needs}\n`;
  site.write(
    'profile/software.cfg',
    `[buildout]\nparts = last\n${part('ready', '')}${names.map((name) => part(name, '${ready:location}')).join('')}[last]\nrecipe = template\ninline = ${names.map((name) => `\${${name}:location}`).join(' ')}\noutput = \${buildout:directory}/last\n`,
  );
  site.write('profile/source/configure', '#!/bin/sh\necho "P = ${1#--prefix=}" > config.mk\n', 0o755);
  const functions = `n=10; case $P in */ready) ;; *) test ! -e ${site.path('large')} || n=30000;; esac`;
  const line = 'int f%d(int a, int b) { int s = 0; for (int i = a; i < b; i++) s += i * %d %% (a + 1); return s; }\\n';
  site.write(
    'profile/source/Makefile',
    `include config.mk
all:
\t@${functions.replaceAll('$', '$$').replace('$$P', '$(P)')}; i=0; while [ $$i -lt $$n ]; do printf '${line.replaceAll('$', '$$')}' $$i $$i; i=$$((i + 1)); done > big.c
\tcc -O2 -c big.c
install:
\tmkdir -p $(P)
\tcp big.o $(P)/big.o
`,
  );
}

/** Compilers proper that work for this site now. */
function compilersOf(pid: number): readonly number[] {
  return startedBy(pid)
    .map((entry) => entry.pid)
    .filter((id) => nameOf(id) === 'cc1');
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

test('the engine alone is killed while four compilers run: all of them end, and what is finished is kept', async () => {
  const site = makeSite();
  writeParts(site);
  const words = ['profile/software.cfg', '--store', 'none', '-d', 'release', '--jobs', '4'];
  writeFileSync(site.path('large'), '');
  const { child, ended } = site.start(words);
  const { pid = 0 } = child;
  await expect.poll(() => compilersOf(pid).length, { timeout: 60_000, interval: 20 }).toBe(COMPILERS);
  const finished = statSync(site.path('release/parts/ready/big.o')).ino;
  const known = startedBy(pid);
  process.kill(pid, 'SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
  const millis = await untilNothingRuns(site, known);
  console.log(
    `four compilers and ${String(known.length - COMPILERS)} other processes ended ${millis.toFixed(0)} ms after the engine`,
  );
  site.remove('large');
  expect(await site.run(...words)).toMatchObject({ status: 0 });
  expect(statSync(site.path('release/parts/ready/big.o')).ino).toBe(finished);
  expect(readdirSync(site.path('release/parts')).sort()).toEqual(['c0', 'c1', 'c2', 'c3', 'ready']);
});
