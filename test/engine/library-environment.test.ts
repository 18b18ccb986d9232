import { expect, test, vi } from 'vitest';
import { makeWorld } from './world.js';

test('the library passes nothing of its caller to commands but what it is told to pass', async () => {
  vi.stubEnv('LEAK', 'of the host');
  vi.stubEnv('MAKEFLAGS', '-j9');
  vi.stubEnv('PATH', `/hostile:${process.env['PATH'] ?? ''}`);
  const world = makeWorld(`[buildout]
parts = said
[said]
recipe = command
stop-on-error = true
location = \${buildout:directory}/said
command = env | cut -d= -f1 | sort >said; echo $PATH >>said
`);
  const { outcome } = await world.run({ jobs: 1, passEnvironment: { WANTED: 'yes' } });
  vi.unstubAllEnvs();
  expect(outcome).toBe('done');
  const names = ['HOME', 'LANG', 'PATH', 'PWD', 'SOURCE_DATE_EPOCH', 'TMPDIR', 'TZ', 'WANTED'];
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  expect(world.read('release/said')).toBe([...names, path, ''].join('\n'));
});
