import { join } from 'node:path';
import { entryPath, MANIFEST, type StoreRoot } from './layout.js';
import type { StoreFiles } from './ports.js';

/** Where a shared part is, or would be made. */
export interface StorePlace {
  readonly root: string;
  readonly path: string;
  readonly present: boolean;
}

/** Looks into the stores of a run, in their order: any may provide, the first writable one receives. */
export interface StoreView {
  readonly roots: readonly string[];
  /** `undefined` when no store has the entry and none can take it. */
  find(name: string, signature: string): StorePlace | undefined;
}

export function makeStoreView(roots: readonly StoreRoot[], files: StoreFiles): StoreView {
  let receiver: string | null | undefined;
  const writable = (): string | null => {
    receiver ??= roots.find(({ path, create }) => files.isWritable(path, create))?.path ?? null;
    return receiver;
  };
  return {
    roots: roots.map(({ path }) => path),
    find(name, signature) {
      for (const { path: root } of roots) {
        const path = entryPath(root, name, signature);
        if (isFinished(path, files)) return { root, path, present: true };
      }
      const root = writable();
      return root === null ? undefined : { root, path: entryPath(root, name, signature), present: false };
    },
  };
}

/** An entry counts when its manifest, written last, is there. */
export function isFinished(entry: string, files: Pick<StoreFiles, 'exists'>): boolean {
  return files.exists(join(entry, MANIFEST));
}
