import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory for one test. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'platform-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** What is below a directory: `mode content` of files, `mode` of directories, `-> target` of links. */
export function treeOf(folder: string, below = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const full = join(folder, path);
    const status = lstatSync(full);
    const mode = (status.mode & 0o7777).toString(8);
    if (status.isSymbolicLink()) tree[path] = `-> ${readlinkSync(full)}`;
    else if (status.isDirectory()) Object.assign(tree, { [`${path}/`]: mode }, treeOf(folder, path));
    else tree[path] = `${mode} ${readFileSync(full, 'utf8')}`;
  }
  return tree;
}
