import { describe, expect, test } from 'vitest';
import { jobsInCommand, jobsInScript } from '../../src/recipes/building-blocks/jobs.js';
import { cmmi } from '../../src/recipes/cmmi/index.js';
import { command } from '../../src/recipes/command/index.js';
import { RECORDER } from './recorder.js';
import { failureOf, makeRelease, valueOf } from './release.js';

describe('the number of jobs in a text', () => {
  test.each<[string, number | undefined]>([
    ['make', undefined],
    ['make all CFLAGS=-O2 -k', undefined],
    ['make -j4', 4],
    ['make -j 4 all', 4],
    ['make -j all', Infinity],
    ['make -j', Infinity],
    ['make -j0', Infinity],
    ['make -j$(nproc)', Infinity],
    ['make "-j3"', 3],
    ['make -kj2', 2],
    ['make --jobs=5', 5],
    ['make --jobs 5', 5],
    ['make --jobs', Infinity],
    ['make --jobserver-style=fifo', undefined],
    ['make -j4 -j1', 1],
    ['java -jar make.jar', undefined],
  ])('%s: %s', (text, expected) => {
    expect(jobsInCommand(text)).toBe(expected);
  });

  test.each<[string, number | undefined]>([
    ['tar -j -xf x.tar.bz2', undefined],
    ['make && tar -xj', undefined],
    ['cd sub && /opt/bin/ninja -j2; make -j3', 3],
    ['A=$(make -j2 print)', 2],
    ['make \\\n  -j7', 7],
    ['cmake --build . -j 6', 6],
    ['echo make', undefined],
  ])('%j: %s', (text, expected) => {
    expect(jobsInScript(text)).toBe(expected);
  });
});

describe('cmmi', () => {
  const STEPS = { 'pre-build': 'true', 'post-install': 'make -j2 --version' };

  async function coresOf(options: Record<string, string>): Promise<readonly unknown[]> {
    const { bench, archive } = makeRelease();
    archive('pkg.tar.gz', RECORDER);
    valueOf(await bench.install(cmmi, { options: { url: 'pkg.tar.gz', ...STEPS, ...options } }));
    return bench.calls.flatMap((call) => (call.kind === 'run' ? [call.cores] : []));
  }

  test.each<[Record<string, string>, readonly unknown[]]>([
    [{}, ['shared', 'shared', 'shared', 'shared', 2]],
    [{ jobs: '1' }, [1, 1, 1, 1, 2]],
    [{ jobs: '3' }, [1, 1, 3, 3, 2]],
    [{ jobs: '' }, ['shared', 'shared', 'shared', 'shared', 2]],
    [{ 'make-options': '-j1' }, [1, 1, 1, 1, 2]],
    [{ 'make-options': '-j4', jobs: '2' }, [1, 1, 4, 4, 2]],
  ])('%j: cores of its commands are %j', async (options, expected) => {
    expect(await coresOf(options)).toEqual(expected);
  });

  test('takes only numbers from 1 on', async () => {
    const { bench, archive } = makeRelease();
    archive('pkg.tar.gz', RECORDER);
    for (const jobs of ['0', '-1', 'many', '1.5'])
      expect(failureOf(await bench.install(cmmi, { options: { url: 'pkg.tar.gz', jobs } }))).toMatchObject({
        kind: 'bad-option',
        option: 'jobs',
        message: 'must be a number from 1 on',
      });
  });

  test('has the same signature with any number', () => {
    expect(cmmi.presentation).toContain('jobs');
  });
});

test('a command shares the cores, unless its text has a number', async () => {
  const { bench } = makeRelease();
  for (const text of ['true', 'make -j3 --version'])
    valueOf(await bench.install(command, { options: { command: text } }));
  expect(bench.calls.flatMap((call) => (call.kind === 'run' ? [call.cores] : []))).toEqual(['shared', 3]);
});
