import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProbeFiles } from '../../src/platform/probes/probe-files.js';

function makeFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'slapbuild-probe-files-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe('entries', () => {
  test('are read as they were written; what others may write is not', async () => {
    const folder = makeFolder();
    const probes = createProbeFiles(join(folder, 'deep/probes'));
    expect(await probes.readEntry('a')).toBeUndefined();
    await probes.writeEntry('a', 'text');
    expect(await probes.readEntry('a')).toBe('text');
    await probes.writeEntry('a', 'other');
    expect(await probes.readEntry('a')).toBe('other');
    expect(readdirSync(join(folder, 'deep/probes'))).toEqual(['a']);
    chmodSync(join(folder, 'deep/probes/a'), 0o622);
    expect(await probes.readEntry('a')).toBeUndefined();
  });

  test('that cannot be kept are not', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'probes'), 'a file');
    const probes = createProbeFiles(join(folder, 'probes'));
    await probes.writeEntry('a', 'text');
    expect(await probes.readEntry('a')).toBeUndefined();
  });

  test('written by many at once are whole', async () => {
    const folder = makeFolder();
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000));
    const all = texts.map((text) => createProbeFiles(folder).writeEntry('a', text));
    const seen: (string | undefined)[] = [];
    for (let round = 0; round < 20; round++) seen.push(await createProbeFiles(folder).readEntry('a'));
    await Promise.all(all);
    expect(seen.filter((text) => text !== undefined && !texts.includes(text))).toEqual([]);
    expect(texts).toContain(await createProbeFiles(folder).readEntry('a'));
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('unused for longest go when there are too many, and what a killed process left', async () => {
    const folder = makeFolder();
    const probes = createProbeFiles(folder);
    for (let index = 0; index < 1_000; index++) {
      writeFileSync(join(folder, `e${String(index)}`), '', { mode: 0o600 });
      utimesSync(join(folder, `e${String(index)}`), 1_000 + index, 1_000 + index);
    }
    writeFileSync(join(folder, '.left'), '');
    utimesSync(join(folder, '.left'), 1_000, 1_000);
    expect(await probes.readEntry('e0')).toBe('');
    await probes.writeEntry('new', 'text');
    const names = readdirSync(folder);
    expect(names).toHaveLength(900);
    expect(names).toEqual(expect.arrayContaining(['e0', 'new', 'e999', 'e102']));
    expect(names).not.toContain('e101');
  });
});

describe('a tree', () => {
  test('is another when anything in it is', async () => {
    const folder = makeFolder();
    const probes = createProbeFiles(join(folder, 'none'));
    const tree = join(folder, 'tree');
    const at = (name: string): string => join(tree, name);
    mkdirSync(at('sub'), { recursive: true });
    writeFileSync(at('sub/a'), 'one');
    const digests = new Set<string | undefined>();
    const look = async (): Promise<void> => void digests.add((await probes.readTree(tree))?.digest);
    const changes = [
      () => {},
      () => writeFileSync(at('sub/a'), 'two'),
      () => chmodSync(at('sub/a'), 0o755),
      () => renameSync(at('sub/a'), at('sub/b')),
      () => symlinkSync('sub/b', at('link')),
      () => mkdirSync(at('empty')),
      () => rmSync(at('sub/b')),
    ];
    for (const change of changes) {
      change();
      await look();
    }
    expect(digests.size).toBe(changes.length);
    await look();
    expect(digests.size).toBe(changes.length);
    expect(await probes.readTree(join(folder, 'nowhere'))).toBeUndefined();
  });

  test('tells what was made, written and removed since', async () => {
    const tree = makeFolder();
    const probes = createProbeFiles(join(tree, 'none'));
    for (const name of ['kept', 'written', 'removed']) writeFileSync(join(tree, name), 'text');
    const before = await probes.readTree(tree);
    if (before === undefined) throw new Error('the tree cannot be read');
    expect(await probes.findChanges(tree, before)).toEqual([]);
    writeFileSync(join(tree, 'written'), 'TEXT');
    rmSync(join(tree, 'removed'));
    mkdirSync(join(tree, 'made'));
    symlinkSync('target', join(tree, 'made/link'));
    const found = (await probes.findChanges(tree, before))?.map(({ path, kind, target }) => [path, kind, target]);
    expect(found).toEqual([
      ['made', 'directory', undefined],
      ['made/link', 'symlink', 'target'],
      ['removed', 'gone', undefined],
      ['written', 'file', undefined],
    ]);
  });
});

describe('the state of the machine', () => {
  test('stays while nothing changes, and follows the paths that are named', async () => {
    const folder = makeFolder();
    const probes = createProbeFiles(join(folder, 'none'));
    const named = [join(folder, 'headers'), join(folder, 'file')];
    const states = new Set<string | undefined>();
    const look = async (): Promise<void> => void states.add(await probes.readMachineState(named));
    const changes = [
      () => {},
      () => mkdirSync(join(folder, 'headers/deep'), { recursive: true }),
      () => writeFileSync(join(folder, 'headers/deep/x.h'), 'one'),
      () => writeFileSync(join(folder, 'headers/deep/x.h'), 'two'),
      () => writeFileSync(join(folder, 'file'), ''),
    ];
    for (const change of changes) {
      change();
      await look();
      await look();
    }
    expect(states.size).toBe(changes.length);
    expect(await probes.readMachineState([])).not.toBe(await probes.readMachineState(named));
  });

  test('cannot be told when a named directory holds too much', async () => {
    const folder = makeFolder();
    for (let index = 0; index < 3_050; index++) writeFileSync(join(folder, String(index)), '');
    expect(await createProbeFiles(folder).readMachineState([folder])).toBeUndefined();
  });
});
