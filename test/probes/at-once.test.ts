import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CHEAP, packageOf, profileOf } from './packages.js';
import { dropScripts, HAS_AUTOCONF, makeSite, type Site } from './site.js';

afterAll(dropScripts);

/** Waits until four have come, lets them go on, and waits until each has; an open fifo keeps what is written. */
const MEETING = `exec 3<>"$0/here" 4<>"$0/gate"
four() { for i in 1 2 3 4; do read -r -t 100 x <&3 || exit 1; done; }
four; printf '\\n\\n\\n\\n' >&4; four`;

async function meet(directory: string): Promise<void> {
  const [status] = (await once(spawn('/bin/bash', ['-c', MEETING, directory]), 'close')) as [number | null];
  expect(status).toBe(0);
}

test.skipIf(!HAS_AUTOCONF)('parts of one run, and two runs, keep and use answers at once', async () => {
  const [site, other] = [makeSite(), makeSite()];
  const [here, gate] = [join(site.root, 'here'), join(site.root, 'gate')];
  execFileSync('mkfifo', [here, gate]);
  const wait = `echo >"${here}"; read open <"${gate}"; echo >"${here}"`;
  for (const each of [site, other]) each.sources('pkg', packageOf(`${CHEAP}\n${wait}`));
  const section = profileOf().split('[pkg]\n')[1] ?? '';
  const profile = `[buildout]\nparts = pkg twin\n[pkg]\n${section}[twin]\n${section}`;
  const cache = join(site.root, 'cache');
  const both = (): Promise<unknown> =>
    Promise.all([
      meet(site.root),
      ...[site, other].map((each) => each.build(profile, ['--jobs', '2', '--parts', '2'], cache)),
    ]);
  await both();
  const contents = [site.content(), other.content()];
  expect(site.entries()).toHaveLength(1);
  await both();
  const answered = (each: Site): readonly number[] => [each.answered('pkg'), each.answered('twin')];
  expect([...answered(site), ...answered(other)].every((count) => count > 0)).toBe(true);
  expect([site.content(), other.content()]).toEqual(contents);
});
