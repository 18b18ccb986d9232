import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseTree, type SectionNode } from '../../src/engine/profile/index.js';
import type { MergedProfile, MergedSection } from '../../src/engine/resolve/index.js';
import { makeTree, publicShape, smallShape, writeTree, type Tree } from '../bench/trees.js';
import type { TreeShape } from '../bench/tree-shape.js';
import { isFromFile, loadTree } from './load-tree.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'trees-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function load(tree: Tree): MergedProfile {
  const directory = mkdtempSync(join(root, 'tree-'));
  writeTree(tree, directory);
  return loadTree(directory);
}

/** Options that some file sets: what the engine puts into `[buildout]` does not count. */
function optionsOf({ options, pending }: MergedSection): ReadonlySet<string> {
  const own = [...options.values()].filter(isFromFile);
  return new Set([...own.map(({ name }) => name), ...pending.keys()]);
}

function shapeOf(merged: MergedProfile): TreeShape {
  const sizes = [...merged.sections.values()].map((section) => optionsOf(section).size).filter((size) => size > 0);
  return { files: merged.layers.length, sections: sizes.length, options: sizes.reduce((sum, size) => sum + size, 0) };
}

function headers(tree: Tree): readonly SectionNode[] {
  return [...tree.profiles].flatMap(([path, text]) => parseTree({ path, text }).sections);
}

describe('generated trees', () => {
  test.each([publicShape(1), publicShape(10), smallShape(4), smallShape(12)])(
    '$files files, $sections sections, $options options',
    (shape) => {
      expect(shapeOf(load(makeTree(shape)))).toEqual(shape);
    },
  );

  test('are the same bytes for the same seed, and others for another one', () => {
    const [one, same, other] = [makeTree(smallShape(40)), makeTree(smallShape(40)), makeTree(smallShape(40), 7)];
    expect([...same.profiles]).toEqual([...one.profiles]);
    expect([...other.profiles]).not.toEqual([...one.profiles]);
  });

  test('have what the public tree has', () => {
    const tree = makeTree(publicShape(1));
    const nodes = headers(tree);
    const text = [...tree.profiles.values()].join('');
    const bases = [...tree.profiles]
      .filter(([path]) => path.startsWith('component/'))
      .map(([path, each]) => [path, (each.match(/^ {2}\.\.\//gmu) ?? []).length] as const);
    const macros = new Set(nodes.map(({ name }) => name).filter((name) => name.startsWith('macro-')));
    expect(bases.every(([path, count]) => count <= 6 && (count >= 3 || Number(/\d+/u.exec(path)) < 3))).toBe(true);
    expect(macros.size).toBe(68);
    const used = new Set([...text.matchAll(/^(?:<=| ) (?<name>macro-\d+)$/gmu)].map(({ groups }) => groups?.['name']));
    expect(used).toEqual(macros);
    const wanted = [
      /^<= macro-/mu,
      /^<=\n {2}macro-/mu,
      / \+= /u,
      / -= /u,
      /^shared = true$/mu,
      /^depends = \$\{/mu,
      /:location\}/u,
      /\$\{:_profile_base_location_\}\//u,
      /:python2\]/u,
      /:linux and platform\.machine\(\) == /u,
    ];
    for (const pattern of wanted) expect(text).toMatch(pattern);
  });
});
