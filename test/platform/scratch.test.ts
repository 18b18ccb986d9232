import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRelease } from '../../src/platform/release-files.js';
import { newFolder } from './support/folder.js';

test('the scratch of a part goes, whatever the part left in it', async () => {
  const scratch = openRelease(newFolder()).openScratch('part');
  expect(await scratch.make()).toMatchObject({ ok: true });
  expect(readdirSync(scratch.path)).toEqual(['home', 'tmp', 'work']);
  mkdirSync(join(scratch.path, 'home/closed'), { mode: 0o500 });
  writeFileSync(join(scratch.path, 'tmp/file'), '');
  await scratch.remove();
  expect(existsSync(scratch.path)).toBe(false);
});

test('a link in the place of a scratch goes, and nothing behind it', async () => {
  const folder = newFolder();
  const victim = join(folder, 'victim');
  for (const name of ['home', 'tmp', 'work']) mkdirSync(join(victim, name), { recursive: true });
  const scratch = openRelease(join(folder, 'release')).openScratch('part');
  expect(await scratch.make()).toMatchObject({ ok: true });
  rmSync(scratch.path, { recursive: true });
  symlinkSync(victim, scratch.path);
  await scratch.remove();
  expect(existsSync(scratch.path)).toBe(false);
  expect(readdirSync(victim)).toEqual(['home', 'tmp', 'work']);
});
