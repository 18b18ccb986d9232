import { chmodSync, closeSync, copyFileSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TokenPool } from '../../src/engine/execute/ports.js';
import { createCommandRunner } from '../../src/platform/commands.js';
import { createTokenPools } from '../../src/platform/process/token-fifo.js';
import { newFolder } from './support/folder.js';

async function openPool(folder: string): Promise<TokenPool> {
  const pool = await createTokenPools()(folder);
  if (pool === undefined) throw new Error('no pool');
  return pool;
}

/** A folder with programs of these names that only tell a version. */
function versions(folder: string, programs: Readonly<Record<string, string>>): string {
  mkdirSync(folder);
  for (const [name, version] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${version}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe('a pool', () => {
  test('gives what was put in, without waiting for more', async () => {
    const pool = await openPool(newFolder());
    expect(pool.take(1)).toBe(0);
    pool.put(3);
    expect([pool.take(0), pool.take(2), pool.take(5), pool.take(1)]).toEqual([0, 2, 1, 0]);
    pool.put(4000);
    pool.empty();
    expect(pool.take(1)).toBe(0);
    pool.close();
  });

  test('that somebody has filled takes no more, and can be emptied', async () => {
    const pool = await openPool(newFolder());
    for (let round = 0; round < 40; round++) pool.put(4000);
    pool.empty();
    expect(pool.take(1)).toBe(0);
    pool.close();
  });

  test('leaves nothing', async () => {
    const folder = newFolder();
    const pool = await openPool(join(folder, 'made'));
    expect(readdirSync(join(folder, 'made'))).toHaveLength(1);
    pool.close();
    expect(readdirSync(join(folder, 'made'))).toEqual([]);
  });

  test('cannot be where no file can', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const pool = await createTokenPools()(join(folder, 'file'));
    // The system's temporary directory serves instead.
    const told = await pool?.admit({ env: { PATH: '' }, cwd: folder, jobs: 2 });
    expect(told?.makeFlags).not.toContain(folder);
    pool?.close();
  });
});

test.each<[string, Readonly<Record<string, string>>, RegExp | undefined]>([
  ['no make', {}, /^ -j5 --jobserver-auth=fifo:\S+$/u],
  ['a new make', { make: 'GNU Make 4.4.1', gmake: 'GNU Make 4.10' }, /^ -j5 --jobserver-auth=fifo:\S+$/u],
  ['an old make', { make: 'GNU Make 4.3', ninja: '1.11.1' }, /^ -j5 --jobserver-auth=60,61$/u],
  ['an old gmake', { make: 'GNU Make 4.4', gmake: 'GNU Make 4.2.1' }, /^ -j5 --jobserver-auth=60,61$/u],
  [
    'an old make and a new ninja',
    { make: 'GNU Make 4.3', ninja: '1.13.0' },
    /^ -j5 --jobserver-auth=60,61 -- --jobserver-auth=fifo:\S+$/u,
  ],
  ['a very old make', { make: 'GNU Make 3.82' }, /^ --jobserver-fds=60,61 -j$/u],
  ['another make', { make: 'usage: make [-BeikNnqrSstWwX]' }, undefined],
])('%s is told in its own way', async (_, programs, expected) => {
  const folder = newFolder();
  const pool = await openPool(folder);
  const PATH = versions(join(folder, 'bin'), programs);
  const told = await pool.admit({ env: { PATH: `${PATH}:/bin-of-nobody` }, cwd: folder, jobs: 5 });
  if (expected === undefined) expect(told).toBeUndefined();
  else expect(told?.makeFlags).toMatch(expected);
  told?.close();
  pool.close();
});

test('a command inherits the descriptors, and none between', async () => {
  const folder = newFolder();
  const pool = await openPool(folder);
  pool.put(1);
  const PATH = versions(join(folder, 'bin'), { make: 'GNU Make 4.3' });
  const told = await pool.admit({ env: { PATH }, cwd: folder, jobs: 2 });
  const result = await createCommandRunner().run(
    { argv: ['/bin/bash', '-c', 'read -r -N 1 -u 60 t; echo "$t" /proc/self/fd/*; printf x >&61'], cwd: '/', env: {} },
    {
      signal: new AbortController().signal,
      graceMillis: 1000,
      onOutput: () => {},
      ...(told !== undefined && { inherited: told.inherited }),
    },
  );
  const words = result.ok ? result.value.stdout.trim().split(' ') : [];
  const numbers = words.slice(1).map((path) => Number(path.slice('/proc/self/fd/'.length)));
  expect(words[0]).toBe('+');
  expect(numbers.filter((number) => number > 3 && number <= 61).toSorted((a, b) => a - b)).toEqual([60, 61]);
  expect(pool.take(9)).toBe(1);
  told?.close();
  pool.close();
});

describe('a make that is being written', () => {
  test('is no reason to fail, and is asked again by the next command', async () => {
    const folder = newFolder();
    const bin = versions(join(folder, 'bin'), {});
    copyFileSync('/bin/true', join(bin, 'make'));
    chmodSync(join(bin, 'make'), 0o755);
    const pool = await openPool(join(folder, 'pool'));
    const asked = { env: { PATH: bin }, cwd: folder, jobs: 2 };
    // The kernel starts no program that somebody can write to.
    const writer = openSync(join(bin, 'make'), 'r+');
    expect(await pool.admit(asked)).toBeUndefined();
    closeSync(writer);
    rmSync(join(bin, 'make'));
    writeFileSync(join(bin, 'make'), "#!/bin/sh\necho 'GNU Make 4.4'\n");
    chmodSync(join(bin, 'make'), 0o755);
    const told = await pool.admit(asked);
    expect(told?.makeFlags).toContain('fifo:');
    told?.close();
    pool.close();
  });
});
