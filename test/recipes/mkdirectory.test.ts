import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mkdirectory, mkdirectoryOfBuild } from '../../src/recipes/mkdirectory/index.js';
import { failureOf, makeRelease, valueOf } from './release.js';

const UMASK = process.umask();
const less = (mode: number): string => (mode & ~UMASK).toString(8).padStart(4, '0');

describe.each([mkdirectory, mkdirectoryOfBuild])('$name', (recipe) => {
  test('makes a directory of every option, with parents, and records nothing', async () => {
    const { bench, at, tree } = makeRelease();
    const options = { a: at('x/y/z'), b: 'b', empty: '', _profile_base_location_: '/elsewhere' };
    expect(valueOf(await bench.install(recipe, { options })).paths).toEqual([]);
    expect(tree()).toEqual(['b/', 'x/', 'x/y/', 'x/y/z/']);
  });

  test('the mode is for the last component, less the umask', async () => {
    const { bench, mode } = makeRelease();
    valueOf(await bench.install(recipe, { options: { a: 'x/y', mode: '0o750' } }));
    expect([mode('x'), mode('x/y')]).toEqual([less(0o777), less(0o750)]);
  });

  test('leaves what is there, and makes again what was removed', async () => {
    const { bench, at, write, mode, tree } = makeRelease();
    write('x/keep', '1');
    const before = mode('x');
    const part = { options: { a: 'x', b: 'y', mode: '0700' } };
    expect(valueOf(await bench.resolve(recipe, part))).toMatchObject({
      updates: true,
      watched: { presence: [at('x'), at('y')] },
    });
    expect(valueOf(await bench.update(recipe, part)).changed).toBe(true);
    expect(valueOf(await bench.update(recipe, part)).changed).toBe(false);
    expect(mode('x')).toBe(before);
    expect(tree()).toEqual(['x/', 'x/keep', 'y/']);
  });

  test('several lines are one name', async () => {
    const { bench, at } = makeRelease();
    valueOf(await bench.install(recipe, { options: { a: 'x\ny' } }));
    expect(statSync(at('x\ny')).isDirectory()).toBe(true);
  });

  test('the mode is octal', async () => {
    const { bench } = makeRelease();
    expect(failureOf(await bench.resolve(recipe, { options: { mode: '0o9' } }))).toEqual({
      kind: 'bad-option',
      option: 'mode',
      value: '0o9',
      message: 'must be an octal file mode such as 0644',
    });
  });
});

test('a file in the way is a mistake for one, and nothing to the other', async () => {
  const { bench, write } = makeRelease();
  write('x', 'file');
  expect(failureOf(await bench.install(mkdirectory, { options: { a: 'x' } }))).toEqual({
    kind: 'recipe-error',
    option: 'a',
    message: '`x` is there, but it is not a directory',
  });
  valueOf(await bench.install(mkdirectoryOfBuild, { options: { a: 'x' } }));
});
