import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { TreeMaker } from './tree-maker.js';
import type { TreeShape } from './tree-shape.js';
import { renderProfile } from './tree-text.js';

export interface Tree {
  readonly main: string;
  /** Profiles by path; bases have smaller places than those that extend them. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Files that options name: patches. */
  readonly others: ReadonlyMap<string, string>;
}

/** The largest release of the public tree. */
const PUBLIC_RELEASE: TreeShape = { files: 266, sections: 679, options: 3996 };

/** How far a tree is resolved. */
export const TREE_STAGES = ['merged', 'expanded', 'resolved'] as const;
export type TreeStage = (typeof TREE_STAGES)[number];

export type Factor = 1 | 10;

export function publicShape(factor: Factor): TreeShape {
  const { files, sections, options } = PUBLIC_RELEASE;
  return { files: files * factor, sections: sections * factor, options: options * factor };
}

/** A tree of the same make with so many files. */
export function smallShape(files: number): TreeShape {
  const share = files / PUBLIC_RELEASE.files;
  return {
    files,
    sections: Math.round(PUBLIC_RELEASE.sections * share),
    options: Math.round(PUBLIC_RELEASE.options * share),
  };
}

/** A release as people write them; the same bytes on every machine for the same shape and seed. */
export function makeTree(shape: TreeShape, seed = 42): Tree {
  const { profiles, patches } = new TreeMaker(shape, seed).make();
  const texts = profiles.map((profile): [string, string] => [profile.path, renderProfile(profile)]);
  return { main: 'software.cfg', profiles: new Map(texts), others: patches };
}

export function writeTree({ profiles, others }: Pick<Tree, 'profiles' | 'others'>, folder: string): void {
  for (const [path, text] of [...profiles, ...others]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** How many files a reader reads that starts again at every name in `extends`. */
export function countReads({ main, profiles }: Tree): number {
  const counts = new Map<string, number>();
  for (const [path, text] of profiles) {
    const bases = [...text.matchAll(/^ {2}(?<name>\S+\.cfg)$/gmu)].map(({ groups }) =>
      posix.join(posix.dirname(path), groups?.['name'] ?? ''),
    );
    counts.set(
      path,
      bases.reduce((sum, base) => sum + (counts.get(base) ?? 0), 1),
    );
  }
  return counts.get(main) ?? 0;
}
