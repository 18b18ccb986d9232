import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { serve } from '../platform/support/server.js';
import { makeSite, pidIn, stopIn, type Running, type Site } from './site.js';

/** Moments of a run that tests can hold: what goes on then is a request, a command, or a wait for somebody else. */
export const PHASES = [
  'profile',
  'fetch',
  'unpack',
  'configure',
  'make',
  'install',
  'release lock',
  'store lock',
] as const;
export type Phase = (typeof PHASES)[number];

/**
 * A release of two parts whose run can be held in every phase. `first` lies in the release, needs no time and counts how
 * often it is built; `second` is shared, comes from a server, and is what is held.
 */
export interface Stage {
  readonly site: Site;
  /** Starts a run of the release `two` that goes on until the phase; resolves when it is there. */
  hold(phase: Phase, more?: readonly string[]): Promise<Held>;
  /** Ends all holding, that of other runs too, and waits until those have ended well. */
  release(): Promise<void>;
  /** Runs the release `two` to its end. Answers what it printed and the digests of release and store. */
  finish(): Promise<readonly string[]>;
  /** How often the first part was built. */
  builds(): number;
}

export interface Held extends Running {
  readonly pid: number;
}

const STEPS = ['unpack', 'configure', 'make', 'install'] as const;

export async function makeStage(script = ''): Promise<Stage> {
  const site = makeSite();
  const held = new Set<string>();
  const waiting: { readonly path: string; readonly response: ServerResponse }[] = [];
  const server = await serve((response, { url = '' }) => {
    if (held.has(url)) waiting.push({ path: url, response });
    else response.end(readFileSync(site.path(`served${url}`)));
  });
  writeSources(site, server.url, script);
  const others: Running[] = [];
  const run = (directory: string, more: readonly string[] = []): Running =>
    site.start(['profile/software.cfg', '--store', 'store', '--jobs', '1', '-d', directory, ...more]);
  const stopAt = async (
    step: (typeof STEPS)[number],
    directory: string,
    more?: readonly string[],
  ): Promise<Running> => {
    writeFileSync(site.path(`hold-${step}`), '');
    const running = run(directory, more);
    await pidIn(site, `${step}.pid`);
    return running;
  };
  const behind = async (directory: string, more?: readonly string[]): Promise<Running> => {
    others.push(await stopAt('make', directory));
    const running = run('two', more);
    await printed(running, 'waiting for slapbuild/');
    return running;
  };
  const atServer = async (path: string, more?: readonly string[]): Promise<Running> => {
    held.add(path);
    const running = run('two', more);
    await expect.poll(() => waiting.some((request) => request.path === path), { timeout: 20_000 }).toBe(true);
    return running;
  };
  const start = (phase: Phase, more?: readonly string[]): Promise<Running> => {
    if (phase === 'profile') return atServer('/base.cfg', more);
    if (phase === 'fetch') return atServer('/second.tar.xz', more);
    if (phase === 'release lock') return behind('two', more);
    if (phase === 'store lock') return behind('one', more);
    return stopAt(phase, 'two', more);
  };
  return {
    site,
    async hold(phase, more) {
      const running = await start(phase, more);
      return { ...running, pid: running.child.pid ?? 0 };
    },
    async release() {
      held.clear();
      for (const step of STEPS) site.remove(`hold-${step}`);
      if (others.length > 0) execFileSync('sh', ['-c', 'echo > "$0"', site.path('fifo')]);
      for (const { ended } of others.splice(0)) expect(await ended).toMatchObject({ status: 0 });
    },
    async finish() {
      const ended = await run('two').ended;
      expect(ended).toMatchObject({ status: 0 });
      return [site.digest('two'), site.digest('store')];
    },
    builds() {
      const path = site.path('first.count');
      return existsSync(path) ? readFileSync(path, 'utf8').length : 0;
    },
  };
}

/** The digests of a run that nobody disturbed, at the same paths; afterwards it is as if it had never been. */
export async function undisturbed({ site, finish }: Stage): Promise<readonly string[]> {
  const digests = await finish();
  execFileSync('chmod', ['-R', 'u+w', site.path('store')]);
  for (const name of ['two', 'store', 'cache', 'first.count', ...STEPS.map((step) => `${step}.pid`)]) site.remove(name);
  return digests;
}

/** Waits until a run has printed a text. */
export async function printed({ child }: Running, text: string): Promise<void> {
  let heard = '';
  const listen = (chunk: Buffer): void => void (heard += chunk.toString());
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  await expect.poll(() => heard, { timeout: 20_000 }).toContain(text);
}

function writeSources(site: Site, url: string, script: string): void {
  execFileSync('mkfifo', [site.path('fifo')]);
  const stop = (step: string): string => `${script}${stopIn(site, step)}`;
  const inMake = (step: string): string => stop(step).replaceAll('$', '$$$$');
  site.write(
    'source/second/configure',
    `#!/bin/sh\nprefix=\${1#--prefix=}\n${stop('configure')}\necho "P = $prefix" > config.mk\n`,
    0o755,
  );
  site.write(
    'source/second/Makefile',
    `include config.mk\nall:\n\t@${inMake('make')}\n\techo made > made\ninstall:\n\tmkdir -p $(P)/bin\n\tcp made $(P)/bin/made\n\t@${inMake('install')}\n\tln -s made $(P)/bin/link\n`,
  );
  site.write('served/.keep', '');
  execFileSync('tar', ['-cJf', site.path('served/second.tar.xz'), '-C', site.path('source'), 'second']);
  const sum = createHash('sha256')
    .update(readFileSync(site.path('served/second.tar.xz')))
    .digest('hex');
  site.write('bin/xz', `#!/bin/sh\n${stopIn(site, 'unpack')}\nexec /usr/bin/xz "$@"\n`, 0o755);
  site.write('profile/first/configure', '#!/bin/sh\necho "P = ${1#--prefix=}" > config.mk\n', 0o755);
  site.write(
    'profile/first/Makefile',
    `include config.mk\nall:\n\tprintf x >> ${site.path('first.count')}\ninstall:\n\tmkdir -p $(P)\n\techo first > $(P)/file\n`,
  );
  site.write(
    'served/base.cfg',
    `[second]\nrecipe = cmmi\nshared = true\nurl = ${url}/second.tar.xz\nsha256sum = ${sum}\nenvironment =\n  PATH=${site.path('bin')}:%(PATH)s\n`,
  );
  site.write(
    'profile/software.cfg',
    `[buildout]\nextends = ${url}/base.cfg\nparts = first start\n[first]\nrecipe = cmmi\nurl = \${:_profile_base_location_}/first\n[start]\nrecipe = template\ninline = \${second:prefix}\noutput = \${buildout:directory}/start\n`,
  );
}
