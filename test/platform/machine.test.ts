import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMachine } from '../../src/platform/machine.js';
import { readToolchain } from '../../src/platform/toolchain.js';
import { newFolder } from './support/folder.js';

test('this machine', () => {
  const machine = readMachine();
  expect(machine).toMatchObject({ os: process.platform, arch: process.arch, cores: availableParallelism() });
  if (machine.libc?.name === 'glibc') {
    const told = execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' });
    expect(`glibc ${machine.libc.version}`).toBe(told.trim());
  }
});

/** Tools that tell a version and leave a note that they were asked. */
function fakeTools(folder: string, versions: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, version] of Object.entries(versions)) {
    const script = `#!/bin/sh\necho "$0 $1" >>'${folder}/asked'\nprintf '%s\\nmore\\n' '${version}'\n`;
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
}

test('the toolchain is what its programs say, asked once', async () => {
  const folder = newFolder();
  const [path, cacheFile] = [join(folder, 'bin'), join(folder, 'cache/toolchain.json')];
  fakeTools(path, { cc: 'cc 12.2', make: 'GNU Make 4.3' });
  const options = { path: `${folder}/none:${path}:/nowhere`, cacheFile };
  const first = await readToolchain(options);
  expect(first.versions).toEqual({
    ar: 'absent',
    as: 'absent',
    'c++': 'absent',
    cc: 'cc 12.2',
    'g++': 'absent',
    gcc: 'absent',
    ld: 'absent',
    make: 'GNU Make 4.3',
  });
  expect(first.programs).toEqual(expect.arrayContaining([join(folder, 'none/cc'), join(path, 'cc'), '/nowhere/gcc']));
  expect(first.programs).not.toContain('/nowhere/cc');
  const asked = readFileSync(join(path, 'asked'), 'utf8').split('\n').sort();
  expect(asked).toEqual(['', `${path}/cc --version`, `${path}/make --version`]);
  rmSync(join(path, 'asked'));
  expect(await readToolchain(options)).toEqual(first);
  expect(existsSync(join(path, 'asked'))).toBe(false);
});

test('another program, or a change of one, is another toolchain', async () => {
  const folder = newFolder();
  const [path, cacheFile] = [join(folder, 'bin'), join(folder, 'cache.json')];
  const digestWith = async (versions: Readonly<Record<string, string>>): Promise<string> => {
    fakeTools(path, versions);
    return (await readToolchain({ path, cacheFile })).digest;
  };
  const digests = [
    await digestWith({ cc: 'cc 12.2' }),
    await digestWith({ cc: 'cc 12.3 or so' }),
    await digestWith({ cc: 'cc 12.2', ld: 'ld 2.40' }),
  ];
  expect(new Set(digests).size).toBe(3);
  rmSync(join(path, 'ld'));
  expect(await digestWith({ cc: 'cc 12.2' })).toBe(digests[0]);
});

test('tools that do not answer, and a damaged memory', async () => {
  const folder = newFolder();
  const cacheFile = join(folder, 'cache.json');
  writeFileSync(cacheFile, '{"a": 1}');
  writeFileSync(join(folder, 'cc'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
  writeFileSync(join(folder, 'ld'), '#!/no/such/program\n', { mode: 0o755 });
  mkdirSync(join(folder, 'make'));
  const { versions } = await readToolchain({ path: folder, cacheFile });
  expect(versions).toMatchObject({ cc: 'no answer: status 3', ld: 'no answer: ENOENT', make: 'absent' });
});
